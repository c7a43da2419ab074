import { describe, expect, test } from 'vitest';
import type { DocumentRecord } from '../src/document.js';
import { createFormatter } from '../src/formats/index.js';
import { compileGazetteer } from '../src/gazetteer/compile-user.js';
import type { GazetteerEntry } from '../src/gazetteer/entry.js';
import { loadGazetteer } from '../src/gazetteer/user.js';
import { Pipeline, type PipelineOptions } from '../src/pipeline.js';
import { expectRecord } from './support/schema.js';

const load = (lists: GazetteerEntry[][], more: PipelineOptions = {}) =>
  Pipeline.load({ gazetteers: lists.map((list) => loadGazetteer(compileGazetteer(list))), ...more });
const militia: GazetteerEntry = {
  name: 'لواء الرعد',
  type: 'MILITIA',
  id: 'user:1',
  subtype: 'armed',
  country: 'LY',
  lat: 32.5,
  lon: 13,
  attributes: { side: 'west' },
};

describe("the user's names in the record", () => {
  test('id, subtype, type, coordinates and attributes come through', () => {
    const text = 'دخلت المدينة قوات للواء الرعد وبلواء الرعد أمس';
    const { entities } = load([[militia]]).extract({ id: 'a', text });
    const own = entities.filter((entity) => entity.type === 'MILITIA');
    expect(own.map((entity) => entity.prefix)).toEqual(['ل', 'وب']);
    expect(own[0]).toMatchObject({
      text: 'لواء الرعد',
      id: 'user:1',
      subtype: 'armed',
      country: 'LY',
      lat: 32.5,
      lon: 13,
      confidence: 1,
      rule: 'gazetteer',
      attributes: { side: 'west' },
    });
    expect(own[0]!.chain).toBe(own[1]!.chain);
    expect(text.slice(own[1]!.start, own[1]!.end)).toBe(own[1]!.text);
  });

  test('no attributes, no key', () => {
    const { entities } = load([[{ name: 'لواء الرعد', type: 'X' }]]).extract({ id: 'a', text: 'لواء الرعد' });
    expect(entities).toHaveLength(1);
    expect('attributes' in entities[0]!).toBe(false);
  });

  test('they win over the bundled ones', () => {
    const { entities } = load([[{ name: 'باريس', type: 'COMPANY' }]]).extract({
      id: 'a',
      text: 'زار الرئيس الفرنسي باريس أمس',
    });
    expect(entities.filter((entity) => entity.text === 'باريس').map((entity) => entity.type)).toEqual([
      'COMPANY',
    ]);
  });

  test('unless they are flagged as common', () => {
    const list = [{ name: 'باريس', type: 'COMPANY', common: true }];
    const { entities } = load([list]).extract({ id: 'a', text: 'زار الرئيس الفرنسي العاصمة باريس أمس' });
    expect(entities.filter((entity) => entity.text === 'باريس').map((entity) => entity.type)).toEqual([
      'LOC',
    ]);
  });

  test('the gazetteer that was given first wins', () => {
    const lists = [[{ name: 'لواء الرعد', type: 'A' }], [{ name: 'لواء الرعد', type: 'B' }]];
    const types = (all: typeof lists) =>
      load(all)
        .extract({ id: 'a', text: 'لواء الرعد' })
        .entities.map(({ type }) => type);
    expect(types(lists)).toEqual(['A']);
    expect(types([...lists].reverse())).toEqual(['B']);
  });

  test('all overlaps', () => {
    const pipeline = load([[militia, { name: 'الرعد', type: 'GUN' }], [{ name: 'لواء', type: 'UNIT' }]]);
    const document = { id: 'a', text: 'لواء الرعد' };
    expect(pipeline.extract(document).entities.map(({ type }) => type)).toEqual(['MILITIA']);
    expect(pipeline.extract(document, { overlaps: 'all' }).entities.map(({ type }) => type)).toEqual([
      'MILITIA',
      'UNIT',
      'GUN',
    ]);
  });

  test('instead of the bundled ones', () => {
    const text = 'قال مسؤول إن مصر وسوريا تدرسان الأمر';
    const names = (defaultGazetteer: boolean) =>
      load([[{ name: 'سوريا', type: 'LOC' }]], { defaultGazetteer })
        .extract({ id: 'a', text })
        .entities.map((entity) => entity.text);
    expect(names(true)).toEqual(['مصر', 'سوريا']);
    expect(names(false)).toEqual(['سوريا']);
  });

  test('only the types that are asked for', () => {
    const { entities } = load([[militia]]).extract({ id: 'a', text: 'لواء الرعد' }, { types: ['PER'] });
    expect(entities).toEqual([]);
  });

  describe('one name with many entries', () => {
    const towns: GazetteerEntry[] = [
      { name: 'طرابلس', type: 'LOC', id: 'x:lb', country: 'LB', weight: 5, attributes: { sea: 'east' } },
      { name: 'طرابلس', type: 'LOC', id: 'x:ly', country: 'LY', weight: 9, lat: 32.9, lon: 13.2 },
      { name: 'طرابلس الغرب', type: 'CLUB', aliases: ['طرابلس'], weight: 99 },
      { name: 'بنغازي', type: 'LOC', id: 'x:2' },
    ];
    const nothing = { subtype: null, role: null, country: null, lat: null, lon: null };
    const text = 'وصل من بنغازي إلى طرابلس ثم من طرابلس إلى بنغازي';

    test('gives all of them, best first; a name with one has no list', async () => {
      const record = load([towns], { defaultGazetteer: false }).extract({ id: 'a', text });
      const own = record.entities.filter((entity) => entity.name === 'طرابلس');
      expect(own).toHaveLength(2);
      for (const entity of own) {
        expect(entity).toMatchObject({ id: 'x:ly', country: 'LY', lat: 32.9 });
        expect(entity.entries).toEqual([
          { ...nothing, type: 'LOC', id: 'x:ly', name: 'طرابلس', country: 'LY', lat: 32.9, lon: 13.2 },
          { ...nothing, type: 'LOC', id: 'x:lb', name: 'طرابلس', country: 'LB', attributes: { sea: 'east' } },
          { ...nothing, type: 'CLUB', id: null, name: 'طرابلس الغرب' },
        ]);
      }
      expect(record.entities.filter(({ entries }) => entries === undefined)).toHaveLength(2);
      expectRecord(record);
      for (const format of ['json', 'ndjson'] as const) {
        const settings = { layers: ['entities'] as const, terminal: false, color: false, width: 80 };
        const formatter = await createFormatter(format, settings);
        const written = JSON.parse(`${formatter.record(record, text)}`) as DocumentRecord;
        expect(written.entities[1]!.entries).toEqual(own[0]!.entries);
      }
    });

    test('sixteen at most, in the text and in memory', () => {
      const many = Array.from({ length: 10_000 }, (_, i) => ({
        name: 'طرابلس',
        type: 'LOC',
        id: `x:${i}`,
        weight: i,
      }));
      const pipeline = load([many], { defaultGazetteer: false });
      const { entities } = pipeline.extract({ id: 'a', text: 'طرابلس، '.repeat(2000) });
      expect(entities).toHaveLength(2000);
      const ids = Array.from({ length: 16 }, (_, i) => `x:${9999 - i}`);
      for (const { entries } of entities) expect(entries!.map(({ id }) => id)).toEqual(ids);
    });
  });
});
