/**
 * Time grows with the length of a text, whatever it is made of: one text against sixteen that are as long together. Shorter
 * ones than those of `npm run fuzz -- --complexity`, so that all shapes are seen in a minute.
 */
import { describe, expect, it } from 'vitest';
import { growthOf, MOST_GROWTH, STAGES } from './fuzz/growth.js';

const MB = 2 ** 20;
const SIZES: Readonly<Record<string, readonly [number, number]>> = {
  normalize: [MB / 16, MB],
  tokenize: [MB / 64, MB / 4],
};
const OTHERS = [MB / 256, MB / 16] as const;

const { square, ...stages } = STAGES;

describe.each(Object.entries(stages))('%s: the time of a byte does not grow with the text', (name, stage) => {
  it.each(Object.entries(stage.shapes))(
    '%s',
    async (_, shape) => {
      const { ratio, ...times } = await growthOf(stage, shape, SIZES[name] ?? OTHERS);
      expect(ratio, JSON.stringify(times)).toBeLessThanOrEqual(MOST_GROWTH);
    },
    120_000,
  );
});

it('would be seen: a search that begins again and again', async () => {
  const { ratio } = await growthOf(square!, square!.shapes.brackets!, [MB / 16, MB]);
  expect(ratio).toBeGreaterThan(4);
});
