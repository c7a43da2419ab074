/** The real command in a real shell: where its output goes, and how it ends. */
import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Case, checkIn, NOTHING } from './support/cases.js';
import { binary, finish, root, shell } from './support/cli.js';
import { ARTICLE, line, makeFiles } from './support/files.js';

const files = makeFiles();
const check = checkIn(files.path);
afterAll(files.remove);

describe('output', () => {
  // biome-ignore format: one case a line
  const cases: Case[] = [
    ['newsparse --help | sed -n "/^Commands/,/^Examples/p" | grep -E "^.{81}" || echo narrow', 0, /^narrow\n$/, NOTHING],
    ['newsparse extract -o out.json a.txt && pick r.id out.json', 0, /^a.txt\n$/, NOTHING],
    ['newsparse extract -o out.ndjson a.txt b.txt && wc -l < out.ndjson', 0, /^ *2\n$/, NOTHING],
    ['echo old > kept.json; newsparse extract -o kept.json --on-error fail a.txt none.txt; cat kept.json', 0, /^old\n$/, /NP101/],
    ['echo old > link-to.json; ln -s link-to.json link.json; newsparse extract -o link.json a.txt; readlink link.json; pick r.id link-to.json', 0, /^link-to.json\na.txt\n$/, NOTHING],
    ['newsparse extract -o - a.txt | pick r.id', 0, /^a.txt\n$/, NOTHING],
    ['newsparse extract -o /dev/stdout a.txt | pick r.id', 0, /^a.txt\n$/, NOTHING],
    ['newsparse extract -o none/out.json a.txt', 1, NOTHING, /^none\/out.json: NP301 cannot be written: .*\(ENOENT\)\n$/],
    ['newsparse extract a.txt >&-', 0, NOTHING, NOTHING],
    ['newsparse extract none.txt a.txt 2>&-', 1, /"id": "a.txt"/, NOTHING],
    ['{ newsparse extract -f ndjson many.ndjson; echo $? >&2; } | head -1', 0, /^\{.*\}\n$/, /^0\n$/],
    ['{ newsparse extract a.txt; echo $? >&2; } | true', 0, NOTHING, /^0\n$/],
    ['{ newsparse --help; echo $? >&2; } | true', 0, NOTHING, /^0\n$/],
    ['{ newsparse --version; echo $? >&2; } | true', 0, NOTHING, /^0\n$/],
    ['{ newsparse schema; echo $? >&2; } | true', 0, NOTHING, /^0\n$/],
  ];
  writeFileSync(join(files.path, 'many.ndjson'), line({ text: ARTICLE }).repeat(2000));
  cases.forEach(check);

  describe.runIf(process.platform === 'linux')('to a full disk', () => {
    const full = /^standard output: NP301 cannot be written: no space left on device \(ENOSPC\)\n$/;
    // biome-ignore format: one case a line
    const fullCases: Case[] = [
      ['newsparse extract a.txt > /dev/full', 1, NOTHING, full],
      ['newsparse extract -f ndjson many.ndjson > /dev/full', 1, NOTHING, full],
      ['newsparse extract -o /dev/full a.txt', 1, NOTHING, /^\/dev\/full: NP301 .*\(ENOSPC\)\n$/],
      ['newsparse schema > /dev/full', 1, NOTHING, full],
      ['newsparse extract --help > /dev/full', 1, NOTHING, full],
      ['newsparse --version > /dev/full', 1, NOTHING, full],
    ];
    fullCases.forEach(check);
  });

  it('no part of a file stays behind', () => {
    expect(readdirSync(files.path).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('a pipe gets all of it', async () => {
    const run = await shell('newsparse extract -f ndjson many.ndjson | tail -1', files.path);
    expect(JSON.parse(run.stdout).id).toBe('many.ndjson:2000');
  });
});

describe('Ctrl-C', () => {
  const interrupt = async (args: string[], input?: string) => {
    const child = spawn(process.execPath, [binary, 'extract', '-f', 'ndjson', ...args], { cwd: files.path });
    if (input !== undefined) child.stdin.write(input);
    const done = finish(child);
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.kill('SIGINT');
    return done;
  };

  it('in the middle of a file: whole lines, exit 130', async () => {
    writeFileSync(join(files.path, 'endless.ndjson'), line({ text: ARTICLE }).repeat(50_000));
    const run = await interrupt(['endless.ndjson']);
    expect([run.status, run.stdout.endsWith('}\n')]).toEqual([130, true]);
    expect(run.stderr).toMatch(/^newsparse: NP304 interrupted after \d+ documents\n$/);
    for (const each of run.stdout.trim().split('\n')) expect(JSON.parse(each).schema).toBe(1);
  });

  it('while standard input is waited for', async () => {
    const run = await interrupt(['--input', 'ndjson'], line({ id: 'a', text: ARTICLE }));
    expect([run.status, run.stdout.trim().split('\n').length]).toEqual([130, 1]);
  });
});

const hasJq = spawnSync('jq', ['--version']).status === 0;
describe.runIf(hasJq)('jq reads', () => {
  const cases: Case[] = [
    ['newsparse extract -f json a.txt b.txt | jq -s length', 0, /^2\n$/, NOTHING],
    ['newsparse extract a.txt | jq -r ".entities[].name"', 0, /^دمشق$/m, NOTHING],
    ['newsparse extract -f ndjson mixed.ndjson surrogate.ndjson | jq -r .id | wc -l', 0, /^ *8\n$/, /NP303/],
    ['newsparse schema | jq .title', 0, /^"newsparse record"\n$/, NOTHING],
  ];
  cases.forEach(check);
});

const hasTerminal = spawnSync('script', ['-qec', 'true', '/dev/null']).status === 0;
describe.runIf(hasTerminal)('on a terminal', () => {
  /** Runs with standard input and output on a pseudo-terminal. */
  const terminal = (args: string, env: Record<string, string> = {}) =>
    shell(
      `script -qec '"${process.execPath}" "${binary}" ${args}; echo "[$?]"' /dev/null < /dev/null`,
      files.path,
      {
        TERM: 'xterm-256color',
        ...env,
      },
    );

  it('the default is a table, with colours and with texts isolated', async () => {
    const { stdout } = await terminal('extract a.txt');
    expect(stdout).toContain('\u2068دمشق\u2069');
    expect(stdout).toContain('\u001b[1mName\u001b[22m');
  });

  it('NO_COLOR takes the colours away, and so does a dumb terminal', async () => {
    expect((await terminal('extract a.txt', { NO_COLOR: '1' })).stdout).not.toContain('\u001b');
    expect((await terminal('extract a.txt', { TERM: 'dumb' })).stdout).not.toContain('\u001b');
  });

  it('JSON is escaped where the terminal would obey', async () => {
    const { stdout } = await terminal('extract -f ndjson --only entities override.ndjson');
    expect(stdout).toContain('"id":"a\\u202eb\\u009b"');
  });
  writeFileSync(join(files.path, 'override.ndjson'), line({ id: 'a\u202eb\u009b', text: '' }));

  it('without a file there is a hint, not silence', async () => {
    const line = `script -qec '"${process.execPath}" "${binary}" extract; echo "[$?]"' /dev/null`;
    const { stdout } = await shell(line, root);
    expect(stdout).toMatch(
      /^newsparse: NP201 no file given and nothing piped in; try: newsparse extract article.txt\r\n\[2\]/,
    );
  });

  it('what goes to a file is not meant for the terminal', async () => {
    await terminal('extract -o from-terminal.json a.txt');
    expect(JSON.parse(readFileSync(join(files.path, 'from-terminal.json'), 'utf8')).id).toBe('a.txt');
  });
});
