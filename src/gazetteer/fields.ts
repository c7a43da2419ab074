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
/** The fields that have a meaning, by number. */
const Field = {
  name: 0,
  type: 1,
  subtype: 2,
  id: 3,
  country: 4,
  role: 5,
  lat: 6,
  lon: 7,
  weight: 8,
  aliases: 9,
  flags: 10,
} as const;
const FIELDS = Object.keys(Field);
/** An attribute of the user's. */
const ATTRIBUTE = -1;

const FLAGS: ReadonlySet<string> = new Set(['common', 'exact', 'name']);

/** Which field a column or key is. */
function fieldOf(column: string): number {
  const lower = column.toLowerCase();
  return FIELDS.indexOf(SYNONYMS[lower] ?? lower);
}

export class Fields {
  private readonly fields: readonly number[];
  /** Is there a column of names? */
  readonly hasName: boolean;
  private readonly keys = new Map<string, number>();
  /** The values, by field. */
  private readonly known = new Array<unknown>(FIELDS.length).fill(undefined);
  private attributes: [string, unknown][] | undefined;

  /** @param columns of a table, where there are any */
  constructor(
    private readonly options: ListOptions,
    private readonly columns: readonly string[] = [],
  ) {
    this.fields = columns.map(fieldOf);
    this.hasName = this.fields.includes(Field.name);
  }

  /** Has a key a meaning, whatever its case? */
  static isKnown(key: string): boolean {
    return fieldOf(key) !== ATTRIBUTE;
  }

  /** Sets the value of a column. */
  setColumn(column: number, value: string): void {
    if (value !== '') this.put(this.fields[column]!, this.columns[column]!, value);
  }

  /** Sets the value of a key. */
  set(key: string, value: unknown): void {
    if (value === '' || value === null || value === undefined) return;
    let field = this.keys.get(key);
    if (field === undefined) {
      field = fieldOf(key);
      if (this.keys.size < MAX_KEYS) this.keys.set(key, field);
    }
    if (key === 'attributes' && typeof value === 'object') {
      for (const [name, inner] of Object.entries(value)) this.put(ATTRIBUTE, name, inner);
    } else this.put(field, key, value);
  }

  private put(field: number, name: string, value: unknown): void {
    if (field !== ATTRIBUTE && this.known[field] === undefined) this.known[field] = value;
    else {
      this.attributes ??= [];
      this.attributes.push([name, value]);
    }
  }

  /** Gives the entry of what was set, or tells what is wrong with it, and forgets it. */
  finish(line: number, visit: Visit): void {
    const flags = this.known[Field.flags] === undefined ? NO_FLAGS : flagsOf(this.known[Field.flags]);
    const entry = this.entry(line, flags);
    this.known.fill(undefined);
    this.attributes = undefined;
    if (entry) visit(entry, line, flags.includes('name'));
  }

  private entry(line: number, flags: readonly string[]): GazetteerEntry | undefined {
    const { options } = this;
    const name = this.text(Field.name);
    const type = this.text(Field.type) ?? options.type;
    if (name === undefined || type === undefined) {
      options.onFault(line, name === undefined ? 'empty-name' : 'no-type', name ?? '');
      return undefined;
    }
    const unknown = flags.find((flag) => !FLAGS.has(flag));
    if (unknown !== undefined) {
      options.onFault(line, 'unknown-flag', unknown);
      return undefined;
    }
    const entry: GazetteerEntry = { name, type };
    const subtype = this.text(Field.subtype);
    if (subtype !== undefined) entry.subtype = subtype;
    const id = this.text(Field.id);
    if (id !== undefined) entry.id = withAuthority(id);
    const country = this.text(Field.country);
    // What is no code of ISO 3166 is the user's own.
    if (country !== undefined) {
      if (/^[A-Za-z]{2}$/.test(country)) entry.country = country.toUpperCase();
      else this.put(ATTRIBUTE, 'country', country);
    }
    const role = this.text(Field.role);
    if (role !== undefined) entry.role = role;
    const place = coordinates(this.text(Field.lat), this.text(Field.lon), line, options);
    if (place) [entry.lat, entry.lon] = place;
    const weight = weightOf(this.text(Field.weight), line, options);
    if (weight !== undefined) entry.weight = weight;
    const aliases = aliasesOf(this.known[Field.aliases]);
    if (aliases) entry.aliases = aliases;
    if (flags.includes('common')) entry.common = true;
    if (flags.includes('exact')) entry.exact = true;
    if (this.attributes) entry.attributes = Object.fromEntries(this.attributes);
    return entry;
  }

  private text(field: number): string | undefined {
    const value = this.known[field];
    if (value === undefined) return undefined;
    return trimmed(typeof value === 'string' ? value : String(value)) || undefined;
  }
}

/** Keys whose meaning is kept. */
const MAX_KEYS = 1000;

/** A text without white space around it; most have none, and are not looked at any closer. */
export function trimmed(text: string): string {
  return isPlain(text.charCodeAt(0)) && isPlain(text.charCodeAt(text.length - 1)) ? text : text.trim();
}
/** A character of ASCII or a letter of Arabic, and no white space. */
const isPlain = (unit: number): boolean => (unit > 0x20 && unit < 0x7f) || (unit > 0x620 && unit < 0x64b);

const NO_FLAGS: readonly string[] = [];
const flagsOf = (value: unknown): string[] =>
  [value]
    .flat()
    .flatMap((part) => String(part).split(/[ ,|]+/))
    .filter(Boolean);

/** Ids carry their authority; those that do not are the user's. */
const withAuthority = (id: string): string =>
  id.includes(':') && /^[a-z][a-z0-9-]*:\S/.test(id) ? id : `user:${id}`;

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
): readonly [number, number] | undefined {
  if (lat === undefined && lon === undefined) return undefined;
  const numbers = [Number(lat ?? Number.NaN), Number(lon ?? Number.NaN)] as const;
  if (Math.abs(numbers[0]) <= 90 && Math.abs(numbers[1]) <= 180) return numbers;
  options.onFault(line, 'bad-coordinates', `${lat ?? ''} ${lon ?? ''}`);
  return undefined;
}

function weightOf(weight: string | undefined, line: number, options: ListOptions): number | undefined {
  if (weight === undefined) return undefined;
  const number = Number(weight);
  if (number >= 0 && number < 2 ** 31) return number;
  options.onFault(line, 'bad-weight', weight);
  return undefined;
}
