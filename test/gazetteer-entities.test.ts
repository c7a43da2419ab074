import { describe, expect, test } from 'vitest';
import { compileGazetteer } from '../src/gazetteer/compile-user.js';
import type { GazetteerEntry } from '../src/gazetteer/entry.js';
import { loadGazetteer } from '../src/gazetteer/user.js';
import { Pipeline, type PipelineOptions } from '../src/pipeline.js';

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
    const text = 'قال مسؤول إن مصر وفرنسا وسوريا تدرس الأمر';
    const names = (defaultGazetteer: boolean) =>
      load([[{ name: 'سوريا', type: 'LOC' }]], { defaultGazetteer })
        .extract({ id: 'a', text })
        .entities.map((entity) => entity.text);
    expect(names(true)).toEqual(['مصر', 'فرنسا', 'سوريا']);
    expect(names(false)).toEqual(['سوريا']);
  });

  test('only the types that are asked for', () => {
    const { entities } = load([[militia]]).extract({ id: 'a', text: 'لواء الرعد' }, { types: ['PER'] });
    expect(entities).toEqual([]);
  });
});
