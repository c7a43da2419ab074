/** What other engines build on: one line in, one line out (docs/scale.md), on one machine and on several. */
import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { binary, finish, shell } from './support/cli.js';
import { ARTICLE, line, makeFiles } from './support/files.js';

const files = makeFiles();
const { path } = files;
afterAll(files.remove);

const STREAM = [
  'extract',
  '--input',
  'ndjson',
  '--encoding',
  'utf-8',
  '-f',
  'ndjson',
  '--on-error',
  'record',
];
const start = (...more: string[]) => spawn(process.execPath, [binary, ...STREAM, ...more], { cwd: path });

/** Runs the stream over these bytes. */
async function answers(input: string | Uint8Array, ...more: string[]) {
  const child = start(...more);
  child.stdin.end(input);
  const { status, stdout, stderr } = await finish(child);
  expect(stdout === '' || stdout.endsWith('\n')).toBe(true);
  const records = stdout
    .split('\n')
    .slice(0, -1)
    .map((each) => JSON.parse(each));
  return { status, stderr, records };
}

const good = (id: number | string) => line({ id, text: ARTICLE });
/** Something that is no record of a text, and the code of what stands in its place. */
// biome-ignore format: one case a line
const BAD: [line: string | Uint8Array, code: string][] = [
  ['', 'NP121'], [' \t', 'NP121'], ['\r', 'NP121'], ['{', 'NP121'], ['plain text', 'NP121'], ['{"id":"x","text":"دمشق"', 'NP121'],
  ['{"id":"x","text":"a"}{"id":"y","text":"b"}', 'NP121'], ['{"id":"x","text":"\0"}', 'NP121'], [Buffer.from([0, 1, 2, 0xff, 0xfe]), 'NP121'],
  ['[', 'NP127'], ['[{"id":"x","text":"a"}]', 'NP127'], ['null', 'NP122'], ['"text"', 'NP122'], ['{}', 'NP123'], ['{"text":null}', 'NP124'], ['{"id":[],"text":""}', 'NP125'],
];
const bytes = (...parts: (string | Uint8Array)[]) => Buffer.concat(parts.map((part) => Buffer.from(part)));

describe.each([[[]], [['-j', '2']]])('one line in, one line out %j', (more) => {
  it.each(BAD)('%j has an error record, also as the first line', async (bad, code) => {
    const { status, records } = await answers(bytes(bad, '\n', good(1), good(2)), ...more);
    expect(records.map((each) => each.error?.code ?? each.id)).toEqual([code, '1', '2']);
    expect(status).toBe(0);
  });

  it('all of them at once, many times, in order', async () => {
    const rounds = Array.from({ length: 40 }, (_, i) =>
      bytes(...BAD.flatMap(([bad]) => [good(i), bad, '\n'])),
    );
    const { status, records } = await answers(bytes(...rounds), ...more);
    expect(records.map((each) => each.error?.code ?? each.id)).toEqual(
      rounds.flatMap((_, i) => BAD.flatMap(([, code]) => [String(i), code])),
    );
    const lines = records.filter((each) => each.error).map((each) => each.error.line);
    expect(lines).toEqual(lines.map((_, i) => 2 * i + 2));
    expect(status).toBe(0);
  });

  it('a line that is too long has an error record', async () => {
    const input = bytes(good(1), line({ id: 2, text: 'ا'.repeat(9000) }), good(3));
    const { status, records } = await answers(input, '--max-document', '10KB', ...more);
    expect(records.map((each) => each.error?.code ?? each.id)).toEqual(['1', 'NP107', '3']);
    expect(status).toBe(0);
  });

  it('the last line needs no line feed, and no line gives nothing', async () => {
    expect((await answers(good(1).trimEnd(), ...more)).records.map(({ id }) => id)).toEqual(['1']);
    expect(await answers('', ...more)).toEqual({ status: 0, stderr: '', records: [] });
  });

  it('answers when its input pauses, and waits for more', async () => {
    const child = start(...more);
    const done = finish(child);
    let said = '';
    child.stdout.on('data', (data) => (said += data));
    for (let id = 1; id <= 3; id++) {
      child.stdin.write(good(id));
      for (let i = 0; i < 200 && said.split('\n').length <= id; i++) await wait(50);
      expect(JSON.parse(said.split('\n').at(-2)!).id).toBe(String(id));
    }
    // Half a line is no line yet.
    child.stdin.write('{"id":4,');
    await wait(100);
    expect(said.split('\n').length).toBe(4);
    child.stdin.end('"text":""}\n');
    expect(await done).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(said.split('\n').at(-2)!).id).toBe('4');
  });

  it.each([
    ['SIGTERM', 143],
    ['SIGKILL', null],
  ] as const)(
    '%s: the exit code is not 0, though lines are missing only at the end',
    async (signal, code) => {
      const child = start(...more);
      const done = finish(child);
      const first = new Promise((resolve) => child.stdout.once('data', resolve));
      child.stdin.write(good(1));
      await first;
      child.kill(signal);
      const { status, stdout } = await done;
      expect([status, child.signalCode]).toEqual([code, code === null ? signal : null]);
      expect(stdout.split('\n').length).toBe(2);
    },
  );
});

it.each([
  ['-j', '1'],
  ['-j', '2'],
])(
  'SIGTERM while nobody reads: it ends all the same (%s %s)',
  async (...more) => {
    const child = start(...more);
    const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)));
    child.stdin.on('error', () => {}); // The rest is not wanted any more.
    child.stdin.write(good(1).repeat(20_000));
    await wait(4000);
    expect(child.exitCode).toBe(null);
    child.kill('SIGTERM');
    expect(['SIGTERM', 143]).toContain(await ended);
  },
  60_000,
);

describe('standard output', () => {
  it.each([['--progress'], ['--lang ar'], ['--explain'], ['-g watchlist.tsv'], ['--keep-fields']])(
    '%s: records and nothing else',
    async (flags) => {
      writeFileSync(
        join(path, 'input'),
        bytes(good(1), '{\n', line({ id: 2, text: ARTICLE, date: 'no date' })),
      );
      const { stdout, status } = await shell(`newsparse ${STREAM.join(' ')} ${flags} < input`, path);
      const lines = stdout.split('\n');
      expect(lines.pop()).toBe('');
      expect(lines.map((each) => JSON.parse(each)).map((each) => each.error?.code ?? each.id)).toEqual([
        '1',
        'NP121',
        '2',
      ]);
      expect(status).toBe(0);
    },
  );

  it('a stream that cannot be complete has an exit code that is not 0', async () => {
    const cut = spawnSync('gzip', ['-c'], { input: good(1).repeat(500) }).stdout.subarray(0, -20);
    const { status, stderr } = await answers(cut);
    expect([status, stderr]).toEqual([1, expect.stringContaining('NP111')]);
    expect((await answers(good(1), '-g', 'none.tsv')).status).not.toBe(0);
  });
});
