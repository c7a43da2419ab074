import type { Sections } from '../lexicon/binary.js';
import { Edges } from '../lexicon/edges.js';
import { Strings } from '../lexicon/strings.js';
import type { Vocabulary } from '../lexicon/vocabulary.js';
import { DEGREE, ENTRY_SIZE, EntryField, EntryFlag, NO_COORDINATE, SAME_AS_NAME } from './entry.js';

/** Integers of a row: entry, string of the form, flags. */
const ROW_SIZE = 3;

/** One way in which a name leads to an entry. */
export interface NameRow {
  readonly entry: number;
  /** The spelling in the list. */
  readonly form: string;
  /** Bits of `EntryFlag`. */
  readonly flags: number;
  /** Of the entry: type, subtype and country ('' where there is none), and what decides between entries of one name. */
  readonly type: string;
  readonly subtype: string;
  readonly country: string;
  readonly weight: number;
}

/** What is printed of an entry; '' where there is no text. */
export interface KnownEntry {
  readonly name: string;
  readonly type: string;
  readonly subtype: string;
  readonly id: string;
  readonly country: string;
  readonly role: string;
  /** What tells it from others: its id, or its number where it has none. */
  readonly key: string;
  /** In degrees. */
  readonly lat: number | null;
  readonly lon: number | null;
}

/** A compiled gazetteer: the trie of names for matching, and the entries that the names lead to. */
export class Gazetteer {
  readonly edges: Edges;
  private readonly rows: Int32Array;
  private readonly entries: Int32Array;
  private readonly strings: Strings;
  /** The rows of the names that were asked for. */
  private readonly known: (readonly NameRow[] | undefined)[];
  private readonly knownEntries: (KnownEntry | undefined)[];

  constructor(
    readonly vocabulary: Vocabulary,
    sections: Sections,
    /** Whether its names are looked for at all. */
    readonly isUsed = true,
  ) {
    this.edges = new Edges(sections.int32('nam.key'), sections.int32('nam.val'), sections.int32('nam.fil'));
    this.rows = sections.int32('nam.row');
    this.entries = sections.int32('ent');
    this.strings = new Strings(sections.uint8('ent.str'));
    this.known = new Array(this.rowCount);
    this.knownEntries = new Array(this.size);
  }

  /** The number that every name is below: how many rows the names have in all. */
  get rowCount(): number {
    return this.rows.length / ROW_SIZE;
  }

  /** How many entries there are. */
  get size(): number {
    return this.entries.length / ENTRY_SIZE;
  }

  /** The entries that a name leads to, in the order of the lists. `name`: the value of a match, its first row. */
  names(name: number): readonly NameRow[] {
    this.known[name] ??= this.readNames(name);
    return this.known[name];
  }

  private readNames(name: number): NameRow[] {
    const out: NameRow[] = [];
    for (let row = name, isLast = false; !isLast; row++) {
      const entry = this.rows[row * ROW_SIZE]!;
      const form = this.rows[row * ROW_SIZE + 1]!;
      const flags = this.rows[row * ROW_SIZE + 2]!;
      isLast = (flags & EntryFlag.last) !== 0;
      out.push({
        entry,
        form: form === SAME_AS_NAME ? this.text(entry, 'name') : this.strings.get(form),
        flags: flags & ~EntryFlag.last,
        type: this.text(entry, 'type'),
        subtype: this.text(entry, 'subtype'),
        country: this.text(entry, 'country'),
        weight: this.weight(entry),
      });
    }
    return out;
  }

  /** What is printed of an entry. */
  entry(entry: number): KnownEntry {
    this.knownEntries[entry] ??= this.readEntry(entry);
    return this.knownEntries[entry];
  }

  private readEntry(entry: number): KnownEntry {
    const id = this.text(entry, 'id');
    return {
      name: this.text(entry, 'name'),
      type: this.text(entry, 'type'),
      subtype: this.text(entry, 'subtype'),
      id,
      country: this.text(entry, 'country'),
      role: this.text(entry, 'role'),
      key: id ? `id ${id}` : `entry ${entry}`,
      lat: this.coordinate(entry, 'lat'),
      lon: this.coordinate(entry, 'lon'),
    };
  }

  /** A field of an entry that is text; '' when there is none. */
  text(entry: number, field: 'name' | 'type' | 'subtype' | 'id' | 'country' | 'role'): string {
    return this.strings.get(this.entries[entry * ENTRY_SIZE + EntryField[field]]!);
  }

  private coordinate(entry: number, field: 'lat' | 'lon'): number | null {
    const value = this.entries[entry * ENTRY_SIZE + EntryField[field]]!;
    return value === NO_COORDINATE ? null : value / DEGREE;
  }

  private weight(entry: number): number {
    return this.entries[entry * ENTRY_SIZE + EntryField.weight]!;
  }

  isCommon(entry: number): boolean {
    return (this.entries[entry * ENTRY_SIZE + EntryField.flags]! & EntryFlag.common) !== 0;
  }
}
