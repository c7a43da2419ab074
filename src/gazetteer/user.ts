/** A user's compiled gazetteer, as it is used: what matching needs in memory, names and the rest read when asked for. */

import { DataError, damaged, Sections } from '../lexicon/binary.js';
import { Blocks } from '../lexicon/blocks.js';
import { FINAL, HAS_KIDS } from '../lexicon/edges.js';
import { isExactly } from '../lexicon/vocabulary.js';
import { ALEF } from '../text/characters.js';
import { type Beginnings, checkFilter } from './beginnings.js';
import { Branches, CELL } from './branches.js';
import { EntryFlag, type GazetteerEntry } from './entry.js';
import {
  ENTRY_BYTES,
  type GazetteerInfo,
  INFO_LIMIT,
  IS_ALIAS,
  IS_LIST,
  LOOSE,
  NUMBER_MASK,
  ROW_SIZE,
} from './file.js';
import { MAX_TOKENS } from './path.js';
import { MAX_PAYLOAD, readPayload } from './payload.js';

/** An entry that a name leads to. */
export interface NamedEntry {
  /** Its number in the file. */
  readonly number: number;
  readonly entry: GazetteerEntry;
  /** The name is one of its aliases. */
  readonly isAlias: boolean;
}

/** Where a name stands in a text. */
export interface NameSpan {
  readonly units: Uint16Array;
  readonly from: number;
  readonly to: number;
  /** The span is لعراق of للعراق. */
  readonly articleLost: boolean;
}

/** Entries that are kept once they were read. */
const MAX_KEPT = 1 << 10;
/** Lists of entries that are kept, and how many entries one of them has at most. */
const MAX_KEPT_LISTS = 1 << 8;
const MAX_KEPT_LIST = 16;
/** Code units of the longest spelling whose list is kept. */
const MAX_KEPT_SPAN = 1 << 8;

/** A compiled gazetteer that is open: `loadGazetteer` makes it, matchers and pipelines take it. */
export class UserGazetteer {
  /** @internal */
  readonly beginnings: Beginnings;
  /** @internal */
  readonly branches: Branches;
  /** What the file says about itself. */
  readonly info: GazetteerInfo;
  /** For each cell of the branches that ends a name: its value. */
  private readonly values: Blocks;
  private readonly lists: Int32Array;
  private readonly rows: Int32Array;
  private readonly formStarts: Int32Array;
  private readonly forms: Blocks;
  /** For each entry, where its text begins; then the end of the last one. */
  private readonly starts: Blocks;
  private readonly texts: Blocks;
  private readonly kept = new Map<number, GazetteerEntry>();
  /** Lists of entries by name and spelling, the one that was read first at the beginning. */
  private readonly keptLists = new Map<string, readonly NamedEntry[]>();
  /** One bit for each entry whose text was read, … */
  private readonly wasRead: Uint8Array;
  /** … and bytes of the texts that are left for the others: they do not overlap. */
  private unread: number;

  /**
   * @internal
   * @throws DataError when the file is damaged, or compiled data of another kind
   */
  constructor(private readonly sections: Sections) {
    if (!sections.has('info') || !sections.has('texts'))
      throw new DataError('NP141', 'compiled data, but no gazetteer');
    this.info = readInfo(sections);
    checkTables(sections);
    const filter = (name: string) => checkFilter(sections.int32(name));
    this.beginnings = { alone: filter('alone'), pairs: filter('pairs') };
    this.branches = new Branches(sections.int32('branches'), sections.uint16('pool'));
    this.lists = sections.int32('lists');
    this.rows = sections.int32('rows');
    this.formStarts = sections.int32('frm.idx');
    const loose = (name: string, sums: string) => new Blocks(sections.loose(name), sections.int32(sums));
    this.values = loose('values', 'val.sum');
    this.forms = loose('forms', 'for.sum');
    this.starts = loose('entries', 'ent.sum');
    this.texts = loose('texts', 'txt.sum');
    if (this.info.entries !== this.starts.length / ENTRY_BYTES - 1) throw damaged('its entries');
    this.wasRead = new Uint8Array(Math.ceil(this.info.entries / 8));
    this.unread = this.texts.length;
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
   * @internal
   * @param name what was found: a cell of the branches
   * @param span where it stands: entries for which the spelling counts are left out when it differs, those whose
   *   spelling is just so come first
   * @param most how many at most; all if not said
   * @throws DataError when the file is damaged
   */
  entries(name: number, span?: NameSpan, most = Number.POSITIVE_INFINITY): readonly NamedEntry[] {
    const value = this.value(name);
    if ((value & IS_LIST) === 0) {
      const number = value & NUMBER_MASK;
      return [{ number, entry: this.entry(number), isAlias: (value & IS_ALIAS) !== 0 }];
    }
    if (span && span.to - span.from > MAX_KEPT_SPAN) return this.readList(value, span, most);
    const key = `${name} ${most} ${span === undefined ? '' : spellingOf(span)}`;
    let entries = this.keptLists.get(key);
    if (entries === undefined) {
      entries = this.readList(value, span, most);
      if (entries.length > MAX_KEPT_LIST) return entries;
      if (this.keptLists.size >= MAX_KEPT_LISTS) this.keptLists.delete(this.keptLists.keys().next().value!);
      this.keptLists.set(key, entries);
    }
    return entries;
  }

  private readList(value: number, span: NameSpan | undefined, most: number): NamedEntry[] {
    const exactly: number[] = [];
    const folded: number[] = [];
    const seen = new Set<number>();
    for (const at of this.rowsOf(value)) {
      const number = this.rows[at]!;
      const isExact = span !== undefined && this.isSpelled(at, span);
      if ((this.rows[at + 1]! & EntryFlag.exact && span && !isExact) || seen.has(number)) continue;
      seen.add(number);
      (isExact ? exactly : folded).push(at);
      if (exactly.length >= most) break;
    }
    return [...exactly, ...folded].slice(0, most).map((at) => {
      const number = this.rows[at]!;
      return { number, entry: this.entry(number), isAlias: (this.rows[at + 1]! & EntryFlag.alias) !== 0 };
    });
  }

  /**
   * Does any entry of a name accept its spelling in the text? To be asked where it has the flag HAS_EXACT.
   * @internal
   */
  accepts(name: number, span: NameSpan): boolean {
    const value = this.value(name);
    if ((value & IS_LIST) === 0) return true;
    for (const at of this.rowsOf(value)) {
      if ((this.rows[at + 1]! & EntryFlag.exact) === 0 || this.isSpelled(at, span)) return true;
    }
    return false;
  }

  /** An entry by its number. @throws DataError when the file is damaged */
  entry(number: number): GazetteerEntry {
    let entry = this.kept.get(number);
    if (entry === undefined) {
      if (!(number >= 0 && number < this.size)) throw damaged('it points outside of itself');
      const at = number * ENTRY_BYTES;
      const from = this.starts.uint32(at);
      const to = this.starts.uint32(at + ENTRY_BYTES);
      const row = this.texts.text(from, to, LONGEST);
      this.countText(number, to - from);
      entry = parseEntry(row);
      if (this.kept.size >= MAX_KEPT) this.kept.delete(this.kept.keys().next().value!);
      this.kept.set(number, entry);
    }
    return entry;
  }

  /** Counts the bytes of an entry's text when it is read for the first time. */
  private countText(number: number, bytes: number): void {
    const bit = 1 << (number & 7);
    if (this.wasRead[number >> 3]! & bit) return;
    this.wasRead[number >> 3]! |= bit;
    this.unread -= bytes;
    if (this.unread < 0) throw damaged('its entries overlap');
  }

  /**
   * The name that some words (matching forms) make.
   * @internal
   */
  findName(forms: readonly string[]): number | undefined {
    const { cells, root } = this.branches;
    let name: number | undefined;
    let branch = root;
    for (const form of forms) {
      const cell = this.branches.findForm(branch, form);
      if (cell < 0) return undefined;
      name = cells[cell * CELL + 1]! & FINAL ? cell : undefined;
      branch = cells[cell * CELL + 2]!;
    }
    return name;
  }

  /**
   * All names, with their matching forms. Goes through the whole trie.
   * @internal
   * @throws DataError when the file is damaged
   */
  *names(): Generator<{ form: string; name: number }> {
    // Each cell belongs to one branch: who meets more of them, taken or not, goes round in circles.
    yield* this.namesBelow(this.branches.root, '', { cells: this.branches.size });
  }

  private *namesBelow(
    branch: number,
    before: string,
    budget: { cells: number },
    depth = 0,
  ): Generator<{ form: string; name: number }> {
    const { cells } = this.branches;
    budget.cells -= this.branches.sizeOf(branch);
    if (budget.cells < 0 || depth === MAX_TOKENS) throw damaged('its names');
    for (const cell of this.branches.cellsOf(branch)) {
      const word = cells[cell * CELL + 1]!;
      const form = `${before}${this.branches.form(cell)}`;
      if (word & FINAL) yield { form, name: cell };
      if (word & HAS_KIDS) yield* this.namesBelow(cells[cell * CELL + 2]!, `${form} `, budget, depth + 1);
    }
  }

  private value(name: number): number {
    return this.values.uint32(name * 4) | 0;
  }

  /** Where the rows of a list begin. */
  private *rowsOf(value: number): Generator<number> {
    const list = value & NUMBER_MASK;
    const from = this.lists[list]!;
    const to = this.lists[list + 1]!;
    if (!(from >= 0 && from <= to && to * ROW_SIZE <= this.rows.length)) throw damaged('a list of entries');
    for (let row = from; row < to; row++) yield row * ROW_SIZE;
  }

  private isSpelled(at: number, span: NameSpan): boolean {
    const number = this.rows[at + 2]!;
    if (!(number >= 0 && number + 1 < this.formStarts.length)) throw damaged('a list of entries');
    const from = this.formStarts[number]! >>> 0;
    const to = this.formStarts[number + 1]! >>> 0;
    // No unit of a text takes more than three bytes; what is too long anyway is not read.
    if (to - from > (span.to - span.from + 1) * 3) return false;
    const form = this.forms.text(from, to, LONGEST);
    const bare = span.articleLost && form.charCodeAt(0) === ALEF ? form.slice(1) : form;
    return isExactly(span.units, span.from, span.to, bare);
  }
}

/** How a name is spelled in a text. */
const spellingOf = ({ units, from, to, articleLost }: NameSpan): string =>
  `${articleLost ? '-' : ''}${String.fromCharCode(...units.subarray(from, to))}`;

/** Bytes of the longest text. */
const LONGEST = MAX_PAYLOAD * 3;

/**
 * Reads a compiled gazetteer.
 * @param source its path (names then stay on the disk) or its bytes
 * @throws DataError for a file that is none, is damaged or of another version; errors of the file system
 */
export function loadGazetteer(source: string | Uint8Array): UserGazetteer {
  if (typeof source !== 'string') return new UserGazetteer(Sections.of(source, LOOSE));
  const sections = Sections.open(source, LOOSE);
  try {
    return new UserGazetteer(sections);
  } catch (error) {
    sections.close();
    throw error;
  }
}

/** Checks what the loops that read the tables rely on. */
function checkTables(sections: Sections): void {
  const cells = sections.int32('branches').length / CELL;
  if (!Number.isInteger(cells) || cells * 4 !== sections.loose('values').length) throw damaged('its names');
  // Lists and spellings do not overlap.
  const rows = sections.int32('rows').length / ROW_SIZE;
  if (!isAscending(sections.int32('lists'), rows)) throw damaged('a list of entries');
  if (!isAscending(sections.int32('frm.idx'), sections.loose('forms').length)) throw damaged('its spellings');
}

/** Do the numbers (unsigned) never fall, and end at `last`? */
function isAscending(starts: Int32Array, last: number): boolean {
  let before = 0;
  for (let i = 0; i < starts.length; i++) {
    const start = starts[i]! >>> 0;
    if (start < before) return false;
    before = start;
  }
  return before === last;
}

function readInfo(sections: Sections): GazetteerInfo {
  try {
    if (sections.uint8('info').length <= INFO_LIMIT) {
      const info = sections.json('info') as GazetteerInfo;
      if (Array.isArray(info.sources) && typeof info.types === 'object' && info.types !== null) return info;
    }
  } catch (error) {
    if (error instanceof DataError) throw error;
  }
  throw damaged('section info');
}

function parseEntry(row: string): GazetteerEntry {
  try {
    return readPayload(row);
  } catch {
    throw damaged('an entry');
  }
}
