/** docs/recipes.md, each block as it stands there. */
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { makeArchives } from './support/archive.js';
import { binary, finish, folder, root } from './support/cli.js';
import { line } from './support/files.js';

const files = folder({});
const { path } = files;
afterAll(files.remove);

const TEXT = readFileSync(join(root, 'docs/recipes.md'), 'utf8');
/** The blocks by the headings that they stand below. */
const BLOCKS = TEXT.split(/^## /m)
  .slice(1)
  .flatMap((part) => {
    const [heading] = part.split('\n', 1);
    return [...part.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map((block, i) => ({
      name: `${heading} ${i + 1}`,
      code: block[1]!,
    }));
  });

// What the page says is there.
for (const name of ['articles', 'inbox', 'bin', 'home']) mkdirSync(join(path, name));
const articles = readdirSync(join(root, 'fixtures/articles')).filter((name) => name.endsWith('.txt'));
articles.forEach((name, i) => {
  copyFileSync(join(root, 'fixtures/articles', name), join(path, `articles/${i + 1}.txt`));
});
writeFileSync(
  join(path, 'articles.ndjson'),
  articles
    .map((name, i) => {
      const text = readFileSync(join(root, 'fixtures/articles', name), 'utf8');
      return line({ id: `n${i}`, date: '2020-03-14', text });
    })
    .join(''),
);
const PAGE = `<html><head><meta property="article:published_time" content="2020-07-31"></head><body><h1>عنوان</h1><article>${'<p>زار الوزير هاكان فيدان دمشق، وقال إن المحادثات تناولت المعابر وعودة النازحين إلى قراهم.</p>'.repeat(4)}</article></body></html>`;
writeFileSync(join(path, 'page.html'), PAGE);
makeArchives(path, PAGE, 'زار الوزير دمشق.');
copyFileSync(join(path, 'a.warc.gz'), join(path, 'pages.warc.gz'));
writeFileSync(join(path, 'bin/newsparse'), `#!/bin/sh\nexec "${process.execPath}" "${binary}" "$@"\n`);
chmodSync(join(path, 'bin/newsparse'), 0o755);

const env = {
  ...process.env,
  PATH: `${join(path, 'bin')}:${process.env.PATH}`,
  HOME: join(path, 'home'),
  LANG: 'C.UTF-8',
};
const start = (code: string) =>
  spawn('bash', ['-c', code], { cwd: path, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });

const read = (name: string): string => readFileSync(join(path, name), 'utf8');
const lines = (text: string): string[] => text.trim().split('\n');

/** What each leaves behind, beside ending well and saying nothing on standard error. */
const EXPECTED: Readonly<Record<string, (stdout: string) => void>> = {
  'Who is named most 1': (out) => expect(lines(out)[0]).toBe('name\tcount\tdocuments'),
  'Who is named most 2': (out) => expect(lines(out)[0]).toMatch(/^ *\d+ [ء-ي]/),
  'The top places of a folder 1': (out) => expect(lines(out)[0]).toMatch(/^[ء-ي ]+\t[A-Z]*\t\d+\t\d+$/),
  'A table for a spreadsheet 1': () => expect(lines(read('mentions.csv')).length).toBeGreaterThan(200),
  'A map 1': (out) => expect(Number(out)).toBeGreaterThan(20),
  'What happened when 1': () => expect(lines(read('timeline.csv')).length).toBeGreaterThan(50),
  'Many files with xargs 1': () =>
    expect(lines(read('all.ndjson')).sort()).toEqual(lines(read('batches.ndjson')).sort()),
  'Spread over processes 1': () => expect(lines(read('processes.ndjson'))).toHaveLength(articles.length),
  "A night's work 1": () => {
    expect(readdirSync(join(path, 'records/articles'))).toHaveLength(articles.length);
    expect(existsSync(join(path, 'records.journal'))).toBe(true);
  },
  'Join with SQLite 1': (out) => expect(lines(out)[0]).toMatch(/^.+\|.+\|[1-9]\d*$/),
  'Web pages and archives 1': (out) => {
    expect(lines(out)).toHaveLength(9);
    expect(out.split('\n')[0]).toBe('\t2020-07-31\tعنوان');
  },
  'Names that everybody knows already 1': () =>
    expect(read('new-names.csv')).not.toMatch(/iso:SY,|,الأمم المتحدة,/),
  'Why is this a name, and that not 1': (out) => expect(lines(out)).toHaveLength(5),
};

const WATCH = 'A folder that is watched 1';
const TOOLS = ['jq', 'sqlite3', 'parallel', 'xargs'];
const has = (tool: string): boolean => spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0;
const missing = TOOLS.filter((tool) => !has(tool));

describe('recipes', () => {
  it('all have an expectation', () => {
    expect(BLOCKS.map(({ name }) => name).sort()).toEqual([...Object.keys(EXPECTED), WATCH].sort());
  });

  for (const { name, code } of BLOCKS) {
    if (name === WATCH) continue;
    const lacking = missing.filter((tool) => new RegExp(`\\b${tool}\\b`).test(code));
    const title = lacking.length === 0 ? name : `${name} (skipped: no ${lacking.join(', ')} here)`;
    it.skipIf(lacking.length > 0)(
      title,
      async () => {
        const { status, stdout, stderr } = await finish(start(code));
        // A batch ends with its summary.
        const said = stderr.replace(/^newsparse: NP307 .*\n/gm, '');
        expect({ status, stderr: said }).toEqual({ status: 0, stderr: '' });
        EXPECTED[name]!(stdout);
      },
      120_000,
    );
  }

  it(WATCH, async () => {
    const child = start(BLOCKS.find(({ name }) => name === WATCH)!.code);
    const done = finish(child);
    const arrives = async (name: string) => {
      for (let i = 0; i < 400 && !existsSync(join(path, name)); i++) await wait(100);
      expect(existsSync(join(path, name))).toBe(true);
    };
    try {
      writeFileSync(join(path, 'inbox/one.txt'), 'زار الوزير دمشق.');
      await arrives('outbox/inbox/one.txt.json');
      writeFileSync(join(path, 'inbox/two.txt'), 'زار الوزير بيروت.');
      await arrives('outbox/inbox/two.txt.json');
    } finally {
      process.kill(-child.pid!, 'SIGTERM');
    }
    expect((await done).stderr).toBe('');
  }, 120_000);
});
