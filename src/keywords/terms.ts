/** The terms of a document: its names, the content words beside them by their stems, and phrases of such words. */
import type { DocumentRecord } from '../document.js';
import { Class } from '../lexicon/classes.js';
import type { Lexicon } from '../lexicon/lookup.js';
import { actorsOf } from '../relations/actors.js';
import { matchingForm } from '../text/characters.js';
import { stemLight10 } from '../text/light10.js';
import { Gap, Kind, type Tokens } from '../tokens/tokens.js';

export type TermKind = 'name' | 'phrase' | 'word';

export interface Term {
  /** What is counted over documents: type and matching form of a name, or the stems with blanks between them. */
  readonly key: string;
  readonly kind: TermKind;
  /** How the document writes it: the usual name, or the form of the words that it has most often. */
  readonly text: string;
  /** How often the document has it. */
  readonly count: number;
  /** Of a name: its type, and its id where it has one. */
  readonly type: string | null;
  readonly id: string | null;
}

/** Words of a phrase. */
const LONGEST_PHRASE = 3;
/** A phrase is one when a document has it so often. */
const OFTEN = 2;
/** Letters of a stem below which it says nothing. */
const SHORTEST_STEM = 2;
const SHORTEST_WORD = 3;

/** Words that carry no subject: grammar, verbs, numbers and what dates are made of. */
const EMPTY =
  Class.function |
  Class.verb |
  Class['speech-verb'] |
  Class.number |
  Class.ordinal |
  Class.unit |
  Class.month |
  Class.weekday |
  Class.daypart |
  Class.anchor |
  Class.modifier |
  Class['date-word'] |
  Class.era;
/** Words that are subjects only together with others: the minister of defence, but not the minister. */
const PART_ONLY = Class.title | Class['agency-word'];

/**
 * The terms of a document, each once.
 * @param record what the text gave; its entities become names and their words are not counted again
 * @param tokens of the text, annotated by the lexicon
 */
export function termsOf(
  record: Pick<DocumentRecord, 'entities'>,
  text: string,
  tokens: Tokens,
  lexicon: Lexicon,
): Term[] {
  const words = new Counter();
  const phrases = new Counter();
  const covered = coveredBy(record, tokens);
  let run: number[] = [];
  let stems: string[] = [];
  const endRun = () => {
    countPhrases(text, tokens, run, stems, phrases);
    run = [];
    stems = [];
  };
  for (let t = 0; t < tokens.count; t++) {
    const word = covered[t] === 1 ? null : contentForm(text, tokens, t);
    const goes =
      run.length > 0 && tokens.gap[t] === Gap.blank && tokens.sentence[t] === tokens.sentence[t - 1];
    // A word with و or ب before it begins something new.
    if (!goes || word === null || lexicon.proclitics.rows[tokens.prefix[t]!]!.strip > 0) endRun();
    if (word === null) continue;
    const stem = stemLight10(matchingForm(word));
    if (stem.length < SHORTEST_STEM) continue;
    run.push(t);
    stems.push(stem);
    if ((tokens.classes[t]! & PART_ONLY) === 0) words.add(stem, word);
  }
  endRun();
  return [...namesOf(record), ...wholeTerms(words, phrases)];
}

/** Names that are written alike are one term, whatever their ids. */
function namesOf(record: Pick<DocumentRecord, 'entities'>): Term[] {
  const terms = new Map<string, Term>();
  for (const { name, type, id, mentions } of actorsOf(record)) {
    const key = `${type}:${matchingForm(name)}`;
    const count = mentions.length + (terms.get(key)?.count ?? 0);
    terms.set(key, { key, kind: 'name', text: name, count, type, id: terms.get(key)?.id ?? id });
  }
  return [...terms.values()];
}

/** The word without its proclitics but with its article; null for what carries no subject. */
function contentForm(text: string, tokens: Tokens, t: number): string | null {
  const kind = tokens.kind[t]!;
  if (kind !== Kind.word && kind !== Kind.latin) return null;
  const classes = tokens.classes[t]!;
  // What stands around quotes is a subject too where it is an everyday noun (a report, a statement).
  const attributes = (classes & Class.attribution) !== 0 && (classes & Class.common) === 0;
  if (classes & EMPTY || attributes) return null;
  const form = text.slice(tokens.baseStart[t]!, tokens.end[t]!);
  return form.length < SHORTEST_WORD ? null : form;
}

/** 1 for each token that a name covers. */
function coveredBy(record: Pick<DocumentRecord, 'entities'>, tokens: Tokens): Uint8Array {
  const covered = new Uint8Array(tokens.count);
  let t = 0;
  for (const { start, end } of [...record.entities].sort((a, b) => a.start - b.start)) {
    while (t < tokens.count && tokens.end[t]! <= start) t++;
    for (let i = t; i < tokens.count && tokens.start[i]! < end; i++) covered[i] = 1;
  }
  return covered;
}

function countPhrases(
  text: string,
  tokens: Tokens,
  run: readonly number[],
  stems: readonly string[],
  phrases: Counter,
): void {
  for (let first = 0; first < run.length; first++) {
    for (let last = first + 1; last < Math.min(run.length, first + LONGEST_PHRASE); last++) {
      const form = text.slice(tokens.baseStart[run[first]!]!, tokens.end[run[last]!]!);
      phrases.add(stems.slice(first, last + 1).join(' '), form.replace(/\s+/g, ' '));
    }
  }
}

/** Phrases that stand often enough, and words; without what stands only inside of a longer one of them. */
function wholeTerms(words: Counter, phrases: Counter): Term[] {
  const often = phrases.terms('phrase').filter(({ count }) => count >= OFTEN);
  /** How often the longest phrase stands that the stems are part of. */
  const inside = new Map<string, number>();
  for (const { key, count } of often) {
    const stems = key.split(' ');
    for (let first = 0; first < stems.length; first++) {
      for (let end = first + 1; end <= stems.length; end++) {
        if (end - first === stems.length) continue;
        const part = stems.slice(first, end).join(' ');
        inside.set(part, Math.max(inside.get(part) ?? 0, count));
      }
    }
  }
  return [...often, ...words.terms('word')].filter(({ key, count }) => (inside.get(key) ?? 0) < count);
}

/** Counts keys and the forms in which they are written. */
class Counter {
  private readonly counts = new Map<string, Map<string, number>>();

  add(key: string, form: string): void {
    let forms = this.counts.get(key);
    if (forms === undefined) {
      forms = new Map();
      this.counts.set(key, forms);
    }
    forms.set(form, (forms.get(form) ?? 0) + 1);
  }

  terms(kind: TermKind): Term[] {
    return [...this.counts].map(([key, forms]) => {
      let count = 0;
      let text = '';
      let most = 0;
      for (const [form, times] of forms) {
        count += times;
        if (times > most) {
          most = times;
          text = form;
        }
      }
      return { key, kind, text, count, type: null, id: null };
    });
  }
}
