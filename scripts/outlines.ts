/** The outlines of the countries for the map of the report page (dist/report.json). */
import { readFileSync } from 'node:fs';
import { dataFile } from './data-packages.js';

/** Two-letter codes of the countries by their numbers (ISO 3166-1), from CLDR. */
function codes(): Map<string, string> {
  const { supplemental } = JSON.parse(
    readFileSync(dataFile('cldr-core/supplemental/codeMappings.json'), 'utf8'),
  ) as { supplemental: { codeMappings: Record<string, { _numeric?: string }> } };
  const found = new Map<string, string>();
  for (const [code, { _numeric: number }] of Object.entries(supplemental.codeMappings))
    if (number !== undefined && /^[A-Z]{2}$/.test(code)) found.set(number, code);
  return found;
}

interface Atlas {
  objects: Record<string, { geometries: { id?: string; properties?: { name?: string } }[] }>;
}

/** Natural Earth's countries (world-atlas) with our codes and without their names; Antarctica is left out. */
export function outlines(): string {
  const atlas = JSON.parse(readFileSync(dataFile('world-atlas/countries-50m.json'), 'utf8')) as Atlas;
  const byNumber = codes();
  const countries = atlas.objects.countries!;
  countries.geometries = countries.geometries
    .map(({ properties, ...geometry }) => ({
      ...geometry,
      // Kosovo has no number in ISO 3166; CLDR calls it XK.
      id: properties?.name === 'Kosovo' ? 'XK' : (byNumber.get(geometry.id ?? '') ?? ''),
    }))
    .filter(({ id }) => id !== 'AQ');
  atlas.objects = { countries };
  return JSON.stringify(atlas);
}
