import type { GazetteerEntry } from './entry.js';
import type { NamedEntry } from './user.js';

/** A name of a user's gazetteer in a text. */
export interface UserName {
  readonly first: number;
  readonly end: number;
  /** Offset at which it begins, proclitics off. */
  readonly start: number;
  readonly entry: GazetteerEntry;
  /** The best entries that have the name, that one first. */
  readonly entries: readonly NamedEntry[];
  /** The same for all names of one entry. */
  readonly key: string;
}

/** Of names that overlap: the longest only, or all. */
export type Overlaps = 'longest' | 'all';
