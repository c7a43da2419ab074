/** SECURITY.md, row by row, on the real command: what a hostile input must not reach. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { type Case, checkIn, NOTHING } from './support/cases.js';
import { hasChromium, launch } from './support/chromium.js';
import { binary, folder, shell } from './support/cli.js';
import { ARTICLE, line } from './support/files.js';

const files = folder({ 'a.txt': ARTICLE, 'names.tsv': 'name\ttype\nشركة المثال\tORG\n' });
const { path } = files;
afterAll(files.remove);
const put = (name: string, content: string | Uint8Array) => writeFileSync(join(path, name), content);
put('a.ndjson', line({ id: 'a', text: ARTICLE }) + line({ id: 'b', text: ARTICLE }));
put('page.html', `<html><body><article><h1>عنوان</h1><p>${ARTICLE.repeat(5)}</p></article></body></html>`);

/** One command of every kind. */
const COMMANDS = [
  'extract -f ndjson a.txt page.html',
  'extract -f ndjson -j 2 a.ndjson',
  'extract -f ndjson -g names.tsv a.txt',
  'normalize a.txt',
  'tokenize --segment atb a.txt',
  'sentences a.txt',
  'entities --unique -f ndjson a.txt',
  'dates -f ndjson a.txt',
  'detect -f ndjson a.txt',
  'keywords -f ndjson a.ndjson',
  'relations -f ndjson a.ndjson',
  'dates --timeline -f ndjson a.ndjson',
  'report -o NAME.html a.txt',
  'gazetteer build names.tsv -o NAME.npg',
  'gazetteer lookup دمشق',
  'schema',
];
const commands = COMMANDS.map((command, i): [string, string] => [
  command,
  command.replace('NAME', `made-${i}`),
]);

describe('no server, no other program', () => {
  const hasUnshare = spawnSync('unshare', ['-rn', 'true']).status === 0;
  if (!hasUnshare) console.warn('no unshare -rn here: the commands are not run without a network');
  it.skipIf(!hasUnshare).concurrent.each(commands)('without a network: %s', async (_, command) => {
    const run = await shell(`unshare -rn "${process.execPath}" "${binary}" ${command}`, path);
    expect(run).toMatchObject({ status: 0, stderr: '' });
  });

  // Node's own guard: neither programs nor native code may be started, only threads.
  const guard = process.allowedNodeEnvironmentFlags.has('--permission')
    ? '--permission'
    : '--experimental-permission';
  const guarded = (code: string) =>
    `"${process.execPath}" --no-warnings ${guard} --allow-fs-read=* --allow-fs-write=* --allow-worker ${code}`;
  it('the guard works', async () => {
    const run = await shell(guarded(`-e "require('node:child_process').spawnSync('true')"`), path);
    expect(run.status).not.toBe(0);
    expect(run.stderr).toContain('ERR_ACCESS_DENIED');
  });
  it.concurrent.each(commands)('without other programs: %s', async (_, command) => {
    const run = await shell(guarded(`"${binary}" ${command}`), path);
    expect(run).toMatchObject({ status: 0, stderr: '' });
  });
});

const hasTerminal = spawnSync('script', ['-qec', 'true', '/dev/null']).status === 0;
describe.runIf(hasTerminal)('on a terminal no text moves the cursor or turns the direction', () => {
  const HOSTILE =
    'زار \u001b[31mهاكان فيدان\u001b]0;x\u0007 \u009b2J\u0000 \u202eدمشق\u202c \u2066حلب في 14 مارس 2020، وقال: «نعم \u202e».';
  put('hostile.ndjson', line({ id: 'a\u001b[1m\u202eb', text: HOSTILE, more: HOSTILE }));
  put('hostile.txt', HOSTILE.replaceAll('\0', ''));
  put('hostile.tsv', `name\ttype\tnote\nهاكان فيدان\u001b[1m\tPER\u202e\tx\n`);
  const UNSAFE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028-\u202e\u2066\u2067]/;
  const FORMATS = 'table json ndjson csv tsv conll brat timeml geojson html graphml'.split(' ');
  const shown = [
    ...FORMATS.map((format) => `extract -f ${format} hostile.ndjson`),
    'extract -f ndjson --keep-fields hostile.ndjson',
    'extract -f csv --csv-raw --context 20 hostile.ndjson',
    'extract -f table -g hostile.tsv hostile.txt',
    'extract --explain -f table hostile.txt',
    ...'text json ndjson'
      .split(' ')
      .flatMap((format) => [
        `normalize --profile none -f ${format} hostile.txt`,
        `normalize --profile none -f ${format} hostile.ndjson`,
        `tokenize -f ${format} hostile.ndjson`,
        `sentences -f ${format} hostile.txt`,
      ]),
    'tokenize -f table hostile.ndjson',
    'entities -f geojson --unique hostile.ndjson',
    'relations -f graphml hostile.ndjson',
    'relations -f csv hostile.ndjson',
    'dates --timeline hostile.ndjson',
    'keywords hostile.ndjson',
    'detect hostile.ndjson',
    'dates hostile.ndjson',
    'gazetteer lint hostile.tsv',
    'extract "no\u001b[31m\u202efile"',
  ];
  it.concurrent.each(shown)('%j', async (args) => {
    const { stdout } = await shell(
      `script -qec '"${process.execPath}" "${binary}" ${args}' /dev/null < /dev/null`,
      path,
      { TERM: 'dumb', NO_COLOR: '1' },
    );
    expect(stdout.length).toBeGreaterThan(2);
    expect(JSON.stringify(UNSAFE.exec(stdout))).toBe('null');
  });
});

describe('markup', () => {
  const SCRIPT = `<script>document.title='taken'</script><img src=x onerror="document.title='taken'"></div></section><svg onload=alert(1)>`;
  const text = `زار هاكان فيدان ${SCRIPT} دمشق في 14 مارس 2020. ${'قال «'}${SCRIPT}» الوزير. </script><script src="https://example.org/x.js"></script> <style>*{display:none}</style> <a href="javascript:alert(1)">x</a>`;
  put('scripts.ndjson', line({ id: SCRIPT, text, date: '2020-03-15' }));

  it.skipIf(!hasChromium).each([
    ['extract', 'extract -f html -o page-extract.html scripts.ndjson', 'page-extract.html'],
    ['report', 'report -o page-report.html scripts.ndjson', 'page-report.html'],
  ])(
    'an article of scripts stays text on the page of %s',
    async (_, command, name) => {
      expect(await shell(`newsparse ${command}`, path)).toMatchObject({ status: 0 });
      const browser = await launch();
      try {
        const page = await browser.newPage();
        const faults: string[] = [];
        page.on('request', (request) => {
          if (!/^(?:file:|data:)/.test(request.url())) faults.push(`request ${request.url()}`);
        });
        page.on('console', (message) => faults.push(`console: ${message.text()}`));
        page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
        page.on('dialog', (dialog) => {
          faults.push(`dialog: ${dialog.message()}`);
          void dialog.dismiss();
        });
        await page.goto(pathToFileURL(join(path, name)).href);
        await page.waitForLoadState('load');
        expect(await page.title()).not.toBe('taken');
        expect(
          await page.locator('img, svg[onload], [onerror], script[src], a[href^="javascript:"]').count(),
        ).toBe(0);
        expect(await page.evaluate<string>('document.documentElement.outerHTML')).toContain('&lt;script');
        // What was not ours could do nothing even if it were there.
        const ran = await page.evaluate<boolean>(
          `(() => { const s = document.createElement('script'); s.textContent = 'window.ran = true'; document.body.append(s); return window.ran === true; })()`,
        );
        expect(ran).toBe(false);
        expect(faults.filter((fault) => !/Content.Security.Policy/i.test(fault))).toEqual([]);
        expect(faults).toHaveLength(1);
      } finally {
        await browser.close();
      }
    },
    60_000,
  );
});

/** A frame of Zstandard (RFC 8878) with blocks of 128 KB of one letter. */
function zstdBomb(blocks: number): Buffer {
  const SIZE = 1 << 17;
  const head = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38]);
  const parts = Array.from({ length: blocks }, (_, i) => {
    const header = (SIZE << 3) | (1 << 1) | (i === blocks - 1 ? 1 : 0);
    return Buffer.from([header & 0xff, (header >> 8) & 0xff, header >> 16, 0x78]);
  });
  return Buffer.concat([head, ...parts]);
}

describe('what would fill the memory', () => {
  const zeros = gzipSync(Buffer.alloc(300 << 20, 'x'), { level: 9 });
  put('bomb.txt.gz', zeros);
  put('bomb.ndjson.gz', zeros);
  put('twice.txt.gz', gzipSync(zeros));
  put('bomb.txt.zst', zstdBomb(2400));
  put('bomb.csv.gz', gzipSync(Buffer.concat([Buffer.from('id,text\n1,"'), Buffer.alloc(300 << 20, 'x')])));
  // biome-ignore format: one case a line
  const cases: Case[] = [
    ['newsparse extract bomb.txt.gz', 1, NOTHING, /^bomb.txt.gz: NP107 /],
    ['newsparse extract bomb.txt.zst', 1, NOTHING, /^bomb.txt.zst: NP112 /],
    ['newsparse extract bomb.csv.gz', 1, NOTHING, /^bomb.csv.gz(?::\d+)?: NP107 /],
    ['newsparse extract --max-document 512MB bomb.txt.gz', 1, NOTHING, /^bomb.txt.gz: NP112 /],
    ['newsparse extract --max-document 512MB bomb.txt.zst', 1, NOTHING, /^bomb.txt.zst: NP112 /],
    ['newsparse extract -f ndjson bomb.ndjson.gz', 1, /^(?:\{"id":"bomb.ndjson.gz:1","error":\{"code":"NP107".*\n)?/, /NP112 /],
    ['newsparse normalize bomb.txt.gz | tail -c 1 > /dev/null', 0, NOTHING, /^bomb.txt.gz: NP112 /],
    ['newsparse normalize bomb.txt.zst | tail -c 1 > /dev/null', 0, NOTHING, /^bomb.txt.zst: NP112 /],
    ['newsparse extract twice.txt.gz', 1, NOTHING, /^twice.txt.gz: NP106 /],
  ];
  cases.forEach(checkIn(path));

  mkdirSync(join(path, 'circle/inner'), { recursive: true });
  put('circle/inner/a.txt', ARTICLE);
  symlinkSync('..', join(path, 'circle/inner/up'));
  symlinkSync('self', join(path, 'circle/self'));
  it('links in a circle end', async () => {
    const run = await shell('newsparse extract -f ndjson -r circle | pick r.id', path);
    expect(run).toEqual({ status: 0, stdout: 'circle/inner/a.txt\n', stderr: '' });
    const named = await shell('newsparse extract circle/self', path);
    expect(named).toEqual({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(/^circle\/self: NP104 .*ELOOP/),
    });
  });
});

describe('names of files that documents ask for', () => {
  const IDS = [
    '../../out',
    '/etc/out',
    'a/../../out',
    '..\\..\\out',
    'C:\\out',
    'C:out',
    '\\\\server\\share\\out',
    'con',
    'NUL.txt',
    'a/aux/b',
    '..',
    '.',
    '',
    '...',
    ' ',
    'a\0b',
    'a\u001b[31m\u202eb',
    'a'.repeat(5000),
    'دمشق/'.repeat(300),
    '~/out',
    '$HOME',
    '-rf',
    '%2e%2e%2fout',
    '．．／out',
    '__proto__',
  ];
  it('never lead out of the folder of -o, nor meet', async () => {
    const place = join(path, 'deep/inside/results');
    mkdirSync(join(path, 'deep/inside'), { recursive: true });
    put('ids.ndjson', IDS.map((id) => line({ id, text: ARTICLE })).join(''));
    const run = await shell('newsparse extract -o deep/inside/results/ ids.ndjson', path);
    const all = readdirSync(join(path, 'deep'), { recursive: true, withFileTypes: true }).filter((each) =>
      each.isFile(),
    );
    const paths = all.map((each) => join(each.parentPath, each.name));
    expect(paths.filter((each) => !each.startsWith(place + sep))).toEqual([]);
    expect(
      existsSync('/etc/out') || existsSync(join(path, 'out')) || existsSync(join(path, '..', 'out')),
    ).toBe(false);
    const written = paths.map((each) => JSON.parse(readFileSync(each, 'utf8')).id);
    const failed = [...run.stderr.matchAll(/^ids.ndjson:(\d+): NP\d+/gm)].map(
      (match) => IDS[Number(match[1]) - 1],
    );
    expect([...written, ...failed].sort()).toEqual([...IDS].sort());
  });
});

describe('fields that every object has', () => {
  const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];
  const bag = `{${names.map((name) => `"${name}":{"polluted":1,"text":"no"}`).join(',')}`;
  put('proto.ndjson', `${bag},"id":"p","text":"دمشق"}\n${bag},"id":"q"}\n`);
  put('proto.csv', `id,text,${names.join(',')}\np,دمشق,${names.map(() => 'x').join(',')}\n`);
  put('proto.tsv', `name\ttype\t${names.join('\t')}\nشركة المثال\tORG\t${names.map(() => 'x').join('\t')}\n`);
  put('proto.json', `[${bag},"name":"شركة المثال","type":"__proto__"}]`);
  put('named.txt', 'زار الوفد شركة المثال أمس.');
  const all = names.map((name) => `"${name}"`).join(',');
  const meta = '"JSON.stringify(Object.keys(r.meta))"';
  // biome-ignore format: one case a line
  const cases: Case[] = [
    [`newsparse extract -f ndjson --keep-fields proto.ndjson | pick "r.error ? r.error.code : ${meta.slice(1, -1)}"`, 0, new RegExp(`^\\[${all}\\]\\nNP123\\n$`), /^newsparse: NP303 1 of 2/],
    [`newsparse extract -f ndjson --keep-fields proto.csv | pick ${meta}`, 0, new RegExp(`^\\[${all}\\]\\n$`), NOTHING],
    ['newsparse extract -f ndjson --text-field __proto__ a.ndjson | pick r.error.code', 0, /^NP123\nNP123\n$/, /^newsparse: NP303 2 of 2/],
    ['newsparse extract -f ndjson --text-field constructor a.ndjson | pick r.error.code', 0, /^NP123\nNP123\n$/, /^newsparse: NP303 2 of 2/],
    [`newsparse extract -f ndjson -g proto.tsv named.txt | pick "JSON.stringify(Object.keys(r.entities.find((e) => e.text === 'شركة المثال').attributes))"`, 0, new RegExp(`^\\[${all}\\]\\n$`), NOTHING],
    [`newsparse extract -f ndjson -g proto.json named.txt | pick "r.entities.find((e) => e.text === 'شركة المثال').type"`, 0, /^__proto__\n$/, NOTHING],
    ['newsparse extract -f table -g proto.json named.txt', 0, /شركة المثال/, NOTHING],
    ['newsparse extract -f html -g proto.json named.txt', 0, /شركة المثال/, NOTHING],
    ['newsparse extract --types constructor -f ndjson a.txt', 2, NOTHING, /NP202 .*constructor/],
    ['newsparse normalize --profile __proto__ a.txt', 2, NOTHING, /NP2\d\d .*__proto__/],
    ['newsparse normalize --fold constructor a.txt', 2, NOTHING, /NP2\d\d .*constructor/],
    ['newsparse extract -f constructor a.txt', 2, NOTHING, /NP2\d\d /],
    ['newsparse completion __proto__', 2, NOTHING, /NP2\d\d /],
    ['newsparse __proto__', 2, NOTHING, /NP2\d\d /],
    ...names.map((name): Case => [`echo '{"${name}":{"jobs":2}}' > ${name}.json; newsparse extract --config ${name}.json a.txt`, 2, NOTHING, /NP232/]),
  ];
  cases.forEach(checkIn(path));
});

it('a reader of a page asks for nothing that it names', async () => {
  put(
    'asks.html',
    '<!doctype html><!ENTITY x SYSTEM "file:///etc/passwd"><html><head><base href="file:///etc/"><link rel="stylesheet" href="https://example.org/a.css"><meta http-equiv="refresh" content="0;url=file:///etc/passwd"></head><body><p>دمشق &x; <iframe src="file:///etc/passwd"></iframe><object data="/etc/passwd"></object></p></body></html>',
  );
  const run = await shell('newsparse extract -f ndjson asks.html', path);
  expect(run.status).toBe(0);
  expect(run.stdout).not.toContain('root:');
});
