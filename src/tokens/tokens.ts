/**
 * The shared currency of all stages: a structure of growable arrays, one slot a token, reused from document to
 * document. No stage makes an object for a token; strings are made only for what is printed.
 */

/** Kinds of tokens (`Tokens.kind`). */
export const Kind = {
  word: 0,
  latin: 1,
  number: 2,
  punctuation: 3,
  symbol: 4,
  url: 5,
  email: 6,
  hashtag: 7,
  mention: 8,
  emoji: 9,
} as const;
export type KindName = keyof typeof Kind;
/** Names of the kinds, by number. */
export const KIND_NAMES = Object.keys(Kind) as KindName[];

/** What stands before a token (`Tokens.gap`): nothing, a blank, a line break, an empty line (or the beginning). */
export const Gap = { none: 0, blank: 1, line: 2, paragraph: 3 } as const;

/** The tokens of a text as arrays, one place a token; offsets are UTF-16 code units. Used again from text to text. */
export class Tokens {
  /** How many tokens there are. */
  count = 0;
  /** How many sentences there are; set by `splitSentences`. */
  sentenceCount = 0;
  /** Offset of the first UTF-16 code unit in the text. */
  start = new Int32Array(0);
  /** Offset after the last UTF-16 code unit. */
  end = new Int32Array(0);
  kind = new Uint8Array(0);
  gap = new Uint8Array(0);
  /** Hash of the matching form. */
  hash = new Int32Array(0);
  /** 1: a word of Arabic letters only, so that its matching form has a code unit for each of its own; else 0. */
  plain = new Uint8Array(0);
  /** Number of the sentence that the token is in. */
  sentence = new Int32Array(0);

  // Filled by the lexicon stage (lexicon/lookup.ts):
  /** Id of the whole matching form in the lexicon, -1 when unknown. */
  word = new Int32Array(0);
  /** Id of the form without proclitics but with its article: what names begin with; -1 when unknown. */
  base = new Int32Array(0);
  /** Offset at which `base` begins: `start`, or after the proclitics. */
  baseStart = new Int32Array(0);
  /** Id of the bare form, proclitics and article off; -1 when unknown. */
  stem = new Int32Array(0);
  /** What the names of the lexicon are that begin with `base`: flags of lexicon/edges.ts, and the number of the shortest. */
  root = new Int32Array(0);
  /** Which proclitics came off, as a row of data/clitics.tsv; 0 for none. */
  prefix = new Uint8Array(0);
  /** Class bits of the analysis, and of the phrase that begins here (lexicon/classes.ts). */
  classes = new Uint32Array(0);
  /** The longest phrase of the lexicon that begins here: its number plus 1; 0 for none. */
  phrase = new Int32Array(0);
  /** The token after that phrase. */
  phraseEnd = new Int32Array(0);

  /** Makes room for `capacity` tokens and keeps what is there. */
  reserve(capacity: number): void {
    if (capacity <= this.start.length) return;
    const size = Math.max(capacity, this.start.length * 2, 1024);
    const grow = <T extends Int32Array | Uint32Array | Uint8Array>(old: T): T => {
      const grown = new (old.constructor as new (length: number) => T)(size);
      grown.set(old.subarray(0, this.count));
      return grown;
    };
    this.start = grow(this.start);
    this.end = grow(this.end);
    this.kind = grow(this.kind);
    this.gap = grow(this.gap);
    this.hash = grow(this.hash);
    this.plain = grow(this.plain);
    this.sentence = grow(this.sentence);
    this.word = grow(this.word);
    this.base = grow(this.base);
    this.baseStart = grow(this.baseStart);
    this.stem = grow(this.stem);
    this.root = grow(this.root);
    this.prefix = grow(this.prefix);
    this.classes = grow(this.classes);
    this.phrase = grow(this.phrase);
    this.phraseEnd = grow(this.phraseEnd);
  }
}
