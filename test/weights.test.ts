/** Weights as they are compiled: the tables give the same numbers as the rows, added up one by one. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXTRAS, FAMILIES, FAMILY_NAMES, NEIGHBOUR } from '../src/entities/features.js';
import { labelOf, makeLabels } from '../src/entities/label-table.js';
import { SET_POSITIONS, setNamed, WORD_POSITIONS } from '../src/entities/labels.js';
import { compileWeights, FAMILY_SUMS, LABEL_SIZE, SIDE_SUMS, SIDES } from '../src/entities/weights.js';

const row = (family: string, feature: string, weight: number) => ({ family, feature, weight });
const WORDS = new Map([
  ['جنوب', 7],
  ['شمال', 1000000],
]);
const compile = (rows: readonly ReturnType<typeof row>[]) => compileWeights(rows, (form) => WORDS.get(form));

describe('sums', () => {
  const features = FAMILY_NAMES.flatMap((family) =>
    SIDES.flatMap((side) => {
      const names =
        side === 'inside'
          ? FAMILIES[family]
          : side === 'extra'
            ? EXTRAS[family]
            : (NEIGHBOUR as readonly string[]);
      const prefix = side === 'inside' || side === 'extra' ? '' : `${side}:`;
      return names.map((name, bit) => ({ family, side, bit, feature: prefix + name }));
    }),
  );
  const weightsOfAll = fc.array(fc.integer({ min: -2000, max: 2000 }), {
    minLength: features.length,
    maxLength: features.length,
  });

  it('of any set of a side are those of its features, and candidates of one word get both', () => {
    fc.assert(
      fc.property(weightsOfAll, fc.integer(), (weights, set) => {
        const { sums } = compile(
          features.map(({ family, feature }, i) => row(family, feature, weights[i]! / 100)),
        );
        const naive = (family: string, side: string) =>
          features.reduce(
            (sum, f, i) =>
              f.family === family && f.side === side && (set >>> f.bit) & 1 ? sum + weights[i]! : sum,
            0,
          );
        for (const [number, family] of FAMILY_NAMES.entries()) {
          for (const [s, side] of SIDES.entries()) {
            const from = number * FAMILY_SUMS + s * SIDE_SUMS;
            const read = [0, 1, 2, 3].map((byte) => sums[from + byte * 256 + ((set >>> (byte * 8)) & 255)]!);
            const expected =
              naive(family, side) + (side.startsWith('one:') ? naive(family, side.slice('one:'.length)) : 0);
            expect(read.reduce((a, b) => a + b)).toBe(expected);
          }
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe('labels', () => {
  it('are found again, and no other key has one', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer(), { maxLength: 300 }), fc.integer(), (keys, other) => {
        const table = makeLabels(keys);
        expect(keys.map((key) => labelOf(table, key))).toEqual(keys.map((_, i) => i + 1));
        if (!keys.includes(other)) expect(labelOf(table, other)).toBe(0);
      }),
    );
  });

  it('have the weights of their family and position, and what has no label weighs nothing', () => {
    const weights = compile([
      row('place', 'before-word=جنوب', 1.25),
      row('area', 'one:after-word=شمال', -0.5),
      row('person', 'last=surname+common', 2),
      row('person', 'before-word=لا-يعرف', 1),
    ]);
    const word = (id: number, family: number, position: (typeof WORD_POSITIONS)[number]) =>
      weights.wordWeights[
        labelOf(weights.words, id + 1) * LABEL_SIZE +
          family * WORD_POSITIONS.length +
          WORD_POSITIONS.indexOf(position)
      ];
    const place = FAMILY_NAMES.indexOf('place');
    expect(word(7, place, 'before-word')).toBe(125);
    expect(word(7, place, 'after-word')).toBe(0);
    expect(word(1000000, FAMILY_NAMES.indexOf('area'), 'one:after-word')).toBe(-50);
    expect(word(8, place, 'before-word')).toBe(0);
    const at = FAMILY_NAMES.indexOf('person') * SET_POSITIONS.length + SET_POSITIONS.indexOf('last');
    expect(weights.setWeights[labelOf(weights.sets, setNamed('surname+common')) * LABEL_SIZE + at]).toBe(200);
    expect([...weights.setWeights].filter((weight) => weight !== 0)).toEqual([200]);
  });
});

it.each([
  ['planet', 'bias', 1, /no family/],
  ['place', 'colour', 1, /no feature/],
  ['place', 'middle=common', 1, /no position/],
  ['place', 'first=colour', 1, /no class/],
  ['place', 'bias', 20.5, /too large/],
  ['place', 'bias', Number.NaN, /too large/],
])('%s %s %s is refused', (family, feature, weight, message) => {
  expect(() => compile([row(family, feature, weight)])).toThrow(message);
});
