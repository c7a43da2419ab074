import type { Sections } from '../lexicon/binary.js';
import { EXTRAS, FAMILIES, FAMILY_NAMES, type Family, NEIGHBOUR } from './features.js';
import { makeLabels } from './label-table.js';
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

/** Numbers of the sums of a side: 256 for each of its four bytes. */
export const SIDE_SUMS = 1024;
export const FAMILY_SUMS = SIDES.length * SIDE_SUMS;
/** Numbers of a label: those of the positions of each family, and some that are unused, which makes it a power of two. */
export const LABEL_SIZE =
  2 ** Math.ceil(Math.log2(FAMILY_NAMES.length * Math.max(SET_POSITIONS.length, WORD_POSITIONS.length)));
/** Larger ones would make sums that are too large for 16 bits. */
const LARGEST = 20;

/** The weights, in hundredths, as typed arrays: what data/weights.tsv is compiled to. */
export interface Weights {
  /** By family: bias, `one:bias`, then the bits of each side. */
  readonly bits: Int32Array;
  /**
   * By family and side, the sums of each byte's bits, so that four reads score a side. Those of candidates of one word
   * hold what they add to.
   */
  readonly sums: Int16Array;
  /** The labels (label-table.ts) of the sets of classes that have weights, and of the words (labels.ts). */
  readonly sets: Int32Array;
  readonly words: Int32Array;
  /** By label, family and position; nothing weighs anything that has no label. */
  readonly setWeights: Int16Array;
  readonly wordWeights: Int16Array;
}

const SECTIONS = {
  bits: 'wt.bits',
  sums: 'wt.sums',
  sets: 'wt.sets',
  words: 'wt.words',
  setWeights: 'wt.setw',
  wordWeights: 'wt.wrdw',
} as const satisfies Record<keyof Weights, string>;

/** The compiled weights of some sections. */
export const readWeights = (sections: Sections): Weights => ({
  bits: sections.int32(SECTIONS.bits),
  sums: sections.int16(SECTIONS.sums),
  sets: sections.int32(SECTIONS.sets),
  words: sections.int32(SECTIONS.words),
  setWeights: sections.int16(SECTIONS.setWeights),
  wordWeights: sections.int16(SECTIONS.wordWeights),
});

/** The sections that hold compiled weights. */
export const weightSections = (weights: Weights): [string, Int32Array | Int16Array][] =>
  Object.entries(SECTIONS).map(([name, section]) => [section, weights[name as keyof Weights]]);

/**
 * Compiles weights.
 * @param rows weights of at most two decimals
 * @param idOf the id of a matching form in the vocabulary
 * @throws RangeError for a family, feature or class that does not exist, or a weight that is too large; a word that no
 *   list has is passed over
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
    if (!(Math.abs(weight) <= LARGEST))
      throw new RangeError(`weights: ${weight} of "${feature}" is too large`);
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
  const setWeights = new Int16Array(LABEL_SIZE * (sets.size + 1));
  const wordWeights = new Int16Array(LABEL_SIZE * (words.size + 1));
  for (const [table, family, position, label, weight] of labelled) {
    if (table === 'set') setWeights[label * LABEL_SIZE + family * SET_POSITIONS.length + position] = weight;
    else wordWeights[label * LABEL_SIZE + family * WORD_POSITIONS.length + position] = weight;
  }
  return {
    bits,
    sums: sumsOf(bits),
    sets: makeLabels(sets.keys()),
    words: makeLabels(words.keys()),
    setWeights,
    wordWeights,
  };
}

function sumsOf(bits: Int32Array): Int16Array {
  const sums = new Int16Array(FAMILY_NAMES.length * FAMILY_SUMS);
  for (let family = 0; family < FAMILY_NAMES.length; family++) {
    const weightsOf = (side: number) => {
      const from = family * FAMILY_SIZE + 2 + side * 32;
      return bits.subarray(from, from + 32);
    };
    for (const [side, name] of SIDES.entries()) {
      // Candidates of one word need not read what they add to.
      const rest = name.startsWith('one:') ? weightsOf(SIDES.indexOf(name.slice(4) as Side)) : null;
      const whole = weightsOf(side).map((weight, i) => weight + (rest?.[i] ?? 0));
      addSums(whole, sums, family * FAMILY_SUMS + side * SIDE_SUMS);
    }
  }
  return sums;
}

/** Writes the sums of all sets of eight weights, for each of the four bytes of a side. */
function addSums(weights: Int32Array, sums: Int16Array, from: number): void {
  for (let byte = 0; byte < 4; byte++) {
    for (let bits = 1; bits < 256; bits++) {
      const highest = 31 - Math.clz32(bits);
      const rest = bits - (1 << highest);
      const at = from + byte * 256;
      sums[at + bits] = sums[at + rest]! + weights[byte * 8 + highest]!;
    }
  }
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
