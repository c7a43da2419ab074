import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import schema from '../schema/document.schema.json' with { type: 'json' };
import type { DocumentRecord } from '../src/document.js';
import { lineWriter } from '../src/formats/ndjson.js';
import { folder, root, shell } from './support/cli.js';
import { dateMention, entity, record } from './support/records.js';
import { isError, isRecord } from './support/schema.js';

const written = (values: Partial<DocumentRecord>) =>
  JSON.parse(lineWriter(['entities', 'dates', 'quotes'])(record(values)).toString());

describe('records that are right', () => {
  const cases: [what: string, value: Partial<DocumentRecord>][] = [
    ['empty', {}],
    ['with fields passed through', { meta: { section: 'politics', tags: ['a'], nested: { a: 1 } } }],
    [
      'with an entity',
      { entities: [entity('دمشق', { id: 'iso:SY-DI', lat: 33.5, lon: 36.3, country: 'SY' })] },
    ],
    ["with an id of the user's", { entities: [entity('x', { type: 'Ship', id: 'user:A 1' })] }],
    ['with a dateline', { dateline: { start: 0, end: 1, text: 'x', place: null, agencies: [], date: null } }],
    [
      'with a quote',
      { quotes: [{ start: 0, end: 1, text: 'x', kind: 'direct', speaker: null, verb: null }] },
    ],
    ['with a date and a time', { date: { value: '2013-02-12T04:30:00', source: 'record' } }],
    ['of a set', { dates: [dateMention('x', 'P1D', { type: 'SET', freq: '1D', grain: null })] }],
    ...[
      [
        '2020-03-05',
        '2020-03',
        '2020',
        '201',
        '19',
        '2020-W10',
        '2020-W10-WE',
        '2018-H1',
        '2020-Q1',
        '2020-SU',
      ],
      [
        '2020-03-05TNI',
        '2020-03-05T18:30',
        '2020-03-05T24:00',
        'T09:00',
        'XXXX-WXX-3',
        'XXXX-03-05',
        'PRESENT_REF',
      ],
      ['P1Y6M', 'PT3H', 'P1.5Y', 'PXD', '2019-10/2019-12', '2014/2018', 'BC0044', '-0044'],
    ]
      .flat()
      .map((value): [string, Partial<DocumentRecord>] => [value, { dates: [dateMention('x', value)] }]),
  ];
  it.each(cases)('%s', (_, values) => {
    isRecord(written(values));
    expect(isRecord.errors ?? []).toEqual([]);
  });
});

describe('records that are wrong', () => {
  const cases: [what: string, change: (value: Record<string, never>) => unknown][] = [
    ['a key too many', (r) => ({ ...r, extra: 1 })],
    ['a key too few', ({ dateline: _, ...r }) => r],
    ['another version', (r) => ({ ...r, schema: 2 })],
    ['no id', (r) => ({ ...r, id: null })],
    [
      'a share above one',
      (r) => ({ ...r, language: { code: 'ar', iso3: 'arb', arabicShare: 2, confidence: 1 } }),
    ],
    [
      'a language in words',
      (r) => ({ ...r, language: { code: 'Arabic', iso3: 'arb', arabicShare: 1, confidence: 1 } }),
    ],
    ['a day without zeros', (r) => ({ ...r, date: { value: '2020-3-5', source: 'argument' } })],
    ['a source that is none', (r) => ({ ...r, date: { value: '2020-03-05', source: 'clock' } })],
    ['an empty entity', (r) => ({ ...r, entities: [entity('')] })],
    ['a negative offset', (r) => ({ ...r, entities: [entity('x', { start: -1 })] })],
    ['a country of three letters', (r) => ({ ...r, entities: [entity('x', { country: 'SYR' })] })],
    ['an id without authority', (r) => ({ ...r, entities: [entity('x', { id: '169389' })] })],
    ['a latitude beyond the pole', (r) => ({ ...r, entities: [entity('x', { lat: 91 })] })],
    ['an entity key too many', (r) => ({ ...r, entities: [{ ...entity('x'), score: 1 }] })],
    ['a value in words', (r) => ({ ...r, dates: [dateMention('x', 'today')] })],
    ['from as a month', (r) => ({ ...r, dates: [dateMention('x', '2020', { from: '2020-01' })] })],
    ['a modifier that is none', (r) => ({ ...r, dates: [dateMention('x', '2020', { mod: 'LATE' })] })],
  ];
  it.each(cases)('%s', (_, change) => expect(isRecord(change(written({})))).toBe(false));
});

describe('what the command writes', () => {
  const files = folder({
    'bad.ndjson':
      '{"id":"a","text":"زار الوزير بيروت أمس"}\nno json\n{"id":2}\n{"text":"\\ud800 دمشق","tags":["x"]}\n',
    'a.txt': 'زار وزير الخارجية هاكان فيدان دمشق في 12 آذار 2020.',
  });
  let outputs: unknown[] = [];
  beforeAll(async () => {
    const fixtures = readdirSync(join(root, 'fixtures/articles')).filter((name) => name.endsWith('.txt'));
    const runs = await Promise.all([
      shell(`newsparse extract -f ndjson ${fixtures.join(' ')}`, join(root, 'fixtures/articles')),
      shell('newsparse extract -f ndjson bad.ndjson', files.path),
      shell('newsparse extract -f ndjson --keep-fields -d 2020-03-14 bad.ndjson', files.path),
      shell('newsparse extract -f ndjson --on-error record none.txt a.txt', files.path),
      shell('newsparse extract -f ndjson --only dates a.txt', files.path),
      shell('newsparse extract -f ndjson --default-date 2020-03-14 --types PER,NORP a.txt', files.path),
    ]);
    outputs = runs.flatMap((run) =>
      run.stdout
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    );
    expect(outputs).toHaveLength(fixtures.length + 4 + 4 + 2 + 1 + 1);
  });
  afterAll(files.remove);

  it('is a record or an error record, every line of it', () => {
    for (const value of outputs) {
      const validate = 'error' in (value as object) ? isError : isRecord;
      validate(value);
      expect({ value: (value as { id: unknown }).id, errors: validate.errors ?? [] }).toMatchObject({
        errors: [],
      });
    }
  });

  it('has both kinds in it', () => {
    expect(outputs.filter((value) => isError(value))).toHaveLength(5);
  });

  it('is what `newsparse schema` describes', async () => {
    const run = await shell('newsparse schema', root);
    expect([run.status, JSON.parse(run.stdout)]).toEqual([0, schema]);
  });
});

const AROUND = { before: '', after: '' };

it('has every key of the record in the order in which it is written', () => {
  const { record: definition, entity: entities, dateMention: dates, quote: quotes } = schema.$defs;
  const [value] = [
    written({
      entities: [entity('x', { attributes: { of: 'the user' }, entries: [], context: AROUND, features: [] })],
      alternatives: [],
      offsets: 'byte',
      dates: [
        dateMention('x', 'P1D', {
          type: 'SET',
          explain: { stated: {}, reference: null, tense: null },
          context: AROUND,
        }),
      ],
      quotes: [{ start: 0, end: 1, text: 'x', kind: 'direct', speaker: null, verb: null, context: AROUND }],
      page: { url: null, title: null, published: null, captured: null },
      text: 'x',
      meta: {},
    }),
  ];
  expect(Object.keys(value)).toEqual(Object.keys(definition.properties));
  expect(Object.keys(value.entities[0])).toEqual(Object.keys(entities.properties));
  expect(Object.keys(value.dates[0])).toEqual(Object.keys(dates.properties));
  expect(Object.keys(value.quotes[0])).toEqual(Object.keys(quotes.properties));
});
