/**
 * The features of a candidate: what stands before it, what stands after it, and what it is made of. Each of the three
 * is a set of at most 32 named bits, so that a candidate is scored by adding a few numbers of data/weights.tsv.
 */
import type { UserName } from '../gazetteer/user-name.js';

/** What the token beside a candidate is (several may hold). */
export const NEIGHBOUR = [
  'edge',
  'comma',
  'quote',
  'bracket',
  'other-punctuation',
  'number',
  'latin',
  'function',
  'place-preposition',
  'title',
  'org-head',
  'place-head',
  'speech-verb',
  'nationality',
  'given',
  'surname',
  'name-particle',
  'common',
  'verb',
  'ministry',
  'org-adjective',
  'unknown',
  'definite',
  'conjunction',
  'preposition',
  'place',
  'person',
  'organisation',
  'date',
  'title-near',
  'title-far',
  'definite-title',
] as const;

/** Where a candidate comes from; each family has weights, and features of its own. */
export const FAMILIES = {
  place: [
    'country',
    'region',
    'city',
    'geonames',
    'large',
    'middle',
    'small',
    'adjective-position',
    'two-words',
    'more-words',
    'flagged-common',
    'is-common',
    'is-given',
    'is-surname',
    'is-title',
    'is-function',
    'is-nationality',
    'other-class',
    'conjunction-off',
    'preposition-off',
    'exact',
    'place-head-before',
    'common-after-preposition',
    'geonames-after-preposition',
    'in-dateline',
    'in-list',
    'also-person',
    'also-organisation',
    'seen',
    'club-in-sport',
  ],
  person: [
    'one-word',
    'two-words',
    'three-words',
    'four-words',
    'more-words',
    'first-given',
    'first-given-common',
    'first-surname',
    'first-surname-common',
    'first-unknown',
    'first-particle',
    'first-definite',
    'last-given',
    'last-given-common',
    'last-surname',
    'last-surname-common',
    'last-unknown',
    'last-common',
    'last-definite',
    'has-particle',
    'has-unknown-middle',
    'listed',
    'listed-common',
    'is-place',
    'conjunction-off',
    'preposition-off',
    'shape-name',
    'shape-word',
    'seen-part',
    'seen-whole',
    'one-word-after-verb',
    'one-word-after-title',
  ],
  organisation: [
    'listed',
    'listed-common',
    'head-inside',
    'head-outside',
    'head-weak',
    'head-definite',
    'listed-common-phrase',
    'two-words',
    'three-words',
    'four-words',
    'more-words',
    'last-nationality',
    'last-adjective',
    'last-definite',
    'last-place',
    'last-unknown',
    'last-common',
    'last-name',
    'has-conjunction',
    'has-preposition',
    'quoted',
    'ministry',
    'ministry-alone',
    'one-word',
    'is-place',
    'is-given',
    'is-common',
    'conjunction-off',
    'preposition-off',
    'seen',
    'sport',
    'latin',
  ],
  area: [
    'head-inside',
    'head-outside',
    'tail-listed',
    'tail-unknown',
    'tail-definite',
    'tail-common',
    'tail-name',
    'tail-adjective',
    'one-word',
    'two-words',
    'more-words',
    'head-definite',
    'seen',
    'has-conjunction',
  ],
} as const satisfies Record<string, readonly string[]>;

export type Family = keyof typeof FAMILIES;
export const FAMILY_NAMES = Object.keys(FAMILIES) as Family[];

/** More features of each family: a second set of at most 32 bits. */
export const EXTRAS = {
  place: [
    'one-word-only-place',
    'geonames-only-place',
    'country-in-text',
    'arab-country',
    'title-near',
    'in-sport',
    'quoted',
    'in-brackets',
    'given-beside',
    'head-before',
    'within-same',
    'within-other',
    'capital',
    'town',
    'quarter',
    'province',
    'area',
    'nature',
    'building',
  ],
  person: [
    'one-given',
    'one-given-common',
    'one-surname',
    'one-surname-common',
    'one-unknown',
    'one-foreign',
    'given-surname',
    'given-unknown',
    'given-common',
    'unknown-unknown',
    'unknown-surname',
    'surname-surname',
    'foreign-unknown',
    'all-foreign',
    'goes-on',
    'went-before',
    'unknown-after-title',
    'in-list',
    'in-brackets',
    'in-sport',
    'shape-clear-name',
    'shape-clear-word',
    'also-organisation',
    'after-nationality-and-title',
    'known-middle',
    'given-given',
    'one-compound',
    'and-inside',
    'within-same',
    'within-other',
  ],
  organisation: [
    'head-party',
    'head-media',
    'head-company',
    'head-club',
    'head-school',
    'head-government',
    'head-army',
    'head-armed-group',
    'head-court',
    'head-international',
    'goes-on-definite',
    'goes-on-nationality',
    'two-definites',
    'nationality-inside',
    'listed-club',
    'listed-media',
    'listed-company',
    'listed-party',
    'listed-army',
    'listed-only',
    'quoted-name',
    'in-brackets',
    'tail-listed',
    'town-club',
    'listed-long',
    'within-same',
    'within-other',
  ],
  area: ['head-city', 'head-area', 'head-nature', 'head-building', 'goes-on', 'in-sport'],
} as const satisfies Record<Family, readonly string[]>;

type Bits<Names extends readonly string[]> = { readonly [Name in Names[number]]: number };
const bits = <const Names extends readonly string[]>(names: Names) =>
  Object.fromEntries(names.map((name, i) => [name, (1 << i) >>> 0])) as Bits<Names>;

export const Neighbour = bits(NEIGHBOUR);
export const Place = bits(FAMILIES.place);
export const Person = bits(FAMILIES.person);
export const Organisation = bits(FAMILIES.organisation);
export const Area = bits(FAMILIES.area);
export const PlaceExtra = bits(EXTRAS.place);
export const PersonExtra = bits(EXTRAS.person);
export const OrganisationExtra = bits(EXTRAS.organisation);
export const AreaExtra = bits(EXTRAS.area);

/** A possible entity. Tokens [first, end); offsets are computed when it is accepted. */
export interface Candidate {
  readonly family: Family;
  readonly type: string;
  first: number;
  end: number;
  /** Offset in UTF-16 code units; the first token's proclitics are off. */
  start: number;
  stop: number;
  before: number;
  after: number;
  inside: number;
  extra: number;
  /** Entry of the gazetteer, or -1. */
  entry: number;
  readonly rule: string;
  subtype: string | null;
  /** Log-odds. */
  score: number;
  /** A name of the user's own gazetteers. */
  readonly user?: UserName;
}
