/** A short run of what `npm run fuzz` does for ten minutes. */
import { expect, it } from 'vitest';
import { fuzz } from './fuzz/fuzz.js';
import { TARGETS } from './fuzz/targets.js';

it('any input gives a result or an error with a code, soon, and offsets that are true', async () => {
  const { counts, findings } = await fuzz({ seed: 9, time: 12_000 });
  expect(findings.map(({ target, number, error }) => `${target} ${number}: ${error}`)).toEqual([]);
  expect([...counts.keys()]).toEqual(TARGETS.map(({ name }) => name));
  for (const [name, count] of counts) expect(count, name).toBeGreaterThan(10);
}, 60_000);
