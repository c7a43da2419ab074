/** The fields of a row or record of a list, and the entry that they make. */
import type { GazetteerEntry } from './entry.js';
import type { ListFormat } from './formats.js';

/** What can be wrong with a row. All but the last two leave it out. */
export type RowFault =
  | 'no-name-column'
  | 'too-many-cells'
  | 'too-few-cells'
  | 'empty-name'
  | 'no-type'
  | 'unknown-flag'
  | 'bad-json'
  | 'bad-csv'
  | 'bad-coordinates'
  | 'bad-weight';

export interface ListOptions {
  readonly format: ListFormat;
  /** Type of the entries that say none. */
  readonly type?: string | undefined;
  /** Is told of each bad row. */
  readonly onFault: (line: number, fault: RowFault, detail: string) => void;
}

/**
 * Takes the entries of a list.
 * @param isName the list says that it means the name, although that is an everyday word (flag `name`); for `lint`
 */
export type Visit = (entry: GazetteerEntry, line: number, isName: boolean) => void;

/** Other names of columns that lists have. */
const SYNONYMS: Readonly<Record<string, string>> = {
  label: 'type',
  alias: 'aliases',
  latitude: 'lat',
  longitude: 'lon',
  lng: 'lon',
  long: 'lon',
  population: 'weight',
  title: 'role',
};
const KNOWN = [
  'name',
  'type',
  'subtype',
  'id',
  'country',
  'role',
  'lat',
  'lon',
  'weight',
  'aliases',
  'flags',
] as const;
type Known = (typeof KNOWN)[number];

const FLAGS: ReadonlySet<string> = new Set(['common', 'exact', 'name']);

/** Which field a column or key is; undefined for an attribute of the user's. */
function knownAs(column: string): Known | undefined {
  const lower = column.toLowerCase();
  const name = SYNONYMS[lower] ?? lower;
  return KNOWN.find((known) => known === name);
}

export class Fields {
  private readonly targets: (Known | undefined)[];
  /** Is there a column of names? */
  readonly hasName: boolean;
  private readonly keys = new Map<string, Known | undefined>();
  private known: Partial<Record<Known, unknown>> = {};
  private attributes: [string, unknown][] | undefined;

  /** @param columns of a table, where there are any */
  constructor(
    private readonly options: ListOptions,
    private readonly columns: readonly string[] = [],
  ) {
    this.targets = columns.map(knownAs);
    this.hasName = this.targets.includes('name');
  }

  /** Has a key a meaning, whatever its case? */
  static isKnown(key: string): boolean {
    return knownAs(key) !== undefined;
  }

  /** Sets the value of a column. */
  setColumn(column: number, value: string): void {
    if (value !== '') this.put(this.targets[column], this.columns[column]!, value);
  }

  /** Sets the value of a key. */
  set(key: string, value: unknown): void {
    if (value === '' || value === null || value === undefined) return;
    let target = this.keys.get(key);
    if (target === undefined && !this.keys.has(key)) {
      target = knownAs(key);
      if (this.keys.size < MAX_KEYS) this.keys.set(key, target);
    }
    if (key === 'attributes' && typeof value === 'object') {
      for (const [name, inner] of Object.entries(value)) this.put(undefined, name, inner);
    } else this.put(target, key, value);
  }

  private put(target: Known | undefined, name: string, value: unknown): void {
    if (target !== undefined && this.known[target] === undefined) this.known[target] = value;
    else {
      this.attributes ??= [];
      this.attributes.push([name, value]);
    }
  }

  /** Gives the entry of what was set, or tells what is wrong with it, and forgets it. */
  finish(line: number, visit: Visit): void {
    const { known, attributes = [], options } = this;
    this.known = {};
    this.attributes = undefined;
    const name = textOf(known.name);
    const type = textOf(known.type) ?? options.type;
    if (name === undefined || type === undefined) {
      options.onFault(line, name === undefined ? 'empty-name' : 'no-type', name ?? '');
      return;
    }
    const flags = known.flags === undefined ? NO_FLAGS : flagsOf(known.flags);
    const unknown = flags.find((flag) => !FLAGS.has(flag));
    if (unknown !== undefined) {
      options.onFault(line, 'unknown-flag', unknown);
      return;
    }
    const entry: GazetteerEntry = { name, type };
    const put = <K extends keyof GazetteerEntry>(key: K, value: GazetteerEntry[K]) => {
      if (value !== undefined) entry[key] = value;
    };
    put('subtype', textOf(known.subtype));
    put('id', idOf(textOf(known.id)));
    const country = textOf(known.country);
    if (country !== undefined) {
      // What is no code of ISO 3166 is the user's own.
      if (/^[A-Za-z]{2}$/.test(country)) entry.country = country.toUpperCase();
      else attributes.push(['country', country]);
    }
    put('role', textOf(known.role));
    if (known.lat !== undefined || known.lon !== undefined) {
      const [lat, lon] = coordinates(textOf(known.lat), textOf(known.lon), line, options);
      put('lat', lat);
      put('lon', lon);
    }
    if (known.weight !== undefined) put('weight', weightOf(textOf(known.weight), line, options));
    if (known.aliases !== undefined) put('aliases', aliasesOf(known.aliases));
    if (flags.includes('common')) entry.common = true;
    if (flags.includes('exact')) entry.exact = true;
    if (attributes.length > 0) entry.attributes = Object.fromEntries(attributes);
    visit(entry, line, flags.includes('name'));
  }
}
/** Keys whose meaning is kept. */
const MAX_KEYS = 1000;

const textOf = (value: unknown): string | undefined =>
  value === undefined ? undefined : (typeof value === 'string' ? value : String(value)).trim() || undefined;

const NO_FLAGS: readonly string[] = [];
const flagsOf = (value: unknown): string[] =>
  [value]
    .flat()
    .flatMap((part) => String(part).split(/[ ,|]+/))
    .filter(Boolean);

/** Ids carry their authority; those that do not are the user's. */
const idOf = (id: string | undefined): string | undefined =>
  id === undefined || /^[a-z][a-z0-9-]*:\S/.test(id) ? id : `user:${id}`;

function aliasesOf(value: unknown): string[] | undefined {
  const parts = Array.isArray(value) ? value.map(String) : typeof value === 'string' ? value.split('|') : [];
  const names = parts.map((part) => part.trim()).filter(Boolean);
  return names.length > 0 ? names : undefined;
}

function coordinates(
  lat: string | undefined,
  lon: string | undefined,
  line: number,
  options: ListOptions,
): [number?, number?] {
  if (lat === undefined && lon === undefined) return [];
  const numbers = [Number(lat ?? Number.NaN), Number(lon ?? Number.NaN)] as const;
  if (Math.abs(numbers[0]) <= 90 && Math.abs(numbers[1]) <= 180) return [...numbers];
  options.onFault(line, 'bad-coordinates', `${lat ?? ''} ${lon ?? ''}`);
  return [];
}

function weightOf(weight: string | undefined, line: number, options: ListOptions): number | undefined {
  if (weight === undefined) return undefined;
  const number = Number(weight);
  if (number >= 0 && number < 2 ** 31) return number;
  options.onFault(line, 'bad-weight', weight);
  return undefined;
}
