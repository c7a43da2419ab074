/** `newsparse normalize` as a person runs it. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { normalize } from '../src/text/normalize.js';
import { listFolds, listProfiles } from '../src/text/profiles.js';
import { type Case, checkIn, NOTHING } from './support/cases.js';
import { folder, root, shell } from './support/cli.js';
import { ARTICLE, makeFiles } from './support/files.js';

const files = makeFiles();
const check = checkIn(files.path);
afterAll(files.remove);
const whole = (text: string) => new RegExp(`^${text.replace(/[[\](){}?.]/g, '\\$&')}$`);
const SEARCH = normalize(ARTICLE, 'search').text;

describe('texts', () => {
  // biome-ignore format: one case a line
  const cases: Case[] = [
    ['newsparse normalize a.txt', 0, whole(SEARCH), NOTHING],
    ['newsparse normalize < a.txt', 0, whole(SEARCH), NOTHING],
    ['cat a.txt | newsparse normalize -', 0, whole(SEARCH), NOTHING],
    ['newsparse normalize --profile match a.txt', 0, whole(normalize(ARTICLE, 'match').text), NOTHING],
    ['newsparse normalize -p none a.txt', 0, whole(ARTICLE), NOTHING],
    ['newsparse normalize -p none b.txt a.txt', 0, whole(`وصل الوفد إلى القاهرة.\n${ARTICLE}`), NOTHING],
    ['newsparse normalize --fold alef-hamza-below --fold teh-marbuta b.txt', 0, /^وصل الوفد الى القاهره\.$/, NOTHING],
    ['newsparse normalize --fold alef-hamza-below,teh-marbuta b.txt', 0, /^وصل الوفد الى القاهره\.$/, NOTHING],
    ['printf 2020 | newsparse normalize -p none --fold digits-arabic', 0, /^٢٠٢٠$/, NOTHING],
    ['newsparse normalize bom.txt', 0, whole(SEARCH), NOTHING],
    ['newsparse normalize le.txt', 0, whole(SEARCH), NOTHING],
    ['newsparse normalize be.txt', 0, whole(SEARCH), NOTHING],
    ['newsparse normalize win.txt', 0, whole(SEARCH), NOTHING],
    ['newsparse normalize --encoding iso-8859-6 iso.txt', 0, whole(SEARCH), NOTHING],
    ['newsparse normalize empty.txt', 0, NOTHING, NOTHING],
    ['newsparse normalize broken.txt', 0, /\ufffd$/, /^broken.txt: NP108 warning: is no valid UTF-8; places: 1\n$/],
    ['newsparse normalize -q broken.txt', 0, /\ufffd$/, NOTHING],
    ['newsparse normalize --on-error fail broken.txt', 1, /./, /^broken.txt: NP108 is no valid UTF-8/],
    ['newsparse normalize nul.txt', 1, NOTHING, /^nul.txt: NP106/],
    ['newsparse normalize packed.txt a.txt', 1, whole(SEARCH), /^packed.txt: NP111 .*\nnewsparse: NP303 1 of 2 documents failed/],
    ['newsparse normalize missing.txt', 1, NOTHING, /^missing.txt: NP101/],
    ['newsparse normalize -o out.txt a.txt && cat out.txt', 0, whole(SEARCH), NOTHING],
    ['newsparse normalize good.ndjson', 0, whole(`${SEARCH}\n\nالقاهره\n`), NOTHING],
  ];
  cases.forEach(check);
});

describe('records', () => {
  // biome-ignore format: one case a line
  const cases: Case[] = [
    ['newsparse normalize -f ndjson good.ndjson', 0, /^\{"id":"x","text":"زار [^"]*\\n"\}\n\{"id":"y","text":""\}\n\{"id":"good.ndjson:3","text":"القاهره"\}\n$/, NOTHING],
    ['newsparse normalize -f ndjson b.txt', 0, /^\{"id":"b.txt","text":"وصل الوفد الي القاهره\."\}\n$/, NOTHING],
    ['newsparse normalize -f json b.txt', 0, /^\{\n {2}"id": "b.txt",\n {2}"text": "وصل/, NOTHING],
    ['printf "كَت" | newsparse normalize --map -f ndjson', 0, /^\{"id":"stdin","text":"كت","original":"كَت","map":\[0,2,3\]\}\n$/, NOTHING],
    ['printf "كَت" | newsparse normalize --map', 0, /^\{\n {2}"id": "stdin",/, NOTHING],
    ['newsparse normalize -f ndjson --input ndjson --text-field body --id-field key --keep-fields fields.jsonl', 0, /"meta":\{"when":"2020-03-14","section":"a","__proto__":1\}\}\n$/, NOTHING],
    ['newsparse normalize -f ndjson mixed.ndjson', 0, /^\{"id":"x"[^\n]*\n\{"id":"mixed.ndjson:2","error":\{"code":"NP121"/, /NP303 6 of 7 documents failed/],
    ['newsparse normalize -f ndjson --max-document 100 long.ndjson', 0, /^\{"id":"long.ndjson:1","error":\{"code":"NP107".*\n\{"id":"y","text":"دمشق"\}\n$/, /NP303 1 of 2 documents failed/],
    ['newsparse normalize -o out.ndjson b.txt && cat out.ndjson', 0, /^\{"id":"b.txt"/, NOTHING],
  ];
  cases.forEach(check);

  it('maps lead back to the original', async () => {
    const { stdout } = await shell('newsparse normalize --map -p match -f ndjson good.ndjson', files.path);
    for (const line of stdout.trim().split('\n')) {
      const { text, original, map } = JSON.parse(line) as { text: string; original: string; map: number[] };
      const { toOriginal } = normalize(original, 'match');
      expect(map).toEqual(Array.from({ length: text.length + 1 }, (_, i) => toOriginal(i)));
    }
    expect(stdout.split('\n')).toHaveLength(4);
  });
});

describe('usage', () => {
  // biome-ignore format: one case a line
  const cases: Case[] = [
    ['newsparse normalize --profile lucen a.txt', 2, NOTHING, /^newsparse: NP202 --profile: "lucen" is none of none, display, search, match, lucene-ar,/],
    ['newsparse normalize --fold tatwel a.txt', 2, NOTHING, /^newsparse: NP202 --fold: "tatwel" is none of harakat,/],
    ['newsparse normalize --fold tatweel, a.txt', 2, NOTHING, /NP207 --fold/],
    ['newsparse normalize -f table a.txt', 2, NOTHING, /NP202 --format: "table" is none of text, json, ndjson/],
    ['newsparse normalize --map -f text a.txt', 2, NOTHING, /NP209 --map has no effect with the format text/],
    ['newsparse normalize --list a.txt', 2, NOTHING, /NP209 the file a.txt has no effect with --list/],
    ['newsparse normalize --list --map', 2, NOTHING, /NP209 --map has no effect with --list/],
    ['newsparse normalize --keep-fields a.ndjson', 2, NOTHING, /NP209 --keep-fields/],
    ['newsparse normalize --on-error record a.txt', 2, NOTHING, /NP209 --on-error record/],
    ['newsparse normalize --date 2020-01-01 a.txt', 2, NOTHING, /NP200 unknown option '--date'/],
    ['newsparse normalize -o a.txt a.txt', 2, NOTHING, /NP211/],
    ['newsparse normalize - -', 2, NOTHING, /NP210/],
    ['newsparse normalize --help', 0, /Usage: newsparse normalize[\s\S]*--profile[\s\S]*--fold[\s\S]*--list[\s\S]*--map/, NOTHING],
  ];
  cases.forEach(check);
});

describe('--list', () => {
  it('shows every profile and fold with its example', async () => {
    const { stdout } = await shell('newsparse normalize --list', files.path);
    const lines = stdout.split('\n');
    for (const { name, description } of [...listProfiles(), ...listFolds()]) {
      const shown = lines.some(
        (line) => line.startsWith(`  ${name} `) && / → /.test(line) && line.endsWith(`  ${description}`),
      );
      if (!shown) expect.fail(name);
    }
    expect(lines).toHaveLength(listProfiles().length + listFolds().length + 4);
  });

  it('gives the same as JSON', async () => {
    const { stdout } = await shell('newsparse normalize --list -f ndjson', files.path);
    const rows = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { kind: string; name: string });
    expect(rows.filter((row) => row.kind === 'profile').map((row) => row.name)).toEqual(
      listProfiles().map((p) => p.name),
    );
    expect(rows.filter((row) => row.kind === 'fold').map((row) => row.name)).toEqual(
      listFolds().map((f) => f.name),
    );
  });
});

describe('as a part of a pipe', () => {
  it('ends quietly when the reader goes away', async () => {
    const run = await shell('yes "الأخبــار" | head -n 200000 | newsparse normalize | head -n 1', files.path);
    expect(run).toEqual({ status: 0, stdout: 'الاخبار\n', stderr: '' });
  });

  it('works where there is no gazetteer to load', async () => {
    const line =
      'mv "$COPY/dist/newsparse.npg" "$COPY/away" && printf "آ" | node "$COPY/bin/newsparse.js" normalize';
    const copy = folder({});
    cpSync(join(root, 'bin'), join(copy.path, 'bin'), { recursive: true });
    cpSync(join(root, 'dist'), join(copy.path, 'dist'), { recursive: true });
    const run = await shell(line, files.path, { COPY: copy.path });
    copy.remove();
    expect(run).toEqual({ status: 0, stdout: 'ا', stderr: '' });
  });
});
