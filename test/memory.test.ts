/** Long runs stay within their memory: a leak of what was read or written would show. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { binary, folder, root, shell } from './support/cli.js';
import { line } from './support/files.js';

const files = folder({});
const { path } = files;
afterAll(files.remove);

/** Bytes of the input; more than twice as much comes out. */
const SIZE = 20_000_000;
const fixtures = join(root, 'fixtures/articles');
const articles = readdirSync(fixtures)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => readFileSync(join(fixtures, name), 'utf8'));
const lines: string[] = [];
for (let i = 0, size = 0; size < SIZE; i++) {
  // No two are the same, and one in ten is ten times as long.
  const text = articles[i % articles.length]!.repeat(i % 10 === 9 ? 10 : 1);
  lines.push(line({ id: `n${i}`, text: `${text}\n${i}` }));
  size += Buffer.byteLength(lines.at(-1)!);
}
writeFileSync(join(path, 'long.ndjson'), lines.join(''));
const COUNT = lines.length;
const peak = `"${process.execPath}" --require "${join(root, 'test/support/peak.cjs')}" "${binary}"`;

describe('memory at most, all threads together (docs/cli.md)', () => {
  it.each([
    ['-j 1', 200],
    ['-j 2', 400],
  ])(
    '%s: %i MB',
    async (flags, most) => {
      const run = await shell(`${peak} extract -q -f ndjson ${flags} long.ndjson | wc -l`, path);
      expect({ status: run.status, lines: Number(run.stdout) }).toEqual({ status: 0, lines: COUNT });
      expect(Number(/^peak (\d+) MB\n$/.exec(run.stderr)?.[1])).toBeLessThan(most);
    },
    180_000,
  );
});
