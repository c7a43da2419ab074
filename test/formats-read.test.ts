import './support/string-width.js';
/** The formats read back by parsers that are not ours. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check } from '@placemarkio/check-geojson';
import { parse } from 'csv-parse/sync';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import messages from '../data/messages.ar.json' with { type: 'json' };
import words from '../data/words-of-tables.json' with { type: 'json' };
import { manual, markdown } from '../scripts/make-docs.js';
import { completionOf, SHELLS } from '../src/cli/commands/completion.js';
import { MESSAGES } from '../src/cli/errors.js';
import { languageOf, languageOfArguments } from '../src/cli/language.js';
import { COMMANDS, FLAGS } from '../src/cli/options.js';
import { extractSettings } from '../src/cli/settings.js';
import type { DocumentRecord, Layer } from '../src/document.js';
import { createFormatter, type FormatSettings } from '../src/formats/index.js';
import { type FormatName, formatOfName } from '../src/formats/names.js';
import { NOT_TEXT } from '../src/sources/binary.js';
import { dateMention, entity, record } from './support/records.js';

const LAYERS: Layer[] = ['entities', 'dates', 'quotes'];
/** With what needs care in one format or another: an emoji, a quotation mark, markup, a line break in a name. */
const TEXT = '😀 زار "هاكان\nفيدان" بدمشق <b>&\u0001 بين 3 و5 آذار 2020.\n=قال نعم\tأمس';

/** A mention of what stands in the text. */
function at(text: string): { start: number; end: number } {
  const start = TEXT.indexOf(text);
  if (start < 0) throw new Error(`not in the text: ${text}`);
  return { start, end: start + text.length };
}

const RANGE = { from: '2020-03-03', to: '2020-03-06' };
const FULL = record({
  id: '-1+1.txt',
  date: { value: '2020-03-14', source: 'dateline' },
  entities: [
    entity('هاكان\nفيدان', { ...at('هاكان\nفيدان'), type: 'PER', name: 'هاكان فيدان' }),
    entity('دمشق', { ...at('دمشق'), id: 'iso:SY-DI', lat: -33.5, lon: 36.3, prefix: 'ب' }),
  ],
  dates: [
    dateMention('بين 3 و5 آذار 2020', '2020-03-03/2020-03-05', { ...at('بين 3 و5 آذار 2020'), ...RANGE }),
    dateMention('أمس', '2020-03-13', at('أمس')),
  ],
  quotes: [{ ...at('=قال نعم'), text: '=قال نعم', kind: 'direct', speaker: null, verb: null }],
});

async function write(
  name: FormatName,
  records: DocumentRecord[] = [FULL],
  settings: Partial<FormatSettings> = {},
): Promise<string> {
  const all = { layers: LAYERS, terminal: false, color: false, width: 80, ...settings };
  const formatter = await createFormatter(name, all);
  return formatter.begin() + records.map((each) => formatter.record(each, TEXT)).join('') + formatter.end();
}

const python = (code: string, input: string): string | null => {
  try {
    execFileSync('python3', ['-c', 'pass'], { stdio: 'ignore' });
  } catch {
    return null;
  }
  return execFileSync('python3', ['-c', code], {
    input,
    encoding: 'utf8',
    env: { ...process.env, PYTHONUTF8: '1' },
  });
};

describe('csv and tsv', () => {
  it('csv is read by csv-parse, a row a mention in the order of the text', async () => {
    const rows = parse(await write('csv'), { columns: true }) as Record<string, string>[];
    expect(rows.map(({ layer, text }) => [layer, text])).toEqual([
      ['entity', 'هاكان\nفيدان'],
      ['entity', 'دمشق'],
      ['date', 'بين 3 و5 آذار 2020'],
      ['quote', "'=قال نعم"],
      ['date', 'أمس'],
    ]);
    expect(rows[1]).toEqual({
      id: "'-1+1.txt",
      layer: 'entity',
      start: String(at('دمشق').start),
      end: String(at('دمشق').end),
      text: 'دمشق',
      type: 'LOC',
      value: '',
      name: 'دمشق',
      entity_id: 'iso:SY-DI',
      lat: '-33.5',
      lon: '36.3',
      confidence: '0.9',
    });
  });

  it.each(['=1+1', '+1', '-1', '@x', '\tx', '\rx', '＝1'])(
    'guards %j in cells of text unless csvRaw',
    async (text) => {
      const one = [record({ entities: [entity(text)] })];
      const read = (csv: string) => (parse(csv, { columns: true }) as Record<string, string>[])[0]!.text;
      expect(read(await write('csv', one))).toBe(`'${text}`);
      expect(read(await write('csv', one, { csvRaw: true }))).toBe(text);
    },
  );

  it('tsv has one line a mention and as many fields as heads', async () => {
    const lines = (await write('tsv')).slice(0, -1).split('\n');
    expect(lines.map((line) => line.split('\t').length)).toEqual(Array(6).fill(12));
    expect(lines[1]!.split('\t')[4]).toBe('هاكان\\nفيدان');
  });
});

describe('conll', () => {
  it('has one token a line, its offsets and a BIO tag', async () => {
    const lines = (await write('conll')).split('\n').filter((line) => line !== '');
    expect(lines[0]).toBe('-DOCSTART-\t-1+1.txt\t-\tO');
    const rows = lines.slice(1).map((line) => line.split('\t'));
    for (const [text, start, end] of rows) expect(TEXT.slice(Number(start), Number(end))).toBe(text);
    const tags = new Map(rows.map((row) => [row[0], row[3]]));
    expect([tags.get('هاكان'), tags.get('فيدان'), tags.get('بدمشق'), tags.get('زار')]).toEqual([
      'B-PER',
      'I-PER',
      'B-LOC',
      'O',
    ]);
    // A part of a mention never follows what it does not continue.
    rows.forEach(([, , , tag], i) => {
      if (tag!.startsWith('I-')) expect(rows[i - 1]![3]!.slice(1)).toBe(tag!.slice(1));
    });
  });
});

describe('brat', () => {
  it('has spans in code points that give their text back, without line breaks', async () => {
    const points = [...TEXT];
    const lines = (await write('brat')).trimEnd().split('\n');
    const grammar =
      /^(?:T\d+\t[\p{L}\p{N}_-]+ \d+ \d+(?:;\d+ \d+)*\t[^\t]+|N\d+\tReference T\d+ [^\s:]+:\S+\t.+|#\d+\tAnnotatorNotes T\d+\t.+)$/u;
    for (const line of lines) expect(line).toMatch(grammar);
    const bound = lines.filter((line) => line.startsWith('T')).map((line) => line.split('\t'));
    expect(bound).toHaveLength(5);
    for (const [, where, text] of bound) {
      const spans = where!.slice(where!.indexOf(' ') + 1).split(';');
      const pieces = spans.map((span) =>
        points.slice(...(span.split(' ').map(Number) as [number, number])).join(''),
      );
      expect(pieces.join(' ').replace(/\t/g, ' ')).toBe(text);
    }
  });

  it('has the text itself beside it', async () => {
    const formatter = await createFormatter('brat', {
      layers: LAYERS,
      terminal: false,
      color: false,
      width: 80,
    });
    expect(formatter.beside!(TEXT)).toEqual({ extension: 'txt', content: TEXT });
  });
});

describe('timeml', () => {
  it('is well-formed, has the text without what XML forbids, and ranges as two points and a duration', async () => {
    const xml = await write('timeml', [FULL, record({ id: 'second' })]);
    const code = `import sys,json,xml.etree.ElementTree as E
r=E.fromstring(sys.stdin.buffer.read())
print(json.dumps({'docs':[d.text for d in r.findall('DOCID')],'texts':[''.join(t.itertext()) for t in r.findall('TEXT')],'times':[t.attrib for t in r.findall('TEXT')[0].findall('TIMEX3')],'dct':r.find('DCT/TIMEX3').attrib['value']}))`;
    const read = python(code, xml);
    // Without Python at least every bracket and ampersand has to be one of markup.
    expect(xml.replace(/<[^<>]*>|&(?:amp|lt|gt|quot|#39|#13);/g, '')).not.toMatch(/[<>&\u0000-\u0008]/);
    if (read === null) return;
    const clean = TEXT.replace('\u0001', '');
    expect(JSON.parse(read)).toEqual({
      docs: ['-1+1.txt', 'second'],
      texts: [clean, clean],
      dct: '2020-03-14',
      times: [
        { tid: 't1', type: 'DURATION', value: 'P3D', beginPoint: 't2', endPoint: 't3' },
        { tid: 't2', type: 'DATE', value: '2020-03-03' },
        { tid: 't3', type: 'DATE', value: '2020-03-05' },
        { tid: 't4', type: 'DATE', value: '2020-03-13' },
      ],
    });
  });
});

describe('xml', () => {
  const parser = new XMLParser({ ignoreAttributes: false, preserveOrder: false, trimValues: false });
  it('TimeML is valid and is read with its TIMEX3', async () => {
    const xml = await write('timeml', [FULL, record({ id: 'second' })]);
    expect(XMLValidator.validate(xml)).toBe(true);
    const { TimeML } = parser.parse(xml);
    expect(TimeML.DOCID).toEqual(['-1+1.txt', 'second']);
    expect(TimeML.TEXT[0].TIMEX3.map((each: Record<string, string>) => each['@_value'])).toEqual([
      'P3D',
      '2020-03-03',
      '2020-03-05',
      '2020-03-13',
    ]);
  });

  it('GraphML is valid', async () => {
    expect(XMLValidator.validate(await write('graphml', [FULL]))).toBe(true);
  });
});

describe('geojson', () => {
  it.each([[[]], [[FULL]], [[FULL, FULL]]])('is what a validator takes: %#', async (records) => {
    const text = await write('geojson', records);
    expect(check(text).type).toBe('FeatureCollection');
    // The validator does find what is wrong.
    expect(() =>
      check(
        text
          .replace('[36.3,-33.5]', '[36.3]')
          .replace('"features"', records.length > 0 ? '"features"' : '"x"'),
      ),
    ).toThrow();
  });

  it.each([
    [0, []],
    [1, [FULL]],
    [2, [FULL, FULL]],
  ])('is one collection of points, longitude first: %i', async (count, records) => {
    const { type, features } = JSON.parse(await write('geojson', records));
    expect([type, features.length]).toEqual(['FeatureCollection', count]);
    for (const feature of features) {
      expect(Object.keys(feature)).toEqual(['type', 'geometry', 'properties']);
      expect(feature.geometry).toEqual({ type: 'Point', coordinates: [36.3, -33.5] });
      expect(feature.properties).toMatchObject({ document: '-1+1.txt', name: 'دمشق', id: 'iso:SY-DI' });
    }
  });
});

describe('html', () => {
  it('shows the text with its marks, right to left, and asks nobody for anything', async () => {
    const html = await write('html');
    expect(html).toMatch(/^<!doctype html>\n<html lang="ar" dir="rtl">/);
    expect(html).not.toMatch(/<script|<link|<img|https?:|\son\w+=/i);
    const style = /<style>([\s\S]*)<\/style>/.exec(html)![1]!;
    expect(html).toContain(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`);
    expect(html).toContain("default-src 'none'");
    expect(html).toContain('<mark class="LOC" title="LOC · دمشق · iso:SY-DI">دمشق</mark> &lt;b&gt;&amp; ');
    expect(html).toContain('<span class="quote">=قال نعم</span>');
  });

  it('is safe against hostile names', async () => {
    const hostile = '"><script>alert(1)</script>';
    const html = await write('html', [
      record({ id: hostile, entities: [entity(hostile, { type: hostile, id: hostile })] }),
    ]);
    expect(html).not.toContain('<script');
  });
});

const chromium = ['chromium', 'chromium-browser', 'google-chrome'].find(
  (name) => spawnSync(name, ['--version']).status === 0,
);
describe(
  chromium === undefined ? 'html in Chromium (skipped: there is none here)' : 'html in Chromium',
  () => {
    it.skipIf(chromium === undefined)(
      'is laid out right to left, with its marks, and nothing is refused by its own policy',
      async () => {
        const folder = mkdtempSync(join(tmpdir(), 'newsparse-page-'));
        const file = join(folder, 'page.html');
        writeFileSync(file, await write('html'));
        const flags = [
          '--headless',
          '--no-sandbox',
          '--disable-gpu',
          '--enable-logging=stderr',
          '--window-size=800,900',
        ];
        const run = spawnSync(chromium!, [...flags, '--dump-dom', `file://${file}`], {
          encoding: 'utf8',
          timeout: 60_000,
        });
        expect(run.stderr).not.toMatch(/Content Security Policy|CONSOLE/i);
        expect(run.stdout).toMatch(/<html lang="ar" dir="rtl">/);
        expect(run.stdout.match(/<mark class="(?:PER|LOC|date)" title=/g)?.length).toBeGreaterThanOrEqual(4);
        expect(run.stdout.match(/<table>/g)).toHaveLength(2);
        const picture = join(folder, 'page.png');
        spawnSync(chromium!, [...flags, `--screenshot=${picture}`, `file://${file}`], { timeout: 60_000 });
        const png = readFileSync(picture);
        expect(png.subarray(1, 4).toString()).toBe('PNG');
        // A page without its style or its text would be nearly empty and far smaller.
        expect(png.length).toBeGreaterThan(20_000);
        rmSync(folder, { recursive: true });
      },
      120_000,
    );
  },
);

describe('names of files', () => {
  it.each([
    ['a.csv', 'csv'],
    ['a.b.GEOJSON', 'geojson'],
    ['a.jsonl', 'ndjson'],
    ['a.txt', undefined],
    ['csv', undefined],
  ])('%s asks for %s', (name, format) => expect(formatOfName(name)).toBe(format));
});

describe('combinations that mean nothing', () => {
  const around = { terminal: false, columns: undefined, env: {} };
  it.each([
    [{ format: 'geojson', only: ['dates'] }],
    [{ format: 'timeml', only: ['entities'] }],
    [{ format: 'conll', only: ['quotes'] }],
    [{ format: 'json', csvRaw: true }],
    [{ format: 'csv', keepFields: true }],
    [{ format: 'html', onError: 'record' }],
    [{ format: 'csv', color: 'always' }],
  ])('%j is refused', (typed) =>
    expect(() => extractSettings(['a.txt'], typed, around)).toThrow(
      expect.objectContaining({ kind: expect.stringMatching(/^senseless/) }),
    ),
  );

  it.each([
    [{ format: 'tsv', csvRaw: true }, 'tsv'],
    [{ output: 'new.geojson' }, 'geojson'],
    [{ output: 'new.csv', csvRaw: true }, 'csv'],
    [{ output: 'new.txt' }, 'json'],
  ])('%j is %s', (typed, format) =>
    expect(extractSettings(['a.txt'], typed, around)).toMatchObject({ format }),
  );
});

describe('languages', () => {
  const braces = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

  it('the Arabic catalogue has every message with the same details, and no other', () => {
    const texts: Readonly<Record<string, string>> = messages.messages;
    expect(Object.keys(texts).sort()).toEqual([...Object.keys(MESSAGES), 'warning'].sort());
    for (const [kind, [, english]] of Object.entries(MESSAGES)) {
      expect([kind, braces(texts[kind]!)]).toEqual([kind, braces(english)]);
      // Some hand on what another part has said.
      if (texts[kind] !== '{reason}')
        expect([kind, texts[kind]]).toEqual([kind, expect.stringMatching(/[ء-ي]{2}/)]);
    }
  });

  it('what a file is instead of a text has a name in Arabic', () => {
    for (const what of NOT_TEXT)
      expect(messages.phrases).toHaveProperty([what], expect.stringMatching(/[ء-ي]/));
  });

  it('the words of tables are there in both languages', () => {
    const keys = (part: object): unknown =>
      Object.entries(part).map(([key, value]) => (typeof value === 'object' ? [key, keys(value)] : key));
    expect(keys(words.ar)).toEqual(keys(words.en));
  });

  it.each([
    [['extract', '--lang', 'ar'], {}, 'ar'],
    [['extract', '--lang=en'], { LANG: 'ar_EG.UTF-8' }, 'en'],
    [['extract', '--', '--lang=ar'], {}, 'en'],
    [[], { LC_ALL: 'en_US', LANG: 'ar' }, 'en'],
    [[], { LANG: 'arn_CL' }, 'en'],
  ])('%j with %j: %s', (args, env, lang) => expect(languageOfArguments(args, env)).toBe(lang));

  it('a locale is asked only when nothing is said', () =>
    expect(languageOf('en', { LANG: 'ar' })).toBe('en'));

  it.each([60, 80, 200])('table of vowelled, Latin and emoji names at %i cells', async (width) => {
    const entities = [
      entity('مُحَمَّدُ بْنُ سَلْمَانَ', { type: 'PER', role: 'وَلِيُّ العَهْدِ' }),
      entity('تويتر 👨‍👩‍👧', { type: 'ORG', chain: 2, name: 'Twitter 🎉 (NASDAQ)' }),
      entity('منظمة التعاون والتنمية في الميدان الاقتصادي', { type: 'ORG', chain: 3, name: 'OECD' }),
    ];
    expect(await write('table', [record({ entities })], { width })).toMatchSnapshot();
  });

  it.each([60, 80, 200])('Arabic table at %i cells', async (width) => {
    expect(await write('table', [FULL], { width, lang: 'ar' })).toMatchSnapshot();
  });
});

describe('what is made from the table of flags', () => {
  it.each(SHELLS)('completions of %s have every command and flag', (shell) => {
    const script = completionOf(shell);
    for (const { name } of COMMANDS) expect(script).toContain(name);
    for (const { name } of FLAGS) expect(script).toContain(shell === 'fish' ? `-l ${name}` : `--${name}`);
  });

  it.each([
    ['newsparse ex', 'extract'],
    ['newsparse extract --format ge', 'geojson'],
    ['newsparse extract --format = ge', 'geojson'],
    ['newsparse extract --types PER,OR', 'PER,ORG'],
    ['newsparse detect --enc', '--encoding'],
    ['newsparse gazetteer li', 'lint'],
  ])('bash completes %s', (line, expected) => {
    const script = `${completionOf('bash')}\nCOMP_WORDS=(${line}); COMP_CWORD=$((\${#COMP_WORDS[@]}-1)); _newsparse; echo "\${COMPREPLY[*]}"`;
    expect(execFileSync('bash', ['--norc', '-c', script], { encoding: 'utf8' })).toBe(`${expected}\n`);
  });

  it('manual and page have every command and flag', () => {
    const page = markdown();
    const man = manual().replace(/\\-/g, '-');
    for (const { name } of COMMANDS) expect(page).toContain(`## newsparse ${name}\n`);
    for (const { name } of FLAGS)
      expect([page.includes(`--${name}`), man.includes(`--${name}`)]).toEqual([true, true]);
  });
});
