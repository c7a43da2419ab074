/** An entry of a gazetteer: one thing in the world, with its names. */
export interface GazetteerEntry {
  /** The usual form. */
  name: string;
  /** PER, LOC, ORG, EVENT, NORP, WORK, PRODUCT, or any type of the user's. */
  type: string;
  subtype?: string | undefined;
  /** With its authority: `iso:SY`, `geonames:169389`, `wikidata:Q…`, `user:…`. */
  id?: string | undefined;
  /** ISO 3166-1 alpha-2. */
  country?: string | undefined;
  role?: string | undefined;
  lat?: number | undefined;
  lon?: number | undefined;
  /** What decides between entries of one name: the population of a place. */
  weight?: number | undefined;
  aliases?: readonly string[] | undefined;
  /** The name is an everyday word as well, and counts only with evidence around it. */
  common?: boolean | undefined;
  /** Only the exact spelling counts. */
  exact?: boolean | undefined;
  /** From a large list of the world's places: a name that nobody has looked at. */
  bulk?: boolean | undefined;
  /** Whatever else the list says about it; passed through to the output. */
  attributes?: Readonly<Record<string, unknown>> | undefined;
}

/** Bits of an entry's and of a form's flags; `last` ends the rows of one name in the bundled file. */
export const EntryFlag = { common: 1, exact: 2, alias: 4, bulk: 8, last: 16 } as const;

/** Integers of an entry's row in the compiled file. */
export const EntryField = {
  name: 0,
  type: 1,
  subtype: 2,
  id: 3,
  country: 4,
  role: 5,
  lat: 6,
  lon: 7,
  weight: 8,
  flags: 9,
} as const;
export const ENTRY_SIZE = 10;
/** In the place of a form that is the entry's name. */
export const SAME_AS_NAME = 0;
/** Coordinates are kept as integers of this part of a degree (about a metre). */
export const DEGREE = 100_000;
export const NO_COORDINATE = -0x8000_0000;
