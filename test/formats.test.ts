import './support/string-width.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentRecord, Layer } from '../src/document.js';
import { createFormatter, type FormatSettings } from '../src/formats/index.js';
import type { FormatName } from '../src/formats/names.js';
import { fitColumns } from '../src/formats/table.js';
import { displayWidth } from '../src/text/width.js';
import { dateMention, entity, record } from './support/records.js';

const LAYERS: Layer[] = ['entities', 'dates', 'quotes'];

async function write(
  name: FormatName,
  records: DocumentRecord[],
  settings: Partial<FormatSettings> = {},
): Promise<string> {
  const all = { layers: LAYERS, terminal: false, color: false, width: 80, ...settings };
  const formatter = await createFormatter(name, all);
  return formatter.begin() + records.map((each) => formatter.record(each, TEXT)).join('') + formatter.end();
}

/** What the formats that show the text are given. */
const TEXT = '';

const FULL = record({
  date: { value: '2020-03-14', source: 'dateline' },
  dateline: { start: 0, end: 5, text: 'بيروت', place: 'بيروت', agencies: ['سانا'], date: '2020-03-14' },
  entities: [
    entity('هاكان فيدان', { type: 'PER', subtype: 'politician', role: 'وزير الخارجية', chain: 1 }),
    entity('دمشق', {
      subtype: 'city',
      id: 'iso:SY-DI',
      country: 'SY',
      lat: 33.5,
      lon: 36.3,
      chain: 2,
      prefix: 'ب',
    }),
    entity('فيدان', { type: 'PER', subtype: 'politician', name: 'هاكان فيدان', chain: 1 }),
    entity('الأُمَم المُتَّحِدَة', { type: 'ORG', name: 'الأمم المتحدة', chain: 3 }),
  ],
  dates: [
    dateMention('٥ آذار', '2020-03-05', { from: '2020-03-05', to: '2020-03-06', inferred: ['year'] }),
    dateMention('كل يوم', 'P1D', { type: 'SET', freq: '1D' }),
    dateMention('19 رجب 1441', '2020-03-14', { calendar: 'islamic-umalqura', original: '1441-07-19' }),
  ],
  quotes: [
    {
      start: 1,
      end: 4,
      text: 'نعم',
      kind: 'direct',
      speaker: { start: 6, end: 9, text: 'فيدان', chain: 1 },
      verb: 'قال',
    },
  ],
});

describe('json and ndjson', () => {
  it('are the same value, one indented, one a line', async () => {
    const json = await write('json', [FULL]);
    const ndjson = await write('ndjson', [FULL]);
    expect(JSON.parse(json)).toEqual(JSON.parse(ndjson));
    expect([json.split('\n').length > 50, ndjson.split('\n').length]).toEqual([true, 2]);
  });

  it('have their keys in the order of the schema, whatever order they were made in', async () => {
    const reversed = <T>(value: T): T => {
      if (Array.isArray(value)) return value.map(reversed) as T;
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, part]) => [key, reversed(part)]),
      ) as T;
    };
    expect(await write('ndjson', [reversed(FULL)])).toBe(await write('ndjson', [FULL]));
  });

  it.each([
    [['entities'], ['schema', 'id', 'language', 'date', 'dateline', 'entities']],
    [
      ['dates', 'entities'],
      ['schema', 'id', 'language', 'date', 'dateline', 'entities', 'dates'],
    ],
    [LAYERS, ['schema', 'id', 'language', 'date', 'dateline', 'entities', 'dates', 'quotes']],
  ] as [Layer[], string[]][])('with the layers %j have the keys %j', async (layers, keys) => {
    expect(Object.keys(JSON.parse(await write('ndjson', [record()], { layers })))).toEqual(keys);
  });

  it('have null and [] where there is nothing', async () => {
    const empty = { date: null, dateline: null, entities: [], dates: [], quotes: [] };
    expect(JSON.parse(await write('json', [record()]))).toMatchObject(empty);
  });

  it('give quant and freq to sets only', async () => {
    const { dates } = JSON.parse(await write('json', [FULL]));
    expect(dates.map((date: object) => 'freq' in date)).toEqual([false, true, false]);
    expect(dates[1]).toMatchObject({ quant: null, freq: '1D' });
  });

  it.each(['json', 'ndjson'] as const)(
    '%s has U+FFFD for half of a surrogate pair, in its place',
    async (name) => {
      const long = `${'دمشق '.repeat(9)}\ud83d`;
      const text = await write(name, [
        record({
          id: '\ude00',
          entities: [entity('\ud83dدمشق\udc00'), entity(long), entity('😀\\ud83d')],
          meta: { 'k\ud83d': ['\\\ud83d', '😀'] },
        }),
      ]);
      expect(text.isWellFormed()).toBe(true);
      // Readers such as DuckDB refuse the escape.
      expect(text.replaceAll('\\\\', '')).not.toMatch(/\\u[dD][89abAB]/);
      const { id, entities, meta } = JSON.parse(text);
      expect(id).toBe('\ufffd');
      expect(entities.map((each: { text: string }) => each.text)).toEqual([
        '\ufffdدمشق\ufffd',
        `${'دمشق '.repeat(9)}\ufffd`,
        '😀\\ud83d',
      ]);
      expect(meta).toEqual({ 'k\ufffd': ['\\\ufffd', '😀'] });
    },
  );

  it('ndjson has no line end of any kind inside a line', async () => {
    const text = await write('ndjson', [record({ id: 'a\u2028b\u2029c\u0085d\ne\r' })]);
    expect(text.split(/[\r\n\u0085\u2028\u2029]/)).toHaveLength(2);
    expect(JSON.parse(text).id).toBe('a\u2028b\u2029c\u0085d\ne\r');
  });

  it('ndjson writes any strings and numbers as JSON.stringify does, but for line ends and halves of pairs', async () => {
    const letters = fc.string({
      unit: fc.oneof(
        fc.constantFrom(
          '"',
          '\\',
          '\u0000',
          '\n',
          '\u007f',
          '\u0085',
          '\u2028',
          '\u2029',
          '\u202a',
          '\ufffd',
        ),
        fc.constantFrom('ب', 'é', '«', '…', 'ﷲ', '😀', '\ud83d', '\ude00', 'a'),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      ),
      maxLength: 40,
    });
    const number = fc.oneof(
      fc.nat(),
      fc.double(),
      fc.constantFrom(0, -0, 9, 10, 999_999_999, 1e9, 2 ** 31, 2 ** 32, 2 ** 53, 1e21, -33.5, 0.97),
    );
    const values = fc.record({ id: letters, text: letters, name: letters, lat: number, start: fc.nat() });
    await fc.assert(
      fc.asyncProperty(values, fc.jsonValue(), async ({ id, text, name, lat, start }, meta) => {
        const made = record({
          id,
          entities: [entity(text, { name, lat, start })],
          dates: [dateMention(text, name, { inferred: [text, name] })],
          quotes: [{ start, end: start, text, kind: 'direct', speaker: null, verb: name }],
          meta: { meta },
        });
        const wellFormed = (_: string, value: unknown) =>
          typeof value === 'string' ? value.toWellFormed() : value;
        const expected = JSON.stringify(made, wellFormed).replace(
          /[\u0085\u2028\u2029]/g,
          (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
        );
        expect(await write('ndjson', [made])).toBe(`${expected}\n`);
      }),
    );
  });

  it.each(['json', 'ndjson'] as const)('%s on a terminal has nothing that it would obey', async (name) => {
    const id = 'a\u202eb\u001b[0m\u009bc\u2066';
    const text = await write(name, [record({ id })], { terminal: true });
    expect(text).not.toMatch(/[\u001b\u009b\u202e\u2066]/);
    expect(JSON.parse(text).id).toBe(id);
  });

  it('write error records as they are', async () => {
    const error = { id: 'a:2', error: { code: 'NP121', message: 'is no JSON', line: 2 } };
    const formatter = await createFormatter('ndjson', {
      layers: LAYERS,
      terminal: false,
      color: false,
      width: 80,
    });
    expect(formatter.error(error)).toBe(`${JSON.stringify(error)}\n`);
  });
});

describe('table', () => {
  it('shows each entity once, with its mentions, role and other name', async () => {
    const lines = (await write('table', [FULL])).split('\n');
    const row = (text: string) => lines.find((line) => line.startsWith(text))?.split(/ {2,}/);
    expect(row('هاكان فيدان')).toEqual(['هاكان فيدان', 'PER politician', 'وزير الخارجية', '2']);
    expect(row('دمشق')).toEqual(['دمشق', 'LOC city', '1']);
    // Only a name that says more is shown beside the text.
    expect(row('الأُمَم المُتَّحِدَة')).toEqual(['الأُمَم المُتَّحِدَة', 'ORG', '1']);
    expect(row('٥ آذار')).toEqual(['٥ آذار', '2020-03-05', '2020-03-05', '2020-03-06', 'year inferred']);
    expect(row('19 رجب 1441')).toEqual([
      '19 رجب 1441',
      '2020-03-14',
      '–',
      '–',
      'islamic-umalqura 1441-07-19',
    ]);
    expect(row('فيدان')).toEqual(['فيدان', 'نعم']);
    expect(lines.slice(-3, -1).join(' ')).toBe(
      '3 entities, 4 mentions · 3 dates · 1 quote · language ar · reference date 2020-03-14 (dateline)',
    );
  });

  it.each([40, 60, 80, 200])('keeps its columns aligned and its width at %i cells', async (width) => {
    const entities = [
      entity('مُحَمَّدُ بْنُ سَلْمَانَ', { type: 'PER', chain: 1, role: 'وَلِيُّ العَهْدِ' }),
      entity('منظمة التعاون والتنمية في الميدان الاقتصادي', {
        type: 'ORG',
        chain: 2,
        name: 'OECD 🎉 經濟合作暨發展組織',
      }),
      entity('تويتر 👨‍👩‍👧', { type: 'ORG', chain: 3 }),
      entity('NATO', { type: 'ORG', chain: 4, subtype: 'international', name: 'حلف شمال الأطلسي' }),
    ];
    const [, , head, rule, ...rows] = (await write('table', [record({ entities })], { width })).split('\n');
    const body = rows.slice(0, rows.indexOf(''));
    // The columns begin where the line under the heads does.
    const columns = [...rule!.matchAll(/─+/g)].map((match) => match.index);
    expect(columns.map((at) => head!.slice(at).trimStart().split(/ {2}/)[0])).toHaveLength(4);
    for (const line of body) {
      expect(displayWidth(line)).toBeLessThanOrEqual(width);
      for (const at of columns.slice(1)) expect(cellsBefore(line, at)).toMatch(/^$| {2}$/);
    }
    expect(body.filter((line) => line.includes('…')).length > 0).toBe(width <= 60);
  });

  it('isolates texts on a terminal only', async () => {
    expect(await write('table', [FULL])).not.toMatch(/[\u2066-\u2069]/);
    const text = await write('table', [FULL], { terminal: true });
    expect(text).toContain('\u2068هاكان فيدان\u2069');
    expect(text.match(/\u2068/g)).toHaveLength(text.match(/\u2069/g)!.length);
  });

  it('is cleaned of what a terminal would obey', async () => {
    const entities = [entity('\u202eدمشق\u001b[2J\nالقديمة', { name: '\u2066x\u009b' })];
    const text = await write('table', [record({ id: '\u001b]0;a\u0007b', entities })], { color: true });
    expect(text.replace(/\u001b\[\d+m/g, '')).not.toMatch(
      /[\u0000-\u0009\u000b-\u001f\u0080-\u009f\u202a-\u202e\u2066-\u2069]/,
    );
    expect(text).toContain('دمشق[2J القديمة');
  });

  it('has colours when asked for', async () => {
    expect(await write('table', [FULL], { color: true })).toContain('\u001b[36mPER politician\u001b[39m');
    expect(await write('table', [FULL])).not.toContain('\u001b');
  });

  it('of nothing is its heading and the line that sums up', async () => {
    expect(await write('table', [record()])).toBe(
      'article.txt\n\n0 entities, 0 mentions · 0 dates · language ar\n',
    );
  });

  it('stands apart from the one before it', async () => {
    expect(await write('table', [record(), record()])).toContain('language ar\n\narticle.txt');
  });
});

/** The text in the cells before a column, for one that begins at a cell. */
function cellsBefore(line: string, cells: number): string {
  let text = '';
  for (const { segment } of new Intl.Segmenter().segment(line)) {
    if (displayWidth(text) >= cells) return text;
    text += segment;
  }
  return '';
}

describe('fitColumns', () => {
  it.each([
    [[10, 10], 30, [10, 10]],
    [[40, 10], 30, [20, 10]],
    [[40, 40, 4], 30, [13, 13, 4]],
    [[40, 40], 5, [8, 8]],
  ])('%j into %i', (wanted, available, expected) => expect(fitColumns(wanted, available)).toEqual(expected));
});
