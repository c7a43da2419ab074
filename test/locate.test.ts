import { describe, expect, it } from 'vitest';
import { locate } from '../scripts/locate.js';
import type { GazetteerEntry } from '../src/gazetteer/entry.js';
import { Pipeline } from '../src/pipeline.js';

const town = (id: number, name: string, country: string, weight: number): GazetteerEntry => ({
  name,
  type: 'LOC',
  subtype: 'city',
  id: `geonames:${id}`,
  country,
  lat: id,
  lon: -id,
  weight,
});
const towns = [
  town(1, 'طنجة', 'MA', 900_000),
  town(2, 'إربد', 'JO', 500_000),
  town(3, 'الحمراء', 'SA', 9_000),
  town(4, 'الحمراء', 'SA', 5_000),
  town(5, 'باريس', 'FR', 2_000_000),
  town(6, 'باريس', 'US', 25_000),
  town(7, 'تورونتو', 'CA', 2_700_000),
];
const place = (name: string, subtype: string, country: string, more: Partial<GazetteerEntry> = {}) => ({
  name,
  type: 'LOC',
  subtype,
  country,
  ...more,
});

describe('coordinates of places in our lists', () => {
  it.each([
    ['a town', place('طنجة', 'city', 'MA'), 1, 'geonames:1'],
    ['another spelling of hamza', place('اربد', 'city', 'JO'), 2, 'geonames:2'],
    ['an alias', place('طورونتو', 'city', 'CA', { aliases: ['تورونتو'] }), 7, 'geonames:7'],
    ['the one of the same country', place('باريس', 'city', 'US'), 6, 'geonames:6'],
    ['a province has the place of its chief town', place('إربد', 'province', 'JO'), 2, undefined],
    ['and its own id', place('إربد', 'province', 'JO', { id: 'iso:JO-IR' }), 2, 'iso:JO-IR'],
    ['two of about one size', place('الحمراء', 'town', 'SA'), undefined, undefined],
    ['no such country', place('طنجة', 'city', 'ES'), undefined, undefined],
    ['no settlement', place('طنجة', 'airport', 'MA'), undefined, undefined],
    ['what the list says', place('طنجة', 'city', 'MA', { lat: 35.5, lon: -5.5 }), 35.5, undefined],
  ])('%s', (_, entry, lat, id) => {
    const [located] = locate([entry], towns);
    expect(located!.lat).toBe(lat);
    expect(located!.id).toBe(id);
  });

  it.each([
    ['باريس', 'geonames:2988507', 48.9, 2.3],
    ['الموصل', null, 36.3, 43.1],
  ])('in the bundled names: %s', (name, id, lat, lon) => {
    const [entity] = Pipeline.load().extract({ id: 'test', text: `وصل الوفد إلى ${name} أمس.` }).entities;
    expect(entity).toMatchObject({ text: name, type: 'LOC', id });
    expect(entity!.lat).toBeCloseTo(lat, 0);
    expect(entity!.lon).toBeCloseTo(lon, 0);
  });
});
