import { EntryFlag } from '../gazetteer/entry.js';
import type { Gazetteer, NameRow } from '../gazetteer/gazetteer.js';
import { Neighbour as N } from './features.js';

/** What a name may well be. */
export interface Certain {
  readonly place: boolean;
  readonly person: boolean;
  readonly organisation: boolean;
}

/** Of each type the entry that a name means when nothing else says so. */
export interface Meanings {
  readonly place: NameRow | null;
  readonly person: NameRow | null;
  readonly organisation: NameRow | null;
  /** How many types it may have. */
  readonly types: number;
  /** As which of the three it is no everyday word or phrase; null where it is one as all of them. */
  readonly certain: Certain | null;
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

/** Of nearly all names: one array that stays in the processor's cache. */
const NO_COUNTRIES: readonly string[] = [];

function knownName(rows: readonly NameRow[]): KnownName {
  const countries = rows.filter((row) => row.subtype === 'country').map((row) => row.country);
  return {
    rows,
    meanings: meaningsOf(rows),
    hasExact: rows.some((row) => row.flags & EntryFlag.exact),
    roles: rolesOf(rows),
    countries: countries.length > 0 ? countries : NO_COUNTRIES,
  };
}

export function meaningsOf(rows: readonly NameRow[]): Meanings {
  const best = new Map<string, NameRow>();
  for (const row of rows) {
    const other = best.get(row.type);
    if (!other || rank(row) > rank(other)) best.set(row.type, row);
  }
  const isCertain = (type: string) => best.has(type) && (best.get(type)!.flags & EntryFlag.common) === 0;
  const certain = { place: isCertain('LOC'), person: isCertain('PER'), organisation: isCertain('ORG') };
  return {
    place: best.get('LOC') ?? null,
    person: best.get('PER') ?? null,
    organisation: best.get('ORG') ?? null,
    types: best.size,
    certain: certain.place || certain.person || certain.organisation ? certain : null,
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
