import type { GazetteerEntry } from './entry.js';

/** A row of a GeoNames dump (cities500.txt, allCountries.txt): the columns of its readme, by number. */
const GEONAMES = {
  id: 0,
  name: 1,
  alternates: 3,
  lat: 4,
  lon: 5,
  featureClass: 6,
  featureCode: 7,
  country: 8,
  population: 14,
} as const;

/** Letters of Arabic; Persian, Urdu and Uyghur ones make a name one of those languages. */
const ARABIC_NAME = /^[\u0621-\u063a\u0641-\u064a\u064b-\u0652 '’-]+$/u;
/** What GeoNames calls populated places. */
const POPULATED = 'P';

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
    const entry = geoNamesEntry(line, keep);
    if (entry) yield entry;
  }
}

/**
 * The place in a line of a GeoNames dump; null when it has no name in Arabic script or is not kept, undefined when the
 * line is none.
 */
export function geoNamesEntry(
  line: string,
  keep: (featureCode: string, country: string, population: number) => boolean,
): GazetteerEntry | null | undefined {
  const cells = line.split('\t');
  if (cells.length < 15) return undefined;
  const population = Number(cells[GEONAMES.population]);
  const country = cells[GEONAMES.country]!;
  if (!keep(cells[GEONAMES.featureCode]!, country, population)) return null;
  const names = cells[GEONAMES.alternates]!.split(',').filter(
    (name) => ARABIC_NAME.test(name) && name.length > 2,
  );
  const [name, ...aliases] = names;
  if (name === undefined) return null;
  return {
    name,
    type: 'LOC',
    subtype: cells[GEONAMES.featureClass] === POPULATED ? 'city' : undefined,
    id: `geonames:${cells[GEONAMES.id]}`,
    country,
    lat: Number(cells[GEONAMES.lat]),
    lon: Number(cells[GEONAMES.lon]),
    weight: population,
    aliases,
  };
}
