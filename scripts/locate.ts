import type { GazetteerEntry } from '../src/gazetteer/entry.js';
import { formsOf } from '../src/lexicon/build.js';

/** Settlements: our row and GeoNames' record are one thing. */
const SETTLEMENTS = new Set(['capital', 'city', 'town', 'village', 'settlement']);
/** Divisions that are called like their chief town: its coordinates do, its id does not. */
const DIVISIONS = new Set(['province', 'district']);
/** A namesake with more than this share of the larger one's people leaves open which of them is meant. */
const OPEN = 0.25;

/**
 * Gives the places of our lists the coordinates, and settlements without an id the id, of the town that GeoNames has in
 * the same country under one of their names. What stands in the list itself holds; what is open stays without.
 */
export function locate(
  entries: readonly GazetteerEntry[],
  towns: readonly GazetteerEntry[],
): GazetteerEntry[] {
  const byName = new Map<string, GazetteerEntry[]>();
  for (const town of towns) {
    for (const key of keysOf(town)) byName.set(key, [...(byName.get(key) ?? []), town]);
  }
  return entries.map((entry) => {
    const { type, subtype = '', lat } = entry;
    const settlement = SETTLEMENTS.has(subtype);
    if (type !== 'LOC' || lat !== undefined || !(settlement || DIVISIONS.has(subtype))) return entry;
    const found = new Set(keysOf(entry).flatMap((key) => byName.get(key) ?? []));
    const [first, second] = [...found].sort((a, b) => (b.weight ?? 0) - (a.weight ?? 0));
    if (!first || (second && (second.weight ?? 0) >= OPEN * (first.weight ?? 0))) return entry;
    const place = { ...entry, lat: first.lat, lon: first.lon };
    return settlement ? { ...place, id: entry.id ?? first.id } : place;
  });
}

/** The country and each name, as names are looked up. */
function keysOf({ name, aliases = [], country }: GazetteerEntry): string[] {
  if (country === undefined) return [];
  return [...new Set([name, ...aliases].map((form) => `${country} ${formsOf(form).join(' ')}`))];
}
