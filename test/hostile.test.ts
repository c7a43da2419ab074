/** What a night has in store: files that vanish, folders without rights, few descriptors, huge lines, kills. */
import { spawn } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { type Case, checkIn, NOTHING } from './support/cases.js';
import { binary, finish, folder, shell } from './support/cli.js';
import { ARTICLE, line } from './support/files.js';
import { killAfter, resumable } from './support/kill.js';

const files = folder({});
const { path } = files;
afterAll(files.remove);
const put = (name: string, content: string) => writeFileSync(join(path, name), content);

put('a.txt', ARTICLE);
put(
  'lines.ndjson',
  Array.from({ length: 600 }, (_, i) => line({ id: `n${i}`, text: `${ARTICLE} ${i} `.repeat(6) })).join(''),
);

describe('how it ends', () => {
  it('a reader that is slow is waited for and gets everything', async () => {
    // Small files: each is written when it is done.
    const many = Array.from({ length: 400 }, () => 'a.txt');
    const child = spawn(process.execPath, [binary, 'extract', '-f', 'ndjson', ...many], { cwd: path });
    await wait(1500);
    const { status, stdout, stderr } = await finish(child);
    expect({ status, lines: stdout.split('\n').length - 1, stderr }).toEqual({
      status: 0,
      lines: 400,
      stderr: '',
    });
  }, 60_000);

  // biome-ignore format: one case a line
  const cases: Case[] = [
    ['{ newsparse extract -f ndjson lines.ndjson; echo $? >&2; } | head -1 | wc -l', 0, /^ *1\n$/, /^0\n$/],
    ['{ newsparse extract -f ndjson -j 2 lines.ndjson; echo $? >&2; } | head -1 | wc -l', 0, /^ *1\n$/, /^0\n$/],
    ['{ newsparse entities --unique -f ndjson lines.ndjson lines.ndjson; echo $? >&2; } | head -1 | wc -l', 0, /^ *1\n$/, /^0\n$/],
    ['newsparse extract <&-', 1, NOTHING, /^stdin: NP105/],
    ['newsparse extract -f ndjson - <&-', 1, NOTHING, /^stdin: NP105/],
    ['newsparse normalize --max-document 50 a.txt', 1, NOTHING, /^a.txt: NP107 is larger than 50 bytes/],
    ['newsparse tokenize --max-document 50 < a.txt', 1, NOTHING, /^stdin: NP107/],
    ['newsparse sentences --max-document 1KB a.txt', 0, /./, NOTHING],
    ['newsparse extract --files-from - <&-', 0, NOTHING, NOTHING],
    ...(process.platform === 'linux'
      ? ([
          ['newsparse extract -f ndjson lines.ndjson > /dev/full', 1, NOTHING, /^standard output: NP301 .*\(ENOSPC\)\n$/],
          ['newsparse extract -f ndjson -j 2 lines.ndjson > /dev/full', 1, NOTHING, /^standard output: NP301 .*\(ENOSPC\)\n$/],
          ['newsparse entities --unique -f csv a.txt > /dev/full', 1, NOTHING, /NP301 .*\(ENOSPC\)/],
          ['newsparse tokenize a.txt > /dev/full', 1, NOTHING, /NP301 .*\(ENOSPC\)/],
        ] as Case[])
      : []),
  ];
  cases.forEach(checkIn(path));

  it('a file that vanishes after it was named is an error of its own, and the others are read', async () => {
    mkdirSync(join(path, 'vanish'));
    for (let i = 0; i < 400; i++) put(`vanish/${String(i).padStart(3, '0')}.txt`, `${ARTICLE}`.repeat(20));
    const child = spawn(process.execPath, [binary, 'extract', '-f', 'ndjson', '-r', 'vanish'], { cwd: path });
    child.stdout.once('data', () => unlinkSync(join(path, 'vanish/399.txt')));
    const run = await finish(child);
    expect(run.status).toBe(1);
    expect(run.stderr).toMatch(
      /^vanish\/399.txt: NP101 no such file\nnewsparse: NP303 1 of 400 documents failed \(NP101: 1\)\n$/,
    );
    expect(run.stdout.trim().split('\n')).toHaveLength(399);
  }, 60_000);

  it('a folder without rights is said, and the others are read', async () => {
    chmodSync(path, 0o755);
    mkdirSync(join(path, 'rights'));
    mkdirSync(join(path, 'rights/closed'), { mode: 0o000 });
    put('rights/open.txt', ARTICLE);
    // Root may read everything, so that the command has to run as somebody else, who may not reach this checkout.
    const someone = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    for (const part of ['bin', 'dist'])
      cpSync(join(dirname(binary), '..', part), join(path, 'program', part), { recursive: true });
    const args = [join(path, 'program/bin/newsparse.js'), 'extract', '-f', 'ndjson'];
    const run = await finish(spawn(process.execPath, [...args, '-r', 'rights'], { cwd: path, ...someone }));
    expect(run.stderr).toMatch(/^rights\/closed\/: NP103 no permission to read it\nnewsparse: NP303 1 of 2/);
    expect([run.status, JSON.parse(run.stdout).id]).toEqual([1, 'rights/open.txt']);
    const closed = await finish(
      spawn(process.execPath, [...args, '-o', 'rights/closed/results/', 'rights/open.txt'], {
        cwd: path,
        ...someone,
      }),
    );
    expect(closed).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/NP301 cannot be written: permission denied/),
    });
    chmodSync(join(path, 'rights/closed'), 0o755);
  }, 60_000);

  it('10,000 files with 64 descriptors', async () => {
    mkdirSync(join(path, 'many'));
    for (let i = 0; i < 10_000; i++) put(`many/${i}.txt`, 'زار الوزير دمشق.');
    const run = await shell(
      'ulimit -n 64; newsparse extract -f ndjson -r many | wc -l; newsparse extract -q -f ndjson -j 2 -r many -o many-records/; find many-records -name "*.ndjson" | wc -l',
      path,
    );
    expect(run).toEqual({ status: 0, stdout: expect.stringMatching(/^ *10000\n *10000\n$/), stderr: '' });
  }, 180_000);
});

describe('what is too large', () => {
  it('a line of 200 MB is refused in its place, and the lines around it are read', async () => {
    const file = openSync(join(path, 'line.ndjson'), 'w');
    writeSync(file, line({ id: 'a', text: ARTICLE }));
    writeSync(file, '{"id":"b","text":"');
    for (let i = 0; i < 200; i++) writeSync(file, Buffer.alloc(1 << 20, 'x'));
    writeSync(file, `"}\n${line({ id: 'c', text: ARTICLE })}`);
    closeSync(file);
    for (const jobs of ['', '-j 2 ']) {
      const run = await shell(`newsparse extract -f ndjson ${jobs}line.ndjson`, path);
      const records = run.stdout
        .trim()
        .split('\n')
        .map((each) => JSON.parse(each));
      expect(records.map(({ id, error }) => [id, error?.code])).toEqual([
        ['a', undefined],
        ['line.ndjson:2', 'NP107'],
        ['c', undefined],
      ]);
      expect(run.status).toBe(0);
    }
    rmSync(join(path, 'line.ndjson'));
  }, 120_000);

  it('a text that is larger than allowed is refused before it is read', async () => {
    const file = openSync(join(path, 'large.txt'), 'w');
    writeSync(file, ARTICLE);
    writeSync(file, 'x', 1024 ** 3);
    closeSync(file);
    expect(statSync(join(path, 'large.txt')).size).toBeGreaterThan(1024 ** 3);
    const start = Date.now();
    const run = await shell(
      'newsparse extract large.txt; echo $?; newsparse detect large.txt; echo $?',
      path,
    );
    expect(run.stdout).toBe('1\n1\n');
    expect(run.stderr).toMatch(/^(large.txt: NP107 is larger than 64MB; --max-document allows more\n){2}$/);
    expect(Date.now() - start).toBeLessThan(20_000);
    rmSync(join(path, 'large.txt'));
  }, 60_000);
});

describe('twenty kills', () => {
  const args = resumable('lines.ndjson', 'a.txt');
  const contents = (name: string): Map<string, string> =>
    new Map(
      (readdirSync(join(path, name), { recursive: true }) as string[])
        .filter((each) => each.endsWith('.json'))
        .sort()
        .map((each) => [each, readFileSync(join(path, name, each), 'utf8')]),
    );

  it('leave nothing half, and the result is that of a run that nobody disturbed', async () => {
    const whole = await shell('newsparse extract -q -f json -o whole/ lines.ndjson a.txt', path);
    expect(whole.status).toBe(0);
    const expected = contents('whole');
    expect(expected.size).toBe(601);
    let kills = 0;
    for (let round = 0; round < 20; round++) {
      // It may be done before it is killed.
      if (await killAfter(100 + Math.random() * 700, args, path)) {
        // Nothing is left to be killed: from the beginning.
        rmSync(join(path, 'killed'), { recursive: true });
        rmSync(join(path, 'journal'));
        continue;
      }
      kills++;
      if (!existsSync(join(path, 'killed'))) continue;
      for (const [name, content] of contents('killed')) expect(content === expected.get(name)).toBe(true);
    }
    expect(kills).toBeGreaterThan(5);
    const last = await shell(`newsparse ${args.join(' ')}`, path);
    expect(last).toEqual({ status: 0, stdout: '', stderr: '' });
    const killed = contents('killed');
    expect([...killed.keys()]).toEqual([...expected.keys()]);
    for (const [name, content] of killed) expect(content === expected.get(name)).toBe(true);
    const hidden = (readdirSync(join(path, 'killed'), { recursive: true }) as string[]).filter((each) =>
      each.endsWith('.part'),
    );
    expect(hidden).toEqual([]);
  }, 180_000);
});
