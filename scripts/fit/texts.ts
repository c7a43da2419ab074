/** The annotated texts, and when a candidate is what they mark. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve as resolvePath } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Candidate } from '../../src/entities/candidates.js';

export const TYPES = ['PER', 'LOC', 'ORG'];

interface Marked {
  readonly start: number;
  readonly end: number;
  readonly type: string;
}

export interface Text {
  readonly text: string;
  readonly gold: readonly Marked[];
  /** The document, or a block of neighbouring sentences where there are no documents: never parted by the folds. */
  readonly group: string;
  /** Annotated by our own conventions; else single sentences of the corpus, in which whole words are marked. */
  readonly news: boolean;
  /** Under which name it is scored: `own` texts are those of this project, `plain` ones of them without a name. */
  readonly set: 'ner' | 'news' | 'own' | 'plain';
}

export class Texts {
  readonly all: Text[] = [];
  private bare: (text: string, start: number, end: number, type: string) => [number, number] = () => [0, 0];
  private unmarked: (text: string, start: number, end: number, type: string) => boolean = () => false;

  /**
   * @param dir ner/*.jsonl ({id, text, entities}) and news/gold*.ndjson ({id, text, annotations}), and spans.mjs, which says
   *   when two spans of an organisation are the same
   * @param block how many neighbouring sentences make a group
   */
  static async read(dir: string, block: number): Promise<Texts> {
    const texts = new Texts();
    texts.all.push(...ownTexts());
    const { bare, unmarked } = await import(pathToFileURL(resolvePath(dir, 'spans.mjs')).href);
    Object.assign(texts, { bare, unmarked });
    const lines = (path: string) =>
      readFileSync(path, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line));
    const files = (folder: string, pattern: RegExp) =>
      readdirSync(join(dir, folder)).filter((name) => pattern.test(name));
    for (const name of files('ner', /\.jsonl$/)) {
      lines(join(dir, 'ner', name)).forEach(({ text, entities }, i) => {
        texts.all.push({
          text,
          gold: entities,
          group: `${name} ${Math.floor(i / block)}`,
          news: false,
          set: 'ner',
        });
      });
    }
    for (const name of files('news', /^gold.*\.ndjson$/)) {
      for (const { id, text, annotations } of lines(join(dir, 'news', name))) {
        const gold = annotations.filter((a: { layer: string }) => a.layer === 'entity');
        texts.all.push({ text, gold, group: id, news: true, set: 'news' });
      }
    }
    return texts;
  }

  /** What must agree: the span, without the class word of an organisation, and the type. */
  keyOf(item: Text, { start, end, type }: Marked): string {
    const [s, e] = item.news ? [start, end] : widen(item.text, start, end);
    return `${this.bare(item.text, s, e, type).join('-')} ${type}`;
  }

  keyOfCandidate(item: Text, { start, stop, type }: Candidate): string {
    return this.keyOf(item, { start, end: stop, type });
  }

  goldOf(item: Text): Map<string, Marked> {
    return new Map(item.gold.filter(({ type }) => TYPES.includes(type)).map((g) => [this.keyOf(item, g), g]));
  }

  /** Bodies that the sentences do not mark at all. */
  isUnmarked(item: Text, { start, stop, type }: Candidate): boolean {
    return !item.news && this.unmarked(item.text, ...widen(item.text, start, stop), type);
  }

  /**
   * Where the conventions differ there is nothing to learn: a wrong candidate that is right by ours.
   * @param headInside does the candidate begin with a class word that is part of the name by our conventions?
   */
  isOpen(item: Text, candidate: Candidate, headInside: boolean): boolean {
    return (
      this.isUnmarked(item, candidate) ||
      (headInside && (isListedPlace(item, candidate) || isWiderPlace(item, candidate))) ||
      isOtherwiseCut(item, candidate)
    );
  }
}

/** A mark in the texts of fixtures/annotated: `[PER نضال محمود]`. */
const MARK = /\[([A-Z]+) ([^[\]]+)\]/g;

/** @param marked a text with its entities marked */
export function readMarks(marked: string): Pick<Text, 'text' | 'gold'> {
  const gold: Marked[] = [];
  let text = '';
  let at = 0;
  for (const { 0: whole, 1: type, 2: name, index } of marked.matchAll(MARK)) {
    text += marked.slice(at, index);
    gold.push({ start: text.length, end: text.length + name!.length, type: type! });
    text += name;
    at = index + whole.length;
  }
  return { text: text + marked.slice(at), gold };
}

/** The texts of fixtures/annotated: whole articles, and sentences that are a text each. */
function ownTexts(): Text[] {
  const folder = new URL('../../fixtures/annotated/', import.meta.url);
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const content = readFileSync(new URL(name, folder), 'utf8');
      const texts = name.endsWith('.sentences.txt') ? content.split('\n').filter(Boolean) : [content];
      return texts.map((marked) => {
        const read = readMarks(marked);
        const set = read.gold.length === 0 ? ('plain' as const) : ('own' as const);
        return { ...read, group: name, news: true, set };
      });
    });
}

/** The corpus of sentences marks whole blank-separated words. */
function widen(text: string, start: number, end: number): [number, number] {
  while (start > 0 && text[start - 1] !== ' ') start--;
  while (end < text.length && text[end] !== ' ') end++;
  return [start, end];
}

/** Of airports, camps and the like the corpus leaves many unmarked. */
const isListedPlace = (item: Text, { type, entry }: Candidate): boolean =>
  !item.news && type === 'LOC' && entry >= 0;

/** The corpus of sentences marks the bare name in مطار بيروت; our conventions have the class word in the name. */
const isWiderPlace = (item: Text, candidate: Candidate): boolean =>
  !item.news &&
  candidate.type === 'LOC' &&
  item.gold.some(
    (g) => g.type === 'LOC' && g.start > candidate.start && Math.abs(g.end - candidate.stop) <= 1,
  );

/** Of a listed organisation the corpus often marks a part, or more, or only the place in it. */
const isOtherwiseCut = (item: Text, candidate: Candidate): boolean =>
  !item.news &&
  candidate.type === 'ORG' &&
  candidate.entry >= 0 &&
  item.gold.some((g) => g.start < candidate.stop && g.end > candidate.start);
