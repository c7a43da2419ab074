/** The terms of a document: its names, the content words beside them by their stems, and phrases of such words. */
import type { DocumentRecord } from '../document.js';
import { Class } from '../lexicon/classes.js';
import type { Lexicon } from '../lexicon/lookup.js';
import { actorsOf } from '../relations/actors.js';
import { ALEF, matchingForm } from '../text/characters.js';
import { stemLight10 } from '../text/light10.js';
import { Gap, Kind, type Tokens } from '../tokens/tokens.js';

/** What a term is made of. */
export type TermKind = 'name' | 'phrase' | 'word';

/** What a document may be about. */
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
  /** A word that any text may have, whatever it is about. */
  readonly isEveryday: boolean;
}

/** Words of a phrase. */
const LONGEST_PHRASE = 3;
/** A phrase is one when a document has it so often. */
const OFTEN = 2;
/** Letters of a stem below which it says nothing. */
const SHORTEST_STEM = 2;
const SHORTEST_WORD = 3;
const ALEF_LETTER = String.fromCharCode(ALEF);

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
  let run: Content[] = [];
  for (let t = 0; t <= tokens.count; t++) {
    const content = t === tokens.count || covered[t] === 1 ? null : contentOf(text, tokens, lexicon, t);
    const goesOn = content !== null && run.length > 0 && !beginsAnew(tokens, lexicon, t);
    if (!goesOn) {
      countPhrases(run, phrases);
      run = [];
    }
    if (content === null) continue;
    run.push(content);
    if ((tokens.classes[t]! & PART_ONLY) === 0)
      words.add(content.stem, content.form, (tokens.classes[t]! & Class.common) !== 0);
  }
  return [...namesOf(record), ...wholeTerms(words, phrases)];
}

/** Does a phrase end before the token? A word with و or ب before it begins something new. */
const beginsAnew = (tokens: Tokens, lexicon: Lexicon, t: number): boolean =>
  tokens.gap[t] !== Gap.blank ||
  tokens.sentence[t] !== tokens.sentence[t - 1] ||
  lexicon.proclitics.rows[tokens.prefix[t]!]!.strip > 0;

/** Names that are written alike are one term, whatever their ids. */
function namesOf(record: Pick<DocumentRecord, 'entities'>): Term[] {
  const terms = new Map<string, Term>();
  for (const { name, type, id, mentions } of actorsOf(record)) {
    const key = `${type}:${matchingForm(name)}`;
    const count = mentions.length + (terms.get(key)?.count ?? 0);
    const known = terms.get(key)?.id ?? id;
    terms.set(key, { key, kind: 'name', text: name, count, type, id: known, isEveryday: false });
  }
  return [...terms.values()];
}

/** A word that carries a subject. */
interface Content {
  readonly stem: string;
  /** Without its proclitics but with its article. */
  readonly form: string;
}

/** The word at a token; null for what carries no subject. */
function contentOf(text: string, tokens: Tokens, lexicon: Lexicon, t: number): Content | null {
  const kind = tokens.kind[t]!;
  if (kind !== Kind.word && kind !== Kind.latin) return null;
  const classes = tokens.classes[t]!;
  // What stands around quotes is a subject too where it is an everyday noun (a report, a statement).
  const attributes = (classes & Class.attribution) !== 0 && (classes & Class.common) === 0;
  if (classes & EMPTY || attributes) return null;
  const written = text.slice(tokens.baseStart[t]!, tokens.end[t]!);
  if (written.length < SHORTEST_WORD) return null;
  // لل has lost the alef of its article.
  const form = lexicon.proclitics.rows[tokens.prefix[t]!]!.contracted ? `${ALEF_LETTER}${written}` : written;
  const stem = stemLight10(matchingForm(form));
  return stem.length < SHORTEST_STEM ? null : { stem, form };
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

function countPhrases(run: readonly Content[], phrases: Counter): void {
  for (let first = 0; first < run.length; first++) {
    for (let end = first + 2; end <= Math.min(run.length, first + LONGEST_PHRASE); end++) {
      const words = run.slice(first, end);
      phrases.add(words.map(({ stem }) => stem).join(' '), words.map(({ form }) => form).join(' '));
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
  private readonly everyday = new Set<string>();

  add(key: string, form: string, isEveryday = false): void {
    if (isEveryday) this.everyday.add(key);
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
      return { key, kind, text, count, type: null, id: null, isEveryday: this.everyday.has(key) };
    });
  }
}
