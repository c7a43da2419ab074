import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { licenceOfHead } from '../scripts/name-sources.js';
import { compileGazetteer } from '../src/gazetteer/compile-user.js';
import type { GazetteerEntry } from '../src/gazetteer/entry.js';
import type { ListFormat } from '../src/gazetteer/formats.js';
import { readList } from '../src/gazetteer/lists.js';
import { Matcher } from '../src/gazetteer/matcher.js';
import { nearestNames, wordsOf } from '../src/gazetteer/search.js';
import { loadGazetteer } from '../src/gazetteer/user.js';
import { DataError } from '../src/lexicon/binary.js';
import { TsvError } from '../src/lexicon/tsv.js';
import { Units } from '../src/text/units.js';
import { tokenize } from '../src/tokens/tokenize.js';
import { Tokens } from '../src/tokens/tokens.js';
import { outcome } from './support/forged.js';

const folder = mkdtempSync(join(tmpdir(), 'newsparse-'));
afterAll(() => rmSync(folder, { recursive: true }));

const entries: GazetteerEntry[] = Array.from({ length: 300 }, (_, i) => ({
  name: `قرية ${'ابتثجحخدذر'[i % 10]}${'سشصضطظعغفق'[Math.floor(i / 10) % 10]}${'كلمنهويزا'[i % 9]} ${i}`,
  type: i % 3 === 0 ? 'LOC' : 'ORG',
  id: `user:${i}`,
  aliases: [`بلدة ${i}`, 'بلدة'],
  attributes: { n: i },
}));
const good = compileGazetteer(entries, { sources: ['a.tsv'], licence: 'CC0' });

/** Uses everything of a file; a damaged one may say so at any of these steps. */
function useAll(source: string | Uint8Array): string {
  const gazetteer = loadGazetteer(source);
  try {
    const units = new Units();
    const tokens = new Tokens();
    units.setString('في بلدة 7 وقرية ابك 0 ثم بلدة 299');
    tokenize(units.data, units.length, tokens);
    const matcher = new Matcher(gazetteer);
    const found = matcher.match(units.data, tokens, 'all');
    const out: unknown[] = [gazetteer.info];
    for (let i = 0; i < found.count; i++) out.push(matcher.entries(units.data, tokens, found, i));
    for (let i = 0; i < gazetteer.size; i++) out.push(gazetteer.entry(i));
    return JSON.stringify(out);
  } finally {
    gazetteer.close();
  }
}
const expected = useAll(good);
const outcomeOf = (bytes: Uint8Array) => outcome(() => useAll(bytes), expected);

describe('compiled files', () => {
  test('the same entries give the same bytes', () => {
    expect(Buffer.compare(good, compileGazetteer(entries, { sources: ['a.tsv'], licence: 'CC0' }))).toBe(0);
  });

  test('from the disk as from memory, with the names left there', () => {
    const file = join(folder, 'good.npg');
    writeFileSync(file, good);
    expect(useAll(file)).toBe(expected);
    const gazetteer = loadGazetteer(file);
    expect(gazetteer.residentSize).toBeLessThan(gazetteer.fileSize * 0.8);
    gazetteer.close();
  });

  test('info', () => {
    expect(loadGazetteer(good).info).toMatchObject({
      entries: 300,
      types: { ORG: 200, LOC: 100 },
      licence: 'CC0',
      sources: ['a.tsv'],
    });
  });

  test('cut off anywhere', () => {
    fc.assert(
      fc.property(fc.nat(good.length - 1), (length) => {
        expect(outcomeOf(good.slice(0, length))).toMatch(/^NP14[13]$/);
      }),
      { numRuns: 100 },
    );
  });

  test('cut off while it is in use', () => {
    const file = join(folder, 'cut.npg');
    writeFileSync(file, good);
    const gazetteer = loadGazetteer(file);
    truncateSync(file, 200);
    expect(() => gazetteer.entry(5)).toThrow(DataError);
    gazetteer.close();
  });

  test.each<[string, (view: DataView) => void, string]>([
    ['another version', (view) => view.setUint32(4, 99, true), 'NP142'],
    ['another magic number', (view) => view.setUint32(0, 1, true), 'NP141'],
    ['a huge number of sections', (view) => view.setUint32(8, 0xffffffff, true), 'NP143'],
    ['a huge length', (view) => view.setUint32(12, 0xfffffff0, true), 'NP143'],
    ['a huge section', (view) => view.setUint32(24 + 12, 0xfffffff0, true), 'NP143'],
  ])('%s', (_, change, code) => {
    const bytes = good.slice();
    const view = new DataView(bytes.buffer);
    change(view);
    // Whoever makes such a file can make its checksum too.
    const end = Math.ceil((24 + 24 * Math.min(view.getUint32(8, true), 64)) / 8) * 8;
    if (code === 'NP143') view.setUint32(16, crc32(bytes.subarray(24, end)), true);
    expect(outcomeOf(bytes)).toBe(code);
  });
});

/** @param size bytes of a chunk: what is read must not depend on where they are cut */
async function read(format: ListFormat, text: string, type?: string, size = 7) {
  const faults: string[] = [];
  const rows: GazetteerEntry[] = [];
  const bytes = Buffer.from(text);
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const onFault = (line: number, fault: string) => faults.push(`${line} ${fault}`);
  await readList(chunks(), { format, type, onFault }, (entry) => rows.push(entry));
  return { rows, faults };
}

describe('lists', () => {
  test.each<[string, ListFormat, string, string | undefined, GazetteerEntry[], string[]]>([
    [
      'TSV, columns in any order',
      'tsv',
      '# c\nid\tname\ttype\tLat\tlon\tلون\n5\tحلب\tLOC\t36.2\t37.1\tأبيض\n',
      undefined,
      [{ name: 'حلب', type: 'LOC', id: 'user:5', lat: 36.2, lon: 37.1, attributes: { لون: 'أبيض' } }],
      [],
    ],
    [
      'a byte order mark and CRLF',
      'tsv',
      '\ufeffname\ttype\r\nحلب\tLOC\r\n',
      undefined,
      [{ name: 'حلب', type: 'LOC' }],
      [],
    ],
    [
      'aliases and flags',
      'tsv',
      'name\ttype\taliases\tflags\nحلب\tLOC\tالشهباء| \tcommon exact\n',
      undefined,
      [{ name: 'حلب', type: 'LOC', aliases: ['الشهباء'], common: true, exact: true }],
      [],
    ],
    [
      'CSV with quotes and line breaks',
      'csv',
      'name,type\n"حركة ""فتح""",ORG\n"أ,\nب",X\n',
      undefined,
      [
        { name: 'حركة "فتح"', type: 'ORG' },
        { name: 'أ,\nب', type: 'X' },
      ],
      [],
    ],
    [
      'CSV of a spreadsheet with ;',
      'csv',
      'name;type\nحلب;LOC\n',
      undefined,
      [{ name: 'حلب', type: 'LOC' }],
      [],
    ],
    ['CSV with a quotation mark within a cell', 'csv', 'name,type\nح"ل",LOC\n', undefined, [], ['2 bad-csv']],
    ['CSV with letters after a quotation mark', 'csv', 'name,type\n"ح"ل,LOC\n', undefined, [], ['2 bad-csv']],
    ['CSV with an open quotation mark', 'csv', 'name,type\n"حلب,LOC\n', undefined, [], ['2 bad-csv']],
    [
      'bad rows are told and left out',
      'tsv',
      'name\ttype\n\tLOC\nحلب\na\tb\tc\nحمص\tLOC\n',
      undefined,
      [{ name: 'حمص', type: 'LOC' }],
      ['2 empty-name', '3 no-type', '4 too-many-cells'],
    ],
    [
      'bad coordinates are left out alone',
      'tsv',
      'name\ttype\tlat\tlon\tweight\nحلب\tLOC\t91\t0\tx\n',
      undefined,
      [{ name: 'حلب', type: 'LOC' }],
      ['2 bad-coordinates', '2 bad-weight'],
    ],
    ['no header', 'tsv', 'حلب\tLOC\n', undefined, [], ['1 no-name-column']],
    [
      'one name a line',
      'list',
      '# c\nحلب\n\n حمص \n',
      'LOC',
      [
        { name: 'حلب', type: 'LOC' },
        { name: 'حمص', type: 'LOC' },
      ],
      [],
    ],
    [
      'JSON',
      'json',
      '[{"name":"حلب","type":"LOC","aliases":["ح"],"x":{"y":1}},"حمص"]',
      'T',
      [
        { name: 'حلب', type: 'LOC', aliases: ['ح'], attributes: { x: { y: 1 } } },
        { name: 'حمص', type: 'T' },
      ],
      [],
    ],
    ['broken JSON', 'json', '[', 'T', [], ['1 bad-json']],
    [
      'NDJSON',
      'ndjson',
      '{"name":"حلب","label":"LOC"}\n{\n5\n"حمص"\n',
      'T',
      [
        { name: 'حلب', type: 'LOC' },
        { name: 'حمص', type: 'T' },
      ],
      ['2 bad-json', '3 bad-json'],
    ],
    [
      'Wikidata',
      'wikidata',
      '[\n{"id":"Q1","type":"item","labels":{"ar":{"language":"ar","value":"حلب"}},"aliases":{"ar":[{"value":"الشهباء"}]},"claims":{}},\n{"id":"Q2","labels":{"en":"Aleppo"},"type":"LOC"}\n]',
      'T',
      [
        { name: 'حلب', type: 'T', id: 'wikidata:Q1', aliases: ['الشهباء'] },
        { name: 'Aleppo', type: 'LOC', id: 'wikidata:Q2' },
      ],
      [],
    ],
    [
      'GeoNames',
      'geonames',
      `1\tA\tA\tحلب,Halab\t36.2\t37.1\tP\tPPL\tSY\t\t\t\t\t\t900\t\t\t\t\n`,
      undefined,
      [
        {
          name: 'حلب',
          type: 'LOC',
          subtype: 'city',
          id: 'geonames:1',
          country: 'SY',
          lat: 36.2,
          lon: 37.1,
          weight: 900,
          aliases: [],
        },
      ],
      [],
    ],
  ])('%s', async (_, format, text, type, rows, faults) => {
    expect(await read(format, text, type)).toEqual({ rows, faults });
    expect(await read(format, text, type, 1 << 16)).toEqual({ rows, faults });
  });

  test('__proto__ is a name like any other', async () => {
    const { rows } = await read('ndjson', '{"name":"حلب","type":"LOC","__proto__":{"x":1}}');
    expect(Object.keys(rows[0]!.attributes!)).toEqual(['__proto__']);
    expect(({} as { x?: number }).x).toBeUndefined();
  });
});

describe('looking up', () => {
  const gazetteer = loadGazetteer(
    compileGazetteer([
      { name: 'دير الزور', type: 'LOC' },
      { name: 'دير', type: 'X' },
      { name: 'حلب', type: 'LOC' },
      { name: 'دير الزور الكبرى', type: 'LOC' },
    ]),
  );
  test('all names are there', () => {
    expect([...gazetteer.names()].map(({ form }) => form).sort()).toEqual(
      ['حلب', 'دير', 'دير الزور', 'دير الزور الكبري'].sort(),
    );
  });
  test.each([
    ['دير الزّور', 'دير الزور'],
    ['حلب', 'حلب'],
    ['دير الز', null],
    ['', null],
  ])('%s', (name, found) => {
    const known = gazetteer.findName(wordsOf(name!));
    expect(known === undefined ? null : gazetteer.entries(known)[0]!.entry.name).toBe(found);
  });
  test('the nearest', async () => {
    const near = await nearestNames(gazetteer, wordsOf('دير الزوور'), 2);
    expect(near.map(({ form }) => form)).toEqual(['دير الزور', 'دير الزور الكبري']);
  });
});

describe('the command', () => {
  const run = (args: string[], input = '') =>
    spawnSync(process.execPath, [new URL('../bin/newsparse.js', import.meta.url).pathname, ...args], {
      cwd: folder,
      input,
      encoding: 'utf8',
      env: { ...process.env, XDG_CACHE_HOME: join(folder, 'cache') },
    });

  test('build, info, extract', () => {
    writeFileSync(join(folder, 'names.csv'), 'type,name\nMILITIA,لواء الرعد\n,\n');
    const built = run(['gazetteer', 'build', 'names.csv', '-o', 'names.npg', '--licence', 'CC0']);
    expect([built.status, built.stderr]).toEqual([1, 'names.csv:3: NP153 has no name\n']);
    expect(JSON.parse(run(['gazetteer', 'info', 'names.npg']).stdout)).toMatchObject({
      entries: 1,
      licence: 'CC0',
      types: { MILITIA: 1 },
    });
    const found = JSON.parse(run(['extract', '-g', 'names.npg'], 'دخل لواء الرعد المدينة').stdout) as {
      entities: { type: string }[];
    };
    expect(found.entities.map(({ type }) => type)).toContain('MILITIA');
    expect(run(['gazetteer', 'lookup', '-g', 'names.npg', 'لواء الرعد']).stdout).toBe(
      'لواء الرعد\texact\tلواء الرعد\tMILITIA\t\t\n',
    );
  });

  test('info of the bundled names: each source with its licence', () => {
    const { types, sources, licences, licence, attribution } = JSON.parse(run(['gazetteer', 'info']).stdout);
    expect(Object.keys(types).sort()).toEqual(['LOC', 'ORG', 'PER']);
    const lists = readdirSync(new URL('../data/names', import.meta.url)).map((name) => `data/names/${name}`);
    expect(sources).toEqual([
      ...lists.sort(),
      expect.stringMatching(/^cldr-localenames-full \d/),
      expect.stringMatching(/^GeoNames /),
    ]);
    expect(Object.keys(licences)).toEqual(sources);
    expect(lists.map((list) => licences[list])).toEqual(lists.map(() => 'MIT'));
    expect([licences[sources.at(-2)], licences[sources.at(-1)]]).toEqual(['Unicode-3.0', 'CC-BY-4.0']);
    expect([licence, attribution]).toEqual([
      'MIT; Unicode-3.0; CC-BY-4.0',
      expect.stringMatching(/GeoNames.*CLDR/),
    ]);
  });

  test.each([
    ['# Names.\n# Licence: CC0-1.0\nname\ttype\n', 'CC0-1.0'],
    ['# Names.\nname\ttype\n# Licence: MIT\n', undefined],
    ['# Licence:\nname\ttype\n', undefined],
  ])('the licence that a head names: %j', (text, licence) => {
    if (licence !== undefined) expect(licenceOfHead('a.tsv', text)).toBe(licence);
    else expect(() => licenceOfHead('a.tsv', text)).toThrow(TsvError);
  });

  test('a list is compiled once', () => {
    writeFileSync(join(folder, 'list.txt'), 'لواء الرعد\n');
    const once = run(['extract', '--no-cache', '-g', 'list.txt', '-f', 'ndjson'], 'لواء الرعد');
    expect(once.stdout).toContain('"type":"NAME"');
    const cached = () => readdirSync(join(folder, 'cache/newsparse/gazetteers'));
    expect(cached).toThrow('ENOENT');
    expect(run(['extract', '-g', 'list.txt', '-f', 'ndjson'], 'لواء الرعد').stdout).toBe(once.stdout);
    expect(cached()).toHaveLength(1);
    writeFileSync(join(folder, 'cache/newsparse/gazetteers', cached()[0]!), 'damaged');
    expect(run(['extract', '-g', 'list.txt', '-f', 'ndjson'], 'لواء الرعد').stdout).toBe(once.stdout);
    expect(readFileSync(join(folder, 'cache/newsparse/gazetteers', cached()[0]!)).length).toBeGreaterThan(
      100,
    );
  });

  test.each<[string[], number, RegExp]>([
    [['extract', '-g', 'missing.tsv'], 1, /^missing.tsv: NP101 /],
    [['extract', '-g', 'broken.npg'], 1, /^broken.npg: NP14[123] /],
    [['extract', '-g', 'names.xyz'], 2, /^names.xyz: NP145 /],
    [['extract', '--types', 'MILITIA'], 2, /NP202/],
    [['gazetteer'], 2, /NP213/],
    [['gazetteer', 'build', 'list.txt'], 2, /NP215/],
    [
      ['gazetteer', 'lint', '--strict', 'warn.tsv'],
      1,
      /^warn.tsv:2: NP168 warning: .*\nwarn.tsv:3: NP168 .*\nwarn.tsv:3: NP163 /,
    ],
    [['gazetteer', 'lint', 'warn.tsv'], 0, /NP170 0 errors, 3 warnings/],
  ])('%j', (args, status, message) => {
    writeFileSync(join(folder, 'broken.npg'), good.slice(0, 5000));
    writeFileSync(join(folder, 'names.xyz'), 'x');
    writeFileSync(join(folder, 'warn.tsv'), 'name\ttype\nن\tLOC\nن\tLOC\n');
    const result = run(args, 'نص');
    expect([result.status, result.stderr]).toEqual([status, expect.stringMatching(message)]);
  });
});
