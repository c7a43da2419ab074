import { EntryFlag } from '../gazetteer/entry.js';
import type { Gazetteer, NameRow } from '../gazetteer/gazetteer.js';
import { Neighbour as N } from './features.js';

/** Of each type the entry that a name means when nothing else says so. */
export interface Meanings {
  readonly place: NameRow | null;
  readonly person: NameRow | null;
  readonly organisation: NameRow | null;
  /** How many types it may have. */
  readonly types: number;
}

/** What there is to know about a name, whatever text it stands in. */
export interface KnownName {
  readonly rows: readonly NameRow[];
  readonly meanings: Meanings;
  /** Do some of the rows count in one exact spelling only? */
  readonly hasExact: boolean;
  /** Neighbour bits of its tokens. */
  readonly roles: number;
  /** Codes of the countries that have the name. */
  readonly countries: readonly string[];
}

/** Remembers the names that texts have had: most are the same few. */
export class NameMemory {
  private readonly known: (KnownName | undefined)[];

  constructor(private readonly gazetteer: Gazetteer) {
    this.known = new Array(gazetteer.rowCount);
  }

  /** @param name the value of a match */
  of(name: number): KnownName {
    this.known[name] ??= knownName(this.gazetteer.names(name));
    return this.known[name];
  }
}

/** Neighbour bits of the tokens of a name. */
export function rolesOf(rows: readonly NameRow[]): number {
  let roles = 0;
  for (const { flags, type } of rows) {
    if (flags & EntryFlag.common) continue;
    if (type === 'PER') roles |= N.person;
    else if (type === 'ORG') roles |= N.organisation;
    else if (type === 'LOC' && (flags & EntryFlag.bulk) === 0) roles |= N.place;
  }
  return roles;
}

function knownName(rows: readonly NameRow[]): KnownName {
  return {
    rows,
    meanings: meaningsOf(rows),
    hasExact: rows.some((row) => row.flags & EntryFlag.exact),
    roles: rolesOf(rows),
    countries: rows.filter((row) => row.subtype === 'country').map((row) => row.country),
  };
}

export function meaningsOf(rows: readonly NameRow[]): Meanings {
  const best = new Map<string, NameRow>();
  for (const row of rows) {
    const other = best.get(row.type);
    if (!other || rank(row) > rank(other)) best.set(row.type, row);
  }
  return {
    place: best.get('LOC') ?? null,
    person: best.get('PER') ?? null,
    organisation: best.get('ORG') ?? null,
    types: best.size,
  };
}

const RANKS: Readonly<Record<string, number>> = { country: 3e10, capital: 2e10 };

/**
 * Which of the entries of one name is meant when nothing else says so: a country, a capital, our own lists, then the larger
 * place.
 */
function rank({ flags, subtype, weight }: NameRow): number {
  const own = flags & EntryFlag.bulk ? 0 : (RANKS[subtype] ?? 1e10);
  return own + weight - (flags & EntryFlag.common ? 5e9 : 0);
}
