/** The configuration file: flags by their names, checked, those on the command line win. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { NOTHING } from './support/cases.js';
import { shell } from './support/cli.js';
import { makeFiles } from './support/files.js';

const files = makeFiles();
afterAll(files.remove);
mkdirSync(join(files.path, 'home'));
let number = 0;

/** Runs a line in a folder of its own with such a file. */
async function withFile(config: unknown, typed: string, env: Record<string, string> = {}) {
  const here = join(files.path, `c${number++}`);
  mkdirSync(here);
  writeFileSync(
    join(here, '.newsparserc.json'),
    typeof config === 'string' ? config : JSON.stringify(config),
  );
  return shell(typed, here, { HOME: join(files.path, 'home'), ...env });
}

describe('a configuration file', () => {
  // biome-ignore format: one case a line
  const cases: [config: unknown, typed: string, status: number, out: RegExp, err: RegExp][] = [
    [{ format: 'ndjson' }, 'newsparse extract ../a.txt', 0, /^\{"schema":1,.*\}\n$/, NOTHING],
    [{ format: 'ndjson' }, 'newsparse extract -f json ../a.txt', 0, /^\{\n/, NOTHING],
    [{ format: 'ndjson' }, 'newsparse extract --no-config ../a.txt', 0, /^\{\n/, NOTHING],
    ['\ufeff{"format":"ndjson"}', 'newsparse extract ../a.txt', 0, /^\{"schema":1/, NOTHING],
    [{ types: ['PER', 'LOC'], only: 'entities' }, 'newsparse extract ../a.txt | pick "[Object.keys(r).length, ...new Set(r.entities.map(e => e.type))]"', 0, /^6\nPER\nLOC\n$/, NOTHING],
    [{ extract: { format: 'csv' }, tokenize: { segment: true } }, 'newsparse extract ../a.txt', 0, /^id,layer/, NOTHING],
    [{ extract: { format: 'csv' }, tokenize: { segment: true } }, 'newsparse tokenize -f json ../a.txt | pick "r.tokens[0].segments.length"', 0, /^1\n$/, NOTHING],
    [{ format: 'json', extract: { format: 'csv' } }, 'newsparse extract ../a.txt', 0, /^id,layer/, NOTHING],
    [{ format: 'timeml' }, 'newsparse dates ../a.txt', 0, /^<\?xml/, NOTHING],
    [{ gazetteer: ['../watchlist.tsv'], 'no-cache': true, types: 'ORG' }, 'echo "قالت شركة المثال نعم" | newsparse extract | pick "r.entities[0].name"', 0, /^شركة المثال\n$/, NOTHING],
    [{ ignore: '../known.txt' }, 'newsparse extract ../a.txt | pick "r.entities.some(e => e.name === \'دمشق\')"', 0, /^false\n$/, NOTHING],
    [{ lang: 'ar' }, 'newsparse extract none.txt', 1, NOTHING, /^none.txt: NP101 لا يوجد ملف/],
    [{ lang: 'en' }, 'newsparse extract none.txt', 1, NOTHING, /^none.txt: NP101 no such file/],
    [{ 'max-document': 100 }, 'newsparse extract ../a.txt', 1, NOTHING, /NP107/],
    [{ 'no-default-gazetteer': false, 'min-confidence': 0.5 }, 'newsparse extract ../a.txt | pick "r.entities.length > 0"', 0, /^true\n$/, NOTHING],
    [{ quiet: true }, 'newsparse extract none.txt ../a.txt -f ndjson | wc -l', 0, /^ *1\n$/, /^none.txt: NP101 no such file\n$/],
    // What has no effect in one run is no mistake in a file for all.
    [{ 'text-field': 'body' }, 'newsparse extract --input text ../a.txt | pick r.id', 0, /^..\/a.txt\n$/, NOTHING],
    [{ 'default-date': '2020-01-01' }, 'newsparse extract -d 2021-01-01 ../a.txt | pick r.date.value', 0, /^2021-01-01\n$/, NOTHING],
    [{ format: 'json' }, 'newsparse extract --csv-raw ../a.txt', 2, NOTHING, /NP209 --csv-raw has no effect with the format json/],
    // Mistakes.
    [{ formt: 'json' }, 'newsparse extract ../a.txt', 2, NOTHING, /^.newsparserc.json: NP232 there is no flag "formt"/],
    [{ extract: { segment: 'atb' } }, 'newsparse extract ../a.txt', 2, NOTHING, /NP232 .*"segment"/],
    [{ extract: true }, 'newsparse extract ../a.txt', 2, NOTHING, /NP231 .*"extract" is no object/],
    [{ format: 'xml' }, 'newsparse extract ../a.txt', 2, NOTHING, /^.newsparserc.json: NP202 --format: "xml" is none of/],
    [{ tokenize: { stem: 'x' } }, 'newsparse extract ../a.txt', 2, NOTHING, /NP202 --stem/],
    [{ quiet: 'yes' }, 'newsparse extract ../a.txt', 2, NOTHING, /NP231 .*"quiet": true or false is expected/],
    [{ format: {} }, 'newsparse extract ../a.txt', 2, NOTHING, /NP231 .*"format": a string or a number/],
    [{ types: [['PER']] }, 'newsparse extract ../a.txt', 2, NOTHING, /NP231 .*a list of strings/],
    [{ output: 'x' }, 'newsparse extract ../a.txt', 2, NOTHING, /NP233 "output" belongs to one run/],
    [{ ['__proto__']: 1, 'constructor': 1 }, 'newsparse extract ../a.txt', 2, NOTHING, /NP232/],
    ['{broken', 'newsparse extract ../a.txt', 2, NOTHING, /^.newsparserc.json: NP231 is no configuration: /],
    ['[1]', 'newsparse extract ../a.txt', 2, NOTHING, /NP231 .*no JSON object/],
    ['{broken', 'newsparse extract --no-config ../a.txt | pick r.id', 0, /a.txt/, NOTHING],
    ['{broken', 'newsparse schema | head -1', 0, /^\{\n$/, NOTHING],
    [{}, 'newsparse extract --config none.json ../a.txt', 1, NOTHING, /^none.json: NP101/],
    [{ format: 'csv' }, 'echo "{\\"format\\": \\"tsv\\"}" > other.json; newsparse extract --config other.json ../a.txt', 0, /^id\tlayer/, NOTHING],
  ];
  it.concurrent.each(cases)('%j: %s', async (config, typed, status, out, err) => {
    const run = await withFile(config, typed);
    expect({ ...run, stdout: run.stdout.slice(0, 2000) }).toEqual({
      status,
      stdout: expect.stringMatching(out),
      stderr: expect.stringMatching(err),
    });
  });

  it('in the home folder holds where there is none here', async () => {
    const home = join(files.path, 'other-home');
    mkdirSync(home);
    writeFileSync(join(home, '.newsparserc.json'), '{"format":"tsv"}');
    const run = await shell('newsparse extract a.txt', files.path, { HOME: home });
    expect(run.stdout).toMatch(/^id\tlayer/);
    const here = await withFile({ format: 'csv' }, 'newsparse extract ../a.txt', { HOME: home });
    expect(here.stdout).toMatch(/^id,layer/);
  });
});
