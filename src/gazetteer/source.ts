import { parts, readTsv, TsvError } from '../lexicon/tsv.js';
import type { GazetteerEntry } from './entry.js';

/** `name` is for `newsparse gazetteer lint` alone. */
const FLAGS = new Set(['common', 'exact', 'name']);

/**
 * Reads names from commented TSV with a header: name, type, subtype, id, country, aliases (between |), flags, role,
 * lat, lon.
 * @throws TsvError with file and line for a row without a name or type, with an unknown flag, or off the map
 */
export function readNames(file: string, text: string): GazetteerEntry[] {
  return readTsv(file, text, ['name', 'type']).map(({ line, cells }) => {
    if (!cells.name || !cells.type) throw new TsvError(file, line, 'a name needs a form and a type');
    const flags = (cells.flags ?? '').split(' ').filter(Boolean);
    for (const flag of flags) if (!FLAGS.has(flag)) throw new TsvError(file, line, `unknown flag "${flag}"`);
    const [lat, lon] = [cells.lat, cells.lon].map((cell) => (cell ? Number(cell) : undefined));
    if (cells.lat || cells.lon)
      if (!(Math.abs(lat ?? Number.NaN) <= 90 && Math.abs(lon ?? Number.NaN) <= 180))
        throw new TsvError(file, line, `no coordinates: "${cells.lat} ${cells.lon}"`);
    return {
      name: cells.name,
      type: cells.type,
      subtype: cells.subtype || undefined,
      id: cells.id || undefined,
      country: cells.country || undefined,
      aliases: parts(cells.aliases),
      role: cells.role || undefined,
      lat,
      lon,
      common: flags.includes('common'),
      exact: flags.includes('exact'),
    };
  });
}
