import type { Sections } from '../lexicon/binary.js';
import { EXTRAS, FAMILIES, FAMILY_NAMES, type Family, NEIGHBOUR } from './features.js';
import { SET_POSITIONS, setNamed, WORD_POSITIONS, wordNamed } from './labels.js';

/** A row of data/weights.tsv. */
export interface WeightRow {
  readonly family: string;
  /**
   * `bias`, `before:<neighbour>`, `after:<neighbour>`, or a feature of the family; `one:` before one of the first three
   * adds to it for candidates of one word; `<position>=<label>` as in labels.ts.
   */
  readonly feature: string;
  readonly weight: number;
}

/** Weights are whole parts of this: their sums are exact, in whatever order they are added. */
export const PARTS = 100;
/** The sets of features of a candidate; the last two add to the first two for candidates of one word. */
export const SIDES = ['before', 'after', 'inside', 'extra', 'one:before', 'one:after'] as const;
export type Side = (typeof SIDES)[number];
/** Numbers of a family in `bits`: the bias, that of one word, and 32 a side. */
export const FAMILY_SIZE = 2 + SIDES.length * 32;

/** The weights, in hundredths, as typed arrays: what data/weights.tsv is compiled to. */
export interface Weights {
  /** By family: bias, `one:bias`, then the bits of each side. */
  readonly bits: Int32Array;
  /** The sets of classes that have weights, and the words (labels.ts). The number of the place, plus 1, is the label. */
  readonly sets: Int32Array;
  readonly words: Int32Array;
  /** By family, position and label. */
  readonly setWeights: Int32Array;
  readonly wordWeights: Int32Array;
}

const SECTIONS = {
  bits: 'wt.bits',
  sets: 'wt.sets',
  words: 'wt.words',
  setWeights: 'wt.setw',
  wordWeights: 'wt.wrdw',
} as const satisfies Record<keyof Weights, string>;

/** The compiled weights of some sections. */
export const readWeights = (sections: Sections): Weights =>
  Object.fromEntries(
    Object.entries(SECTIONS).map(([name, section]) => [name, sections.int32(section)]),
  ) as unknown as Weights;

/** The sections that hold compiled weights. */
export const weightSections = (weights: Weights): [string, Int32Array][] =>
  Object.entries(SECTIONS).map(([name, section]) => [section, weights[name as keyof Weights]]);

/**
 * Compiles weights.
 * @param rows weights of at most two decimals
 * @param idOf the id of a matching form in the vocabulary
 * @throws RangeError for a family, feature or class that does not exist; a word that no list has is passed over
 */
export function compileWeights(
  rows: readonly WeightRow[],
  idOf: (form: string) => number | undefined,
): Weights {
  const bits = new Int32Array(FAMILY_NAMES.length * FAMILY_SIZE);
  const sets = new Map<number, number>();
  const words = new Map<number, number>();
  const labelled: [table: 'set' | 'word', family: number, position: number, label: number, weight: number][] =
    [];
  for (const { family, feature, weight } of rows) {
    const number = FAMILY_NAMES.indexOf(family as Family);
    if (number < 0) throw new RangeError(`weights: no family "${family}"`);
    const value = Math.round(weight * PARTS);
    const equals = feature.indexOf('=');
    if (equals < 0) {
      const place = placeOf(family as Family, feature);
      if (place < 0) throw new RangeError(`weights: no feature "${feature}" in family "${family}"`);
      bits[number * FAMILY_SIZE + place] = value;
      continue;
    }
    const position = feature.slice(0, equals);
    const name = feature.slice(equals + 1);
    const label = (labels: Map<number, number>, key: number) => {
      if (!labels.has(key)) labels.set(key, labels.size + 1);
      return labels.get(key)!;
    };
    const setPosition = (SET_POSITIONS as readonly string[]).indexOf(position);
    const wordPosition = (WORD_POSITIONS as readonly string[]).indexOf(position);
    if (setPosition >= 0) labelled.push(['set', number, setPosition, label(sets, setNamed(name)), value]);
    else if (wordPosition >= 0) {
      const word = wordNamed(name, idOf);
      if (word !== 0) labelled.push(['word', number, wordPosition, label(words, word), value]);
    } else throw new RangeError(`weights: no position "${position}"`);
  }
  const setWeights = new Int32Array(FAMILY_NAMES.length * SET_POSITIONS.length * (sets.size + 1));
  const wordWeights = new Int32Array(FAMILY_NAMES.length * WORD_POSITIONS.length * (words.size + 1));
  for (const [table, family, position, label, weight] of labelled) {
    if (table === 'set')
      setWeights[(family * SET_POSITIONS.length + position) * (sets.size + 1) + label] = weight;
    else wordWeights[(family * WORD_POSITIONS.length + position) * (words.size + 1) + label] = weight;
  }
  return {
    bits,
    sets: Int32Array.from(sets.keys()),
    words: Int32Array.from(words.keys()),
    setWeights,
    wordWeights,
  };
}

/** Where a feature's weight stands among those of its family, -1 when there is none. */
export function placeOf(family: Family, feature: string): number {
  if (feature === 'bias') return 0;
  if (feature === 'one:bias') return 1;
  const colon = feature.lastIndexOf(':');
  const in_ = (side: Side, names: readonly string[], name: string) => {
    const i = names.indexOf(name);
    return i < 0 ? -1 : 2 + SIDES.indexOf(side) * 32 + i;
  };
  if (colon >= 0) {
    const side = feature.slice(0, colon) as Side;
    if (!SIDES.includes(side) || side === 'inside' || side === 'extra') return -1;
    return in_(side, NEIGHBOUR, feature.slice(colon + 1));
  }
  const inside = in_('inside', FAMILIES[family], feature);
  return inside >= 0 ? inside : in_('extra', EXTRAS[family], feature);
}
