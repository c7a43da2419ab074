/** A row of data/clitics.tsv as the analysis uses it. */
export interface ProcliticRow {
  /** The letters that are written. */
  readonly form: string;
  readonly segments: readonly string[];
  /** Bits of `Form` that the word after it may have. */
  readonly before: number;
}

/** A row of data/enclitics.tsv. */
export interface EncliticRow {
  readonly form: string;
  /** Bits of `Form` that the word before it may have. */
  readonly after: number;
}

/**
 * A row of data/endings.tsv: `bits` is 0 for what stands before a pronoun, else the kind of word that the ending makes.
 * `inflected`: what is left without the ending has to be listed too.
 */
export interface EndingRow {
  readonly written: string;
  readonly listed: string;
  readonly bits: number;
  readonly inflected: boolean;
}

/** A row of data/patterns.tsv; in `letters` the slots of the root are blanks. */
export interface PatternRow {
  readonly letters: string;
  readonly bits: number;
}

/** A form of data/words-with-clitics.tsv: [form, length of each proclitic, length of the word]; the rest is the pronoun. */
export type ClosedRow = readonly [form: string, proclitics: readonly number[], word: number];

export const SIGNS = [
  'closed',
  'function',
  'word',
  'name',
  'gazetteer',
  'part',
  'variant',
  'inflected',
  'pattern',
  'unknown',
  'conjunction',
  'preposition',
  'like',
  'future',
  'article',
  'definite',
  'surely-definite',
  'pronoun',
  'rare-pronoun',
  'short',
  'wrong',
  'verbal-noun',
  'loose',
  'and',
  'hamza',
] as const;
export type Sign = (typeof SIGNS)[number];

/** All that the segmenter reads, as the compiler writes it (section `seg.json`). */
export interface SegmentData {
  readonly proclitics: readonly ProcliticRow[];
  readonly enclitics: readonly EncliticRow[];
  readonly endings: readonly EndingRow[];
  readonly patterns: readonly PatternRow[];
  readonly closed: readonly ClosedRow[];
  readonly weights: Readonly<Record<Sign, number>>;
}
