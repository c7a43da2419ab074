/** The tables of accuracy and speed in the documentation. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { summaryOf } from '../bench/summary.js';
import { figureOf, markdownOf, tablesOf } from '../bench/tables.js';
import { type Measured, scoreOf, withTables } from '../scripts/accuracy.js';
import { root } from './support/cli.js';

const read = (name: string) => readFileSync(join(root, name), 'utf8');

describe('accuracy', () => {
  it.each(['docs/accuracy.md', 'README.md', 'README.ar.md'])('%s has what was measured last', (page) => {
    expect(withTables(read(page), JSON.parse(read('docs/accuracy.json')) as Measured)).toBe(read(page));
    expect(read(page)).toMatch(/<!-- accuracy: [^>]* -->\n\n\|/);
  });

  it('knows its tables', () => {
    const measured = JSON.parse(read('docs/accuracy.json')) as Measured;
    const page = '<!-- accuracy: weather -->\n<!-- end of accuracy -->';
    expect(() => withTables(page, measured)).toThrow('no table "weather"');
  });

  // biome-ignore format: one case a line
  it.each([
    [{ tp: 3, fp: 1, fn: 0 }, [0.75, 1, 6 / 7]], [{ tp: 0, fp: 0, fn: 0 }, [0, 0, 0]], [{ tp: 0, fp: 2, fn: 1 }, [0, 0, 0]],
  ])('%j', (counts, score) => {
    const [precision, recall, f1] = scoreOf(counts);
    expect([precision, recall]).toEqual(score.slice(0, 2));
    expect(f1).toBeCloseTo(score[2]!, 10);
  });
});

const PRINTED = `
tokens over 5.0 MB, medians of 9
  TextDecoder                  377 MB/s
  tokens | fold                458 MB/s  4.28 × the loop, 0.89 × the bare pass
  a peer                        21 MB/s
    22 × as fast: tokens
  peers: left out
start-up
newsparse --version            160 ms  1.21 × node -e 0
`;

describe('what the bench prints', () => {
  it('becomes tables', () => {
    expect(tablesOf(PRINTED)).toEqual([
      {
        title: 'tokens over 5.0 MB, medians of 9',
        rows: [
          ['TextDecoder', '377 MB/s'],
          ['tokens | fold', '458 MB/s', '4.28 × the loop, 0.89 × the bare pass'],
          ['a peer', '21 MB/s', '22 × as fast: tokens'],
          ['peers', 'left out'],
        ],
      },
      { title: 'start-up', rows: [['newsparse --version', '160 ms', '1.21 × node -e 0']] },
    ]);
    expect(markdownOf(PRINTED)).toContain(
      '\n| tokens \\| fold | 458 MB/s | 4.28 × the loop, 0.89 × the bare pass |\n',
    );
  });

  // biome-ignore format: one case a line
  it.each([
    ['tokens | fold', '× the loop', 4.28], ['tokens | fold', '× the bare pass', 0.89], ['TextDecoder', 'MB/s', 377],
    ['newsparse --version', '× node -e 0', 1.21], ['TextDecoder', '× the loop', undefined], ['nothing', 'MB/s', undefined],
  ])('%s in %s is %s', (row, unit, figure) => {
    expect(figureOf(tablesOf(PRINTED), row, unit)).toBe(figure);
  });
});

describe('the figures of the README', () => {
  it('are those of the benchmarks', () => {
    const shown = /<!-- bench: summary -->\n\n([\s\S]*?)\n\n<!-- end of bench -->/.exec(
      read('README.md'),
    )![1]!;
    expect(shown).toBe(summaryOf(read('docs/benchmarks.md')));
    expect(shown.split('\n').length).toBeGreaterThan(6);
  });

  it('leave out what was not measured', () => {
    expect(summaryOf('| newsparse --version | 160 ms | 1.21 × node -e 0 |')).toBe(
      '| what | how fast |\n| --- | --- |',
    );
    expect(summaryOf('start-up\n| newsparse --version | 160 ms | 1.21 × node -e 0 |')).toBe(
      '| what | how fast |\n| --- | --- |\n| `newsparse --version` | 1.21 × `node -e 0` |',
    );
  });
});

describe('floors of speed', () => {
  const floors = JSON.parse(read('bench/floors.json')) as { part: string; row: string; unit: string }[];
  const page = read('docs/benchmarks.md').replaceAll('`', '');

  it.each(floors)('$part: $row, $unit is a row of the page', ({ row, unit }) => {
    const line = page.split('\n').find((each) => each.startsWith(`| ${row} |`) && each.includes(` ${unit}`));
    expect(line).toBeDefined();
  });
});
