/** Many inputs at once: folders, lists, several threads, folders of results, going on after an end. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { pathOf } from '../src/batch/folder.js';
import { inOrder } from '../src/batch/order.js';
import { Progress } from '../src/batch/progress.js';
import { readBlocks } from '../src/sources/blocks.js';
import { slashed } from '../src/sources/names.js';
import { type Case, checkPipedIn, NOTHING } from './support/cases.js';
import { binary, shell } from './support/cli.js';
import { ARTICLE, line, makeFiles } from './support/files.js';
import { killAfter, resumable } from './support/kill.js';

const files = makeFiles();
const { path } = files;
afterAll(files.remove);
const put = (name: string, content: string | Buffer) => writeFileSync(join(path, name), content);

for (const folder of ['tree', 'tree/b', 'tree/.hidden']) mkdirSync(join(path, folder));
for (const name of ['tree/z.txt', 'tree/b/a.txt', 'tree/b/draft.txt', 'tree/.hidden/h.txt'])
  put(name, ARTICLE);
put('tree/notes.bin', Buffer.from([0, 1, 2, 0]));
put('tree/b/packed.txt.gz', gzipSync(ARTICLE));
/** The article in two Zstandard frames, as the program zstd writes them. */
const ZSTD = Buffer.from(
  'KLUv/QRohQEAcgMLE8CnA67oZE2Nv6w2LfH//7PXggM2ytNXUBvloZzUzNezmqNFuamv61JT83UAoPuspyi1L/0EaOUBAEIEDhTAawwuP3bJ6XqH6RrbqqrSoJ/1BiC0zb7RsvXsWLW6zc7RxvWNFm527FrLqnXsWqxZTYuVk3UHAB5PjTE=',
  'base64',
);
put('packed.txt.zst', ZSTD);
put('cut.txt.zst', ZSTD.subarray(0, -8));
put('cut.txt.gz', gzipSync(ARTICLE.repeat(50)).subarray(0, 60));
put('zeros.txt.gz', gzipSync(Buffer.alloc(2 << 20, 0x20)));
put('packed.ndjson.gz', gzipSync(line({ id: 'p', text: ARTICLE })));
put('list', 'tree/z.txt\r\n\ntree/b/a.txt\n');
put('nul-list', 'tree/z.txt\0tree/b/a.txt\0');
put(
  'table.csv',
  `\ufeffid,text,more\r\n1,"${ARTICLE.replaceAll('"', '""')}",x\r\n2,,y\r\n3,"a ""b""\nc",z\r\n`,
);
put('semicolon.csv', `id;text\n1;${ARTICLE.replaceAll(/[;"\n]/g, ' ')}\n`);
put('table.tsv', `id\tbody\n7\t${ARTICLE.replaceAll(/[\t"\n]/g, ' ')}\n`);
// More than what is sent to a worker as a whole file, with bad and blank lines in between.
const LINES = 1200;
const long = Array.from({ length: LINES }, (_, i) => {
  if (i % 100 === 7) return '{bad\n';
  if (i % 100 === 9) return ' \n';
  return line({ id: `n${i}`, text: `${ARTICLE} ${i}`.repeat(8) });
});
put('long.ndjson', long.join('').trimEnd());

// biome-ignore format: one case a line
const cases: Case[] = [
  ['newsparse extract -f ndjson -r tree | pick r.id', 0, /^tree\/z.txt\ntree\/b\/a.txt\ntree\/b\/draft.txt\ntree\/b\/packed.txt.gz\n$/, NOTHING],
  ['newsparse extract -f ndjson -r tree --exclude "draft*" --exclude "*.gz" | pick r.id', 0, /^tree\/z.txt\ntree\/b\/a.txt\n$/, NOTHING],
  ['newsparse extract -f ndjson -r tree --exclude b | pick r.id', 0, /^tree\/z.txt\n$/, NOTHING],
  ['newsparse extract -f ndjson -r tree --include "b/a*" | pick r.id', 0, /^tree\/b\/a.txt\n$/, NOTHING],
  ['newsparse extract -f ndjson -r tree --include "*.bin"', 1, NOTHING, /^tree\/notes.bin: NP106 /],
  ['newsparse extract -f ndjson "tree/*.txt" | pick r.id', 0, /^tree\/z.txt\n$/, NOTHING],
  ['newsparse extract -f ndjson "tree/**/*a.txt" | pick r.id', 0, /^tree\/b\/a.txt\n$/, NOTHING],
  ['newsparse extract "none/*.txt"', 1, NOTHING, /^none\/\*.txt: NP101 /],
  ['newsparse extract tree', 1, NOTHING, /^tree: NP102 is a directory/],
  ['newsparse extract -f ndjson --files-from list | pick r.id', 0, /^tree\/z.txt\ntree\/b\/a.txt\n$/, NOTHING],
  ['newsparse extract -f ndjson --files-from - < list | pick r.id', 0, /^tree\/z.txt\ntree\/b\/a.txt\n$/, NOTHING],
  ['newsparse extract -f ndjson -0 --files-from nul-list | pick r.id', 0, /^tree\/z.txt\ntree\/b\/a.txt\n$/, NOTHING],
  ['newsparse extract --files-from none', 1, NOTHING, /^none: NP101 /],
  ['newsparse extract -0 a.txt', 2, NOTHING, /NP209 --null has no effect with no --files-from/],
  ['newsparse extract --include "*" a.txt', 2, NOTHING, /NP209 --include/],
  ['newsparse extract -f table -j 2 a.txt', 2, NOTHING, /NP209 --jobs 2 has no effect with the format table/],
  ['newsparse extract -j 0 a.txt', 2, NOTHING, /NP221 --jobs: "0"/],
  ['newsparse extract -j many a.txt', 2, NOTHING, /NP221/],
  ['newsparse extract --resume j a.txt', 2, NOTHING, /NP222/],
  ['newsparse extract --resume a.txt -o res/ b.txt', 2, NOTHING, /^a.txt: NP223 /],
  ['newsparse extract -f ndjson tree/b/packed.txt.gz | pick r.entities.length', 0, /^[1-9]/, NOTHING],
  ['newsparse extract -f ndjson < tree/b/packed.txt.gz | pick r.id', 0, /^stdin\n$/, NOTHING],
  ['newsparse extract -f ndjson packed.txt.zst | pick "[r.id, r.entities.at(-1).text]"', 0, /^packed.txt.zst\nبيروت\n$/, NOTHING],
  ['newsparse extract -f ndjson < packed.txt.zst | pick r.id', 0, /^stdin\n$/, NOTHING],
  ['newsparse extract cut.txt.zst', 1, NOTHING, /^cut.txt.zst: NP113 is no whole Zstandard file: unexpected EOF/],
  ['newsparse extract -f ndjson packed.ndjson.gz | pick r.id', 0, /^p\n$/, NOTHING],
  ['newsparse extract cut.txt.gz', 1, NOTHING, /^cut.txt.gz: NP111 is no whole gzip file: unexpected end of file/],
  ['newsparse extract --max-document 1MB zeros.txt.gz', 1, NOTHING, /^zeros.txt.gz: NP107 /],
  ['newsparse extract -f ndjson table.csv | pick r.id', 1, /^1\n3\n$/, /^table.csv:4: NP123 [\s\S]*NP303 1 of 3/],
  ['newsparse extract -f ndjson --on-error record table.csv | pick "r.error ? r.error.code : r.id"', 0, /^1\nNP123\n3\n$/, /NP303/],
  ['newsparse extract -f ndjson --keep-fields table.csv -q --on-error record | head -1 | pick r.meta.more', 0, /^x\n$/, NOTHING],
  ['newsparse extract -f ndjson semicolon.csv | pick r.id', 0, /^1\n$/, NOTHING],
  ['newsparse extract -f ndjson --text-field body table.tsv | pick r.id', 0, /^7\n$/, NOTHING],
  ['newsparse extract table.tsv', 1, NOTHING, /^table.tsv: NP132 has no column "text" \(columns: id, body\)/],
  ['newsparse extract -o made/ a.txt none.txt; ls made', 0, /^a.txt.json\n$/, /NP101/],
  ['newsparse extract -f ndjson -j 2 a.txt none.txt b.txt | pick r.id', 1, /^a.txt\nb.txt\n$/, /^none.txt: NP101 no such file\nnewsparse: NP303 1 of 3/],
  ['newsparse extract -f ndjson -j 2 --on-error fail a.txt none.txt b.txt | pick r.id', 1, /^a.txt\n$/, /^none.txt: NP101/],
];
describe('sources and batches', () => cases.forEach(checkPipedIn(path)));

describe('several threads give the same bytes', () => {
  it.each([
    ['long.ndjson'],
    ['-r tree long.ndjson a.txt'],
    ['--input ndjson - < long.ndjson'],
    ['--on-error record table.csv long.ndjson none.txt'],
  ])(
    '%s',
    async (what) => {
      const one = await shell(`newsparse extract -f ndjson ${what}`, path);
      const two = await shell(`newsparse extract -f ndjson -j 2 ${what}`, path);
      expect(one.stdout.split('\n').length).toBeGreaterThan(1000);
      expect(two.stdout === one.stdout).toBe(true);
      expect({ ...two, stdout: '' }).toEqual({ ...one, stdout: '' });
    },
    120_000,
  );

  it('lines are answered while the input is open', async () => {
    const child = spawn(process.execPath, [binary, 'extract', '-f', 'ndjson', '-j', '2']);
    const answer = new Promise<string>((resolve) =>
      child.stdout.once('data', (data) => resolve(String(data))),
    );
    child.stdin.write(line({ id: 'first', text: ARTICLE }));
    expect(JSON.parse(await answer)).toMatchObject({ id: 'first' });
    child.stdin.end();
    await new Promise((resolve) => child.once('close', resolve));
  });
});

describe('a folder of results', () => {
  it('a killed run is gone on with, and nothing is half', async () => {
    const args = resumable('-r', 'tree', 'long.ndjson');
    for (let round = 0; round < 4; round++) {
      // It may be done before it is killed.
      await killAfter(400 + 300 * round, args, path);
      if (!existsSync(join(path, 'killed'))) continue;
      for (const name of jsonOf('killed'))
        expect(() => JSON.parse(readFileSync(join(path, 'killed', name), 'utf8'))).not.toThrow();
    }
    await shell(`newsparse ${args.join(' ')}`, path);
    await shell('newsparse extract -q -f json -o whole/ -r tree long.ndjson', path);
    expect(jsonOf('killed')).toEqual(jsonOf('whole'));
    expect(jsonOf('whole').length).toBeGreaterThan(1000);
    for (const name of jsonOf('whole'))
      expect(readFileSync(join(path, 'killed', name)).equals(readFileSync(join(path, 'whole', name)))).toBe(
        true,
      );
  }, 120_000);

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s finishes what is under way and says how to go on, exit %i', async (signal, status) => {
    const journal = `journal-${status}`;
    const target = `stopped-${status}`;
    const args = ['extract', '-f', 'json', '--resume', journal, '-o', `${target}/`, 'long.ndjson'];
    const child = spawn(process.execPath, [binary, ...args], {
      cwd: path,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const said: string[] = [];
    child.stderr.on('data', (data) => said.push(String(data)));
    while (!existsSync(join(path, target))) await wait(20);
    child.kill(signal);
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect(code).toBe(status);
    expect(said.join('')).toMatch(
      new RegExp(`NP304 [\\s\\S]*NP305 to go on: the same command with --resume ${journal}\\n$`),
    );
  });

  it('documents of one id do not write over each other', async () => {
    put('twice.ndjson', line({ id: 'same', text: ARTICLE }) + line({ id: 'same', text: 'x' }));
    const run = await shell('newsparse extract -o twice/ twice.ndjson', path);
    expect(run).toMatchObject({ status: 1, stderr: expect.stringMatching(/^same: NP306 /) });
    expect(readFileSync(join(path, 'twice/same.json'), 'utf8')).toContain('"end"');
  });

  const jsonOf = (folder: string) =>
    (readdirSync(join(path, folder), { recursive: true }) as string[])
      .filter((name) => name.endsWith('.json'))
      .sort();

  // biome-ignore format: one case a line
  it.each([
    ['a.txt', /^a\.txt\.json$/],
    ['a/b.txt', /^a\/b\.txt\.json$/],
    ['/etc/passwd', /^etc\/passwd\.[0-9a-f]{12}\.json$/],
    ['../../x', /^x\.[0-9a-f]{12}\.json$/],
    ['..', /^_\.[0-9a-f]{12}\.json$/],
    ['', /^_\.[0-9a-f]{12}\.json$/],
    ['CON', /^_CON\.[0-9a-f]{12}\.json$/],
    ['https://example.org/?a=1', /^https_\/example\.org\/_a=1\.[0-9a-f]{12}\.json$/],
  ])('the file of %j', (id, expected) => expect(pathOf(id, 'json')).toMatch(expected));

  it('of a path as Windows writes it', () => {
    expect(pathOf('news\\a.txt', 'json', 'win32')).toMatch(/^news\/a\.txt\.[0-9a-f]{12}\.json$/);
    expect(pathOf('C:\\news\\a.txt', 'json', 'win32')).toMatch(/^C_\/news\/a\.txt\.[0-9a-f]{12}\.json$/);
    expect(pathOf('..\\..\\a', 'json', 'win32')).toMatch(/^a\.[0-9a-f]{12}\.json$/);
    expect(slashed('C:\\news\\*.txt', 'win32')).toBe('C:/news/*.txt');
    expect(slashed('a\\*', 'linux')).toBe('a\\*');
  });

  it('a path never leaves the folder and fits the file system', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (id) => {
        const parts = pathOf(id, 'json').split('/');
        expect(parts.some((part) => part === '' || part === '.' || part === '..')).toBe(false);
        for (const part of parts) expect(Buffer.byteLength(part)).toBeLessThan(250);
      }),
    );
  });
});

describe('lines that are too long', () => {
  // More than one chunk is read at once, so that such lines end in one, in the next, and in a later one.
  const LONG = 'x'.repeat(700_000);
  put(
    'too-long.ndjson',
    [
      line({ id: 'a', text: LONG }),
      line({ id: 'b', text: 'دمشق' }),
      line({ id: 'c', text: LONG }),
      line({ id: 'd', text: LONG.slice(0, 5000) }),
      line({ id: 'e', text: 'دمشق' }),
      line({ id: 'f', text: LONG.slice(0, 300_000) }),
      line({ id: 'g', text: 'دمشق' }),
      line({ id: 'h', text: LONG }).trimEnd(),
    ].join(''),
  );
  it.each(['', '-j 2 ', '-j 2 --max-document 600KB '])(
    'have an error each in its place: %s',
    async (flags) => {
      const limit = flags.includes('max') ? '' : '--max-document 4KB ';
      const run = await shell(`newsparse extract -q -f ndjson ${flags}${limit}too-long.ndjson`, path);
      const ids = run.stdout
        .trim()
        .split('\n')
        .map((each) => JSON.parse(each))
        .map(({ id, error }) => (error === undefined ? id : `${error.code} ${error.line}`));
      const small = limit === '';
      expect(ids).toEqual([
        'NP107 1',
        'b',
        'NP107 3',
        small ? 'd' : 'NP107 4',
        'e',
        small ? 'f' : 'NP107 6',
        'g',
        'NP107 8',
      ]);
    },
  );
});

describe('work in order', () => {
  it('gives the results of any jobs in the order of the parts, never more at once than allowed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(4), { maxLength: 30 }),
        fc.integer({ min: 1, max: 5 }),
        async (times, limit) => {
          let running = 0;
          let most = 0;
          async function* source() {
            for (const [index, time] of times.entries()) yield { index, time };
          }
          const work = async ({ index, time }: { index: number; time: number }) => {
            most = Math.max(most, ++running);
            await wait(time);
            running--;
            return index;
          };
          const results: number[] = [];
          for await (const result of inOrder(source(), work, limit)) results.push(result);
          expect(results).toEqual(times.map((_, index) => index));
          expect(most).toBeLessThanOrEqual(limit);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('an error of a job comes out', async () => {
    async function* source() {
      yield 1;
    }
    const results = inOrder(source(), () => Promise.reject(new Error('lost')), 2);
    await expect(results.next()).rejects.toThrow('lost');
  });
});

describe('blocks', () => {
  it('hold all lines, each once, whatever has been done before', async () => {
    const settings = {
      kind: 'auto' as const,
      encoding: 'auto' as const,
      fields: { text: 'text', id: 'id', date: 'date' },
      keepFields: false,
      maxDocument: 1 << 20,
      strict: false,
      signal: new AbortController().signal,
    };
    const all = readFileSync(join(path, 'long.ndjson'), 'utf8');
    for (const skip of [0, 1, 500, LINES - 1, LINES]) {
      const texts: string[] = [];
      let before = skip;
      for await (const block of readBlocks([join(path, 'long.ndjson')], settings, {
        isDone: () => false,
        linesOf: () => skip,
      })) {
        if (block.kind !== 'lines') throw new Error(block.kind);
        expect(block.before).toBe(before);
        before += block.count;
        texts.push(Buffer.from(block.lines).toString());
      }
      expect(texts.join('')).toBe(all.split('\n').slice(skip).join('\n'));
    }
  });
});

it('progress is one line that is taken away', async () => {
  const written: string[] = [];
  const stream = Object.assign(
    new Writable({
      write: (text, _, done) => {
        written.push(String(text));
        done();
      },
    }),
    { isTTY: true, columns: 100 },
  );
  const progress = new Progress(stream, 4 << 20);
  await wait(500);
  progress.add(1200, 2, 1 << 20);
  progress.clear();
  expect(written.at(-1)).toBe('\r\x1b[K');
  progress.end();
  const shown = written.find((text) => text.includes('1,200'));
  expect(shown).toMatch(/^█{5}░{15} 1,200 documents, 1\.0 MB, .* MB\/s, 2 failed, 0:0\d, 0:0\d left$/);
  // The line is gone at the end.
  expect(written.at(-1)).not.toContain('documents');
  const silent = new Progress(null, null);
  silent.add(1, 0, 1);
  silent.end();
  expect(silent.bytes).toBe(1);
});
