/** A user's compiled gazetteer, as it is used: what matching needs in memory, names and the rest read when asked for. */

import { DataError, damaged, Sections } from '../lexicon/binary.js';
import { Blocks } from '../lexicon/blocks.js';
import { Edges } from '../lexicon/edges.js';
import { isExactly, Vocabulary } from '../lexicon/vocabulary.js';
import { ALEF } from '../text/characters.js';
import { EntryFlag, type GazetteerEntry } from './entry.js';
import { type GazetteerInfo, HAS_EXACT, IS_LIST, LOOSE, ROW_SIZE, VALUE_MASK } from './user-build.js';

/** An entry that a name leads to. */
export interface NamedEntry {
  /** Its number in the file. */
  readonly number: number;
  readonly entry: GazetteerEntry;
  /** The name is one of its aliases. */
  readonly isAlias: boolean;
}

const ENTRY_BYTES = 8;
/** Entries that are kept once they were read. */
const MAX_KEPT = 1 << 14;

export class UserGazetteer {
  readonly vocabulary: Vocabulary;
  readonly edges: Edges;
  /** See probe.ts. */
  readonly probe: Int32Array;
  readonly info: GazetteerInfo;
  private readonly lists: Int32Array;
  private readonly rows: Int32Array;
  /** For each entry, where its text begins and ends. */
  private readonly places: Blocks;
  private readonly texts: Blocks;
  private readonly kept = new Map<number, GazetteerEntry>();

  /** @throws DataError when the file is damaged, or compiled data of another kind */
  constructor(private readonly sections: Sections) {
    if (!sections.has('info') || !sections.has('texts'))
      throw new DataError('NP141', 'compiled data, but no gazetteer');
    this.info = readInfo(sections);
    checkTables(sections);
    this.vocabulary = new Vocabulary(sections.int32('words'), sections.uint16('pool'));
    this.probe = sections.int32('probe');
    this.edges = new Edges(sections.int32('nam.key'), sections.int32('nam.val'), sections.int32('nam.fil'));
    this.lists = sections.int32('lists');
    this.rows = sections.int32('rows');
    this.places = new Blocks(sections.loose('entries'), sections.int32('ent.sum'));
    this.texts = new Blocks(sections.loose('texts'), sections.int32('txt.sum'));
    if (this.info.entries * ENTRY_BYTES !== this.places.length) throw damaged('its entries');
  }

  /** The types of its entries. */
  get types(): string[] {
    return Object.keys(this.info.types);
  }

  /** How many entries there are. */
  get size(): number {
    return this.info.entries;
  }

  /** Bytes of the file, and bytes of it that are in memory from the beginning. */
  get fileSize(): number {
    return this.sections.size;
  }
  get residentSize(): number {
    return this.sections.resident;
  }

  /** Lets go of the file. */
  close(): void {
    this.sections.close();
  }

  /**
   * The entries that a name leads to, best first: main names before aliases, rare words before everyday ones, the
   * heavier first, else in the order of the list.
   * @param value of a match
   * @param span where the name stands: entries for which the spelling counts are left out when it differs, those whose
   *   spelling is just so come first. `articleLost`: the span is لعراق of للعراق
   * @throws DataError when the file is damaged
   */
  entries(
    value: number,
    span?: { units: Uint16Array; from: number; to: number; articleLost: boolean },
  ): NamedEntry[] {
    if ((value & IS_LIST) === 0) {
      const number = value & VALUE_MASK;
      return [{ number, entry: this.entry(number), isAlias: false }];
    }
    const found: (NamedEntry & { isExact: boolean })[] = [];
    const list = value & VALUE_MASK;
    const end = this.lists[list + 1];
    if (end === undefined) throw damaged('a list of entries');
    for (let row = this.lists[list]!; row < end; row++) {
      const at = row * ROW_SIZE;
      const number = this.rows[at]!;
      const flags = this.rows[at + 1]!;
      const isExact = span !== undefined && this.isSpelled(at, span);
      if (flags & EntryFlag.exact && span && !isExact) continue;
      if (found.some((other) => other.number === number)) continue;
      found.push({ number, entry: this.entry(number), isAlias: (flags & EntryFlag.alias) !== 0, isExact });
    }
    if (span) found.sort((a, b) => Number(b.isExact) - Number(a.isExact));
    return found.map(({ number, entry, isAlias }) => ({ number, entry, isAlias }));
  }

  /** Does any entry of a name accept its spelling in the text? */
  accepts(value: number, units: Uint16Array, from: number, to: number, articleLost: boolean): boolean {
    if ((value & HAS_EXACT) === 0 || (value & IS_LIST) === 0) return true;
    const list = value & VALUE_MASK;
    for (let row = this.lists[list]!; row < (this.lists[list + 1] ?? 0); row++) {
      const at = row * ROW_SIZE;
      if ((this.rows[at + 1]! & EntryFlag.exact) === 0) return true;
      if (this.isSpelled(at, { units, from, to, articleLost })) return true;
    }
    return false;
  }

  /** An entry by its number. @throws DataError when the file is damaged */
  entry(number: number): GazetteerEntry {
    let entry = this.kept.get(number);
    if (entry === undefined) {
      const at = number * ENTRY_BYTES;
      entry = parseEntry(this.texts.text(this.places.int32(at) >>> 0, this.places.int32(at + 4) >>> 0));
      if (this.kept.size >= MAX_KEPT) this.kept.delete(this.kept.keys().next().value!);
      this.kept.set(number, entry);
    }
    return entry;
  }

  private isSpelled(
    at: number,
    span: { units: Uint16Array; from: number; to: number; articleLost: boolean },
  ): boolean {
    const form = this.texts.text(this.rows[at + 2]! >>> 0, this.rows[at + 3]! >>> 0);
    const bare = span.articleLost && form.charCodeAt(0) === ALEF ? form.slice(1) : form;
    return isExactly(span.units, span.from, span.to, bare);
  }
}

/**
 * Reads a compiled gazetteer.
 * @param source its path (names then stay on the disk) or its bytes
 * @throws DataError for a file that is none, is damaged or of another version; errors of the file system
 */
export function loadGazetteer(source: string | Uint8Array): UserGazetteer {
  if (typeof source !== 'string') return new UserGazetteer(new Sections(source));
  const sections = Sections.open(source, LOOSE);
  try {
    return new UserGazetteer(sections);
  } catch (error) {
    sections.close();
    throw error;
  }
}

/** Open addressing needs an empty place to end a search at, and edges need a filter of a length of two's powers. */
function checkTables(sections: Sections): void {
  const words = sections.int32('words');
  const keys = sections.int32('nam.key');
  const filter = sections.int32('nam.fil');
  const probe = sections.int32('probe');
  if (words.length % 4 !== 0 || !hasEmpty(words, 4, 1)) throw damaged('its words');
  if (probe.length * 2 !== words.length || !hasEmpty(probe, 2, 0)) throw damaged('its words');
  if (keys.length !== sections.int32('nam.val').length * 2 || !hasEmpty(keys, 2, 0))
    throw damaged('its names');
  if (filter.length === 0 || (filter.length & (filter.length - 1)) !== 0) throw damaged('its filter');
}

function hasEmpty(table: Int32Array, size: number, at: number): boolean {
  for (let i = at; i < table.length; i += size) if (table[i] === 0) return true;
  return false;
}

function readInfo(sections: Sections): GazetteerInfo {
  try {
    const info = sections.json('info') as GazetteerInfo;
    if (Array.isArray(info.sources) && typeof info.types === 'object') return info;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw damaged('section info');
}

function parseEntry(text: string): GazetteerEntry {
  try {
    return JSON.parse(text) as GazetteerEntry;
  } catch {
    throw damaged('an entry');
  }
}
