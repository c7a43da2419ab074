/** JSON that is put together byte by byte is what JSON.stringify gives. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonBytes } from '../src/formats/json-bytes.js';

const out = new JsonBytes();
function written(value: number | null): string {
  out.number(value);
  return out.take().toString();
}

describe('numbers', () => {
  // biome-ignore format: one kind a line
  it.each([
    0, -0, 1, 9, 10, 999999999, 1000000000, -1, -12, 2147483647, -2147483648, 4294967296, 9007199254740991,
    0.5, 0.05, 0.95, 0.999, 0.00001, 0.00002, 0.000001, 1e-7, 33.5102, -33.5102, 36.29128, -179.99999, 180,
    9999.99999, 10000.00001, 99999.5, 0.1 + 0.2, 1 / 3, 100.000001, 1e21, 1.5e300, 5e-324, -0.00001,
    Number.NaN, Infinity, -Infinity, null,
  ])('%s', (value) => {
    expect(written(value)).toBe(JSON.stringify(value));
  });

  it.each([
    ['of any kind', fc.double()],
    ['of coordinates', fc.integer({ min: -18_000_000, max: 18_000_000 }).map((n) => n / 100_000)],
    ['of confidences', fc.integer({ min: 0, max: 100 }).map((n) => Math.round(n) / 100)],
    [
      'near coordinates',
      fc.double({ min: -180, max: 180, noNaN: true }).map((n) => Number(n.toPrecision(8))),
    ],
    ['that are whole', fc.maxSafeInteger()],
  ] as const)('%s', (_, numbers) => {
    fc.assert(
      fc.property(numbers as fc.Arbitrary<number>, (value) => {
        expect(written(value)).toBe(JSON.stringify(value));
      }),
      { numRuns: 2000 },
    );
  });
});
