/** The package as npm packs it: what is in it, and that it works wherever it is put. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from './support/cli.js';

const PACKED_LIMIT = 5_000_000;
const INSTALLED_LIMIT = 20_000_000;

interface Packed {
  size: number;
  unpackedSize: number;
  filename: string;
  files: { path: string }[];
}

const folder = mkdtempSync(join(tmpdir(), 'newsparse-package-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const told = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
  cwd: root,
  encoding: 'utf8',
});
const packed = (Object.values(JSON.parse(told)) as Packed[])[0]!;
execFileSync('tar', ['-xzf', join(folder, packed.filename), '-C', folder]);
const home = join(folder, 'package');
const files = packed.files.map(({ path }) => path);

describe('the package', () => {
  it('is small', () => {
    expect(packed.size).toBeLessThan(PACKED_LIMIT);
    expect(packed.unpackedSize).toBeLessThan(INSTALLED_LIMIT);
  });

  it('has what it needs and neither maps, sources nor data of tests', () => {
    for (const name of [
      'THIRD_PARTY_NOTICES',
      'LICENSE',
      'NOTICE',
      'README.md',
      'man/newsparse.1',
      'dist/cli.cjs',
    ])
      expect(files).toContain(name);
    expect(
      files.filter((name) => /\.map$|(?<!\.d)\.c?ts$|\.tsv$|^(test|fixtures|bench|docs)/.test(name)),
    ).toEqual([]);
  });

  it('names no folder of the machine that built it', () => {
    expect(files.filter((name) => readFileSync(join(root, name)).includes(root))).toEqual([]);
  });
});

describe('where nothing can be written and nobody lives', () => {
  const articles = join(root, 'fixtures/articles');
  const empty = join(folder, 'empty');
  mkdirSync(empty);
  const page = join(folder, 'page.html');
  writeFileSync(
    page,
    `<article>${'<p>زار الوزير مدينة دمشق، والتقى عددا من المسؤولين فيها.</p>'.repeat(9)}</article>`,
  );
  const names = () => readdirSync(home, { recursive: true, encoding: 'utf8' });
  const state = () => names().map((name) => [name, statSync(join(home, name)).mtimeMs] as const);
  const before = state();
  for (const [mode, those] of [
    [0o444, names().filter((name) => statSync(join(home, name)).isFile())],
    [0o555, ['.', ...names().filter((name) => statSync(join(home, name)).isDirectory())]],
  ] as const)
    for (const name of those) chmodSync(join(home, name), mode);
  // So that it can be taken away again.
  afterAll(() => {
    for (const name of ['.', ...names()])
      if (statSync(join(home, name)).isDirectory()) chmodSync(join(home, name), 0o755);
  });

  const run = (...args: string[]) =>
    spawnSync(process.execPath, args, { cwd: empty, env: {}, encoding: 'utf8' });
  const bin = join(home, 'bin/newsparse.js');

  // biome-ignore format: one case a line
  it.each<[command: string, args: string[], output: RegExp]>([
    ['--version', ['--version'], /^\d+\.\d+\.\d+\n$/],
    ['extract', ['extract', join(articles, 'flash.txt')], /"type": "LOC"/],
    ['extract with threads', ['extract', '-j', '2', '-f', 'ndjson', '-r', articles], /^(\{"schema":1.*\}\n){18,}$/],
    ['detect by trigrams', ['detect', join(root, 'LICENSE')], /"en"/],
    ['keywords', ['keywords', join(articles, '17-libya-oil.txt')], /"score"/],
    ['report', ['report', join(articles, 'flash.txt')], /<\/html>\s*$/],
    ['a web page', ['extract', page], /"page"/],
    ['normalize', ['normalize', join(articles, 'flash.txt')], /./],
    ['gazetteer info', ['gazetteer', 'info'], /GeoNames/],
  ])('%s works', (_, args, output) => {
    const { status, stdout, stderr } = run(bin, ...args);
    expect([status, stderr.replace(/^newsparse: NP307 .*\n/gm, '')]).toEqual([0, '']);
    expect(output.test(stdout)).toBe(true);
  });

  const PRINT =
    "console.log(Pipeline.load().extract({ id: 'a', text: 'وصل الوفد إلى بيروت.' }).entities[0].name)";
  it.each([
    [
      'import',
      ['--input-type=module', '-e', `import { Pipeline } from '${join(home, 'dist/index.js')}'; ${PRINT}`],
    ],
    ['require', ['-e', `const { Pipeline } = require('${home}'); ${PRINT}`]],
  ])('%s gives the library', (_, args) => {
    const { stdout, stderr } = run(...args);
    expect([stdout, stderr]).toEqual(['بيروت\n', '']);
  });

  it('runs on an engine for which no compiled code was kept', () => {
    const other = join(folder, 'other');
    cpSync(home, other, { recursive: true, filter: (name) => !name.endsWith('.cache') });
    const article = join(articles, 'flash.txt');
    const whole = run(bin, 'extract', article).stdout;
    expect(run(join(other, 'bin/newsparse.js'), 'extract', article)).toMatchObject({
      stdout: whole,
      stderr: '',
    });
    // With other settings the engine refuses what was kept.
    expect(run('--no-lazy', bin, 'extract', article)).toMatchObject({ stdout: whole, stderr: '' });
    for (const name of ['.', ...names()])
      if (statSync(join(other, name), { throwIfNoEntry: false })?.isDirectory())
        chmodSync(join(other, name), 0o755);
  });

  it('npm puts the command and its manual in place', () => {
    const prefix = join(folder, 'prefix');
    const args = [
      'install',
      '-g',
      '--offline',
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      '--prefix',
      prefix,
    ];
    execFileSync('npm', [...args, join(folder, packed.filename)], { stdio: 'ignore' });
    const { stdout } = spawnSync(join(prefix, 'bin/newsparse'), ['--version'], { encoding: 'utf8' });
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(readFileSync(join(prefix, 'share/man/man1/newsparse.1'), 'utf8')).toMatch(/^\.TH NEWSPARSE 1/m);
  });

  it('leaves no trace', () => {
    expect(state()).toEqual(before);
    expect(readdirSync(empty)).toEqual([]);
  });
});
