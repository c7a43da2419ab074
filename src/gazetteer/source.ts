import { parts, readTsv, TsvError } from '../lexicon/tsv.js';
import type { GazetteerEntry } from './entry.js';

/**
 * Reads names from commented TSV with a header: name, type, subtype, id, country, aliases (between |), flags, role.
 * @throws TsvError with file and line for a row without a name or type, or with an unknown flag
 */
export function readNames(file: string, text: string): GazetteerEntry[] {
  return readTsv(file, text, ['name', 'type']).map(({ line, cells }) => {
    if (!cells.name || !cells.type) throw new TsvError(file, line, 'a name needs a form and a type');
    const flags = (cells.flags ?? '').split(' ').filter(Boolean);
    for (const flag of flags)
      if (flag !== 'common' && flag !== 'exact') throw new TsvError(file, line, `unknown flag "${flag}"`);
    return {
      name: cells.name,
      type: cells.type,
      subtype: cells.subtype || undefined,
      id: cells.id || undefined,
      country: cells.country || undefined,
      aliases: parts(cells.aliases),
      role: cells.role || undefined,
      common: flags.includes('common'),
      exact: flags.includes('exact'),
    };
  });
}

/** A row of a GeoNames dump (cities500.txt, allCountries.txt): the columns of its readme, by number. */
const GEONAMES = {
  id: 0,
  name: 1,
  alternates: 3,
  lat: 4,
  lon: 5,
  featureCode: 7,
  country: 8,
  population: 14,
} as const;

/** Letters of Arabic; Persian, Urdu and Uyghur ones make a name one of those languages. */
const ARABIC_NAME = /^[\u0621-\u063a\u0641-\u064a\u064b-\u0652 '’-]+$/u;

/**
 * Reads populated places with names in Arabic script from a GeoNames dump (tab-separated, no header).
 * Source of the format: GeoNames' readme for its export dumps.
 * @param keep decides by feature code, country and population
 */
export function* readGeoNames(
  text: string,
  keep: (featureCode: string, country: string, population: number) => boolean,
): Generator<GazetteerEntry> {
  for (const line of text.split('\n')) {
    const cells = line.split('\t');
    if (cells.length < 15) continue;
    const population = Number(cells[GEONAMES.population]);
    const country = cells[GEONAMES.country]!;
    if (!keep(cells[GEONAMES.featureCode]!, country, population)) continue;
    const names = cells[GEONAMES.alternates]!.split(',').filter(
      (name) => ARABIC_NAME.test(name) && name.length > 2,
    );
    const [name, ...aliases] = names;
    if (name === undefined) continue;
    yield {
      name,
      type: 'LOC',
      subtype: 'city',
      id: `geonames:${cells[GEONAMES.id]}`,
      country,
      lat: Number(cells[GEONAMES.lat]),
      lon: Number(cells[GEONAMES.lon]),
      weight: population,
      aliases,
    };
  }
}
