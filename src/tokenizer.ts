/** Tokens, clitic segments and sentences as records and as text, for the commands and the public API. */

import type { Sections } from './lexicon/binary.js';
import { abbreviationsOf } from './lexicon/bundled.js';
import { Lexicon } from './lexicon/lookup.js';
import type { Analysis } from './lexicon/segments/analyse.js';
import type { Scheme } from './lexicon/segments/schemes.js';
import { cutGlued, type Segment, Segmenter, type SegmentKind } from './lexicon/segments/segments.js';
import { ARABIC_MARK, CONTROL, FOLD, matchingForm, OTHER_MARK } from './text/characters.js';
import { stemLight10 } from './text/light10.js';
import { Units } from './text/units.js';
import type { Abbreviations } from './tokens/abbreviations.js';
import { splitSentences } from './tokens/sentences.js';
import { Surface } from './tokens/surface.js';
import { tokenize } from './tokens/tokenize.js';
import { KIND_NAMES, Kind, type KindName, Tokens } from './tokens/tokens.js';

export interface SegmentRecord {
  start: number;
  end: number;
  text: string;
  kind: SegmentKind;
}

/** One way in which a word could be cut, with what counts for it and against it. */
export interface AnalysisRecord {
  segments: string[];
  score: number;
  signs: readonly string[];
}

export interface TokenRecord {
  start: number;
  end: number;
  text: string;
  kind: KindName;
  norm?: string;
  segments?: SegmentRecord[];
  analyses?: AnalysisRecord[];
  stem?: string;
}

export interface SentenceRecord {
  start: number;
  end: number;
  text: string;
}

/** What is given beside offsets, text and kind. */
export interface TokenOptions {
  readonly segment?: Scheme | undefined;
  readonly stem?: 'light10' | undefined;
  /** The matching form. */
  readonly norm?: boolean | undefined;
  /** The other ways to cut the word; needs `segment`. */
  readonly explain?: boolean | undefined;
}

/** So many ways to cut a word are given with `explain`. */
const EXPLAINED = 3;

/** Cuts texts, one after the other, with the same arrays. */
export class Tokenizer {
  private readonly units = new Units();
  private readonly tokens = new Tokens();
  private readonly lexicon: Lexicon;
  private readonly segmenter: Segmenter;
  private readonly abbreviations: Abbreviations;
  private readonly surface: Surface;

  /** @param sections the compiled data that comes with the program */
  constructor(sections: Sections) {
    this.lexicon = new Lexicon(sections);
    this.segmenter = new Segmenter(sections, this.lexicon.vocabulary);
    this.abbreviations = abbreviationsOf(sections);
    this.surface = new Surface(this.lexicon.proclitics, this.abbreviations);
  }

  /** The tokens of a text; offsets in UTF-16 code units. */
  tokenize(text: string, options: TokenOptions = {}): TokenRecord[] {
    this.read(text);
    const records: TokenRecord[] = [];
    for (let first = 0, last: number; first < this.tokens.count; first = last + 1) {
      last = this.surface.last(this.units.data, this.tokens, first, this.units.length);
      records.push(this.record(text, first, last, options));
    }
    return records;
  }

  /** The sentences of a text, without the white space around them. */
  sentences(text: string): SentenceRecord[] {
    this.read(text);
    const { tokens } = this;
    const out: SentenceRecord[] = [];
    for (let t = 0; t < tokens.count; t++) {
      const last = out.at(-1);
      if (last && tokens.sentence[t] === tokens.sentence[t - 1]) last.end = tokens.end[t]!;
      else out.push({ start: tokens.start[t]!, end: tokens.end[t]!, text: '' });
    }
    for (const sentence of out) sentence.text = text.slice(sentence.start, sentence.end);
    return out;
  }

  /**
   * A sentence a line, its tokens between blanks: the segments joined by +, the stem or the matching form instead of the
   * token where these are asked for.
   */
  line(text: string, options: TokenOptions = {}): string {
    this.read(text);
    const { tokens } = this;
    const parts: string[] = [];
    for (let first = 0, last: number; first < tokens.count; first = last + 1) {
      last = this.surface.last(this.units.data, tokens, first, this.units.length);
      if (first > 0) parts.push(tokens.sentence[first] === tokens.sentence[first - 1] ? ' ' : '\n');
      parts.push(this.shown(text, first, last, options));
    }
    return parts.length === 0 ? '' : `${parts.join('')}\n`;
  }

  private read(text: string): void {
    this.units.setString(text);
    tokenize(this.units.data, this.units.length, this.tokens);
    splitSentences(this.units.data, this.tokens, this.abbreviations);
  }

  private shown(text: string, first: number, last: number, options: TokenOptions): string {
    const whole = text.slice(this.tokens.start[first]!, this.tokens.end[last]!);
    const form = (part: string) => (options.norm ? matchingForm(part) : part);
    if (options.stem) return this.stem(text, first, last, options);
    const segments = options.segment && this.segments(whole, first, last, options.segment);
    if (!segments) return form(whole);
    return segments.map(({ start, end }) => form(whole.slice(start, end))).join('+');
  }

  private record(text: string, first: number, last: number, options: TokenOptions): TokenRecord {
    const start = this.tokens.start[first]!;
    const end = this.tokens.end[last]!;
    const whole = text.slice(start, end);
    const kind = KIND_NAMES[this.surface.kind(this.tokens, first, last)]!;
    const record: TokenRecord = { start, end, text: whole, kind };
    if (options.norm) record.norm = matchingForm(whole);
    if (options.segment) {
      const segments = this.segments(whole, first, last, options.segment) ?? [
        { start: 0, end: whole.length, kind: 'word' as const },
      ];
      record.segments = segments.map((segment) => ({
        start: start + segment.start,
        end: start + segment.end,
        text: whole.slice(segment.start, segment.end),
        kind: segment.kind,
      }));
      if (options.explain) record.analyses = first === last ? this.analyses(first, options.segment) : [];
    }
    if (options.stem) record.stem = this.stem(text, first, last, options);
    return record;
  }

  /**
   * The stem of what is written: the token with the controls and lone marks that touch it, which its offsets leave out.
   * The stemmer takes words as they are; with the matching form these are gone.
   */
  private stem(text: string, first: number, last: number, { norm }: TokenOptions): string {
    let from = this.tokens.start[first]!;
    let to = this.tokens.end[last]!;
    if (norm) return stemLight10(matchingForm(text.slice(from, to)));
    const { data, length } = this.units;
    while (to < length && isIgnorable(data[to]!)) to++;
    let before = from;
    while (before > 0 && isIgnorable(data[before - 1]!)) before--;
    // What stands between two tokens belongs to the first of them.
    if (first === 0 || before > this.tokens.end[first - 1]!) from = before;
    return stemLight10(text.slice(from, to));
  }

  private analyses(t: number, scheme: Scheme): AnalysisRecord[] {
    const { letters, analyses } = this.segmenter.analyses(this.units.data, this.tokens, t, scheme);
    return analyses.slice(0, EXPLAINED).map((analysis) => ({
      segments: piecesOf(letters, analysis),
      score: Math.round(analysis.score * 100) / 100,
      signs: analysis.signs,
    }));
  }

  /** The segments of a token, with offsets from its beginning; undefined when it has no clitics. */
  private segments(
    whole: string,
    first: number,
    last: number,
    scheme: Scheme,
  ): readonly Segment[] | undefined {
    const { start, end, kind } = this.tokens;
    const units = this.units.data;
    const from = start[first]!;
    if (first === last)
      return kind[first] === Kind.word
        ? this.segmenter.cut(units, from, end[first]!, whole, scheme)
        : undefined;
    if (last !== first + 1 || kind[first] !== Kind.word) return undefined;
    return cutGlued(units, from, end[first]!, end[last]!, this.lexicon.proclitics, scheme);
  }
}

/** Is the unit one that no token needs to cover, and no white space? */
function isIgnorable(unit: number): boolean {
  const value = FOLD[unit]!;
  return value === CONTROL || value === ARABIC_MARK || value === OTHER_MARK;
}

/** The letters of an analysis, part by part. */
function piecesOf(letters: string, { proclitics, enclitic }: Analysis): string[] {
  const pieces: string[] = [];
  let at = 0;
  for (const length of [
    ...proclitics,
    letters.length - enclitic - proclitics.reduce((sum, n) => sum + n, 0),
    enclitic,
  ]) {
    if (length > 0) pieces.push(letters.slice(at, at + length));
    at += length;
  }
  return pieces;
}
