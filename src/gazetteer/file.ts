/**
 * What the sections of a user's compiled gazetteer are; lexicon/binary.ts has what holds them.
 *
 *   info      JSON: GazetteerInfo
 *   alone, pairs  how names may begin (beginnings.ts)
 *   pool      length and code units of each word's form
 *   branches  the trie of names (branches.ts)
 *   lists     where the rows of each list begin, and the end of the last
 *   rows      entry, flags, number of the spelling
 *   frm.idx   where each spelling begins in `forms`, and the end of the last
 *   values    the value of each cell of the branches that ends a name
 *   forms     spellings, UTF-8
 *   entries   where the text of each entry begins, and the end of the last
 *   texts     entries, UTF-8 (payload.ts)
 *
 * The last four stay on the disk; `*.sum` are the checksums of their blocks (lexicon/blocks.ts).
 */

/** Sections that stay on the disk. They are the last ones. */
export const LOOSE: ReadonlySet<string> = new Set(['values', 'forms', 'entries', 'texts']);

/** The value of a name: the number of a list of rows, … */
export const IS_LIST = 1 << 30;
/** … or of an entry, of which the name is an alias. */
export const IS_ALIAS = 1 << 29;
export const NUMBER_MASK = IS_ALIAS - 1;
/** Integers of a row. */
export const ROW_SIZE = 3;
export const ENTRY_BYTES = 4;
/** Most bytes of the section `info`. */
export const INFO_LIMIT = 1 << 22;

/** What a compiled file says about itself. */
export interface GazetteerInfo {
  /** How many entries there are. */
  entries: number;
  /** How many different names lead to them. */
  names: number;
  /** How many words the names are made of. */
  words: number;
  /** How many entries each type has. */
  types: Record<string, number>;
  /** Files or other sources, in the order in which they were read. */
  sources: string[];
  licence: string | null;
  attribution: string | null;
}

/** What is said about a whole gazetteer. */
export interface GazetteerOrigin {
  sources?: readonly string[];
  licence?: string | undefined;
  attribution?: string | undefined;
}
