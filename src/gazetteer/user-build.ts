/**
 * Compiles a user's names into one file with a vocabulary of its own, so that it outlives a release. All in typed
 * arrays: a million names take seconds and a few hundred megabytes.
 */

import { layOut, type SectionData, writeSections } from '../lexicon/binary.js';
import { blockSums } from '../lexicon/blocks.js';
import { growInt32 } from '../lexicon/grow.js';
import { TrieBuilder } from '../lexicon/trie.js';
import { Vocabulary, VocabularyBuilder } from '../lexicon/vocabulary.js';
import { Units } from '../text/units.js';
import { tokenize } from '../tokens/tokenize.js';
import { Tokens } from '../tokens/tokens.js';
import { EntryFlag, type GazetteerEntry } from './entry.js';
import { MAX_TOKENS, namePath } from './path.js';
import { makeProbe } from './probe.js';

/** The value of a name is a list of rows; without this bit it is an entry. */
export const IS_LIST = 1 << 28;
/** Some rows of the list count only in their exact spelling. */
export const HAS_EXACT = 1 << 27;
/** What is left is a number: bit 26 is HAS_SUFFIX of probe.ts. */
export const VALUE_MASK = (1 << 26) - 1;
/** Integers of a row: entry, flags, where its spelling begins among the texts, and where it ends. */
export const ROW_SIZE = 4;
/** Sections that stay on the disk. */
export const LOOSE = new Set(['entries', 'texts']);

/** What a compiled file says about itself. */
export interface GazetteerInfo {
  /** How many entries there are. */
  entries: number;
  /** How many different names lead to them. */
  names: number;
  /** How many words the names are made of. */
  words: number;
  /** How many entries each type has. */
  types: Record<string, number>;
  /** Files or other sources, in the order in which they were read. */
  sources: string[];
  licence: string | null;
  attribution: string | null;
}

/** What is said about a whole gazetteer. */
export interface GazetteerOrigin {
  sources?: readonly string[];
  licence?: string | undefined;
  attribution?: string | undefined;
}

interface Row {
  readonly entry: number;
  readonly flags: number;
  readonly form: string;
}

/** Why a name cannot be found: it has no word in it, or too many. */
export type NameFault = 'no-words' | 'too-long';

export class UserGazetteerBuilder {
  private readonly vocabulary = new VocabularyBuilder();
  private readonly trie = new TrieBuilder();
  private readonly texts = new Texts();
  private readonly units = new Units();
  private readonly tokens = new Tokens();
  private readonly path = new Int32Array(MAX_TOKENS);
  private readonly words = new Int32Array(MAX_TOKENS);
  private readonly types = new Map<string, number>();
  /** By node: entry + 1 of the first name that ends there, its flags, and where its spelling stands if it is an alias. */
  private entryOf = new Int32Array(1 << 12);
  private flagsOf = new Int32Array(1 << 12);
  private formOf = new Int32Array(1 << 12);
  private formEndOf = new Int32Array(1 << 12);
  /** By node: all rows, where there are several. */
  private readonly rowsOf = new Map<number, Row[]>();
  /** By entry: where its text begins. */
  private starts = new Int32Array(1 << 12);
  private ends = new Int32Array(1 << 12);
  private pendingName = '';
  private weights = new Int32Array(1 << 12);
  private count = 0;
  private names = 0;

  /** How many entries there are. */
  get size(): number {
    return this.count;
  }

  /**
   * Adds an entry with all its names. An entry of which all is the same as of one before is left out.
   * @returns the names that cannot be found, and why
   * @throws RangeError from the 67 millionth entry on
   */
  add(entry: GazetteerEntry): { name: string; fault: NameFault }[] {
    const text = toText(entry);
    const faults: { name: string; fault: NameFault }[] = [];
    const flags = (entry.common ? EntryFlag.common : 0) | (entry.exact ? EntryFlag.exact : 0);
    const number = this.count;
    let isNew = false;
    this.pendingName = entry.name;
    const addForm = (form: string, more: number) => {
      const length = this.read(form);
      if (length <= 0) {
        faults.push({ name: form, fault: length === 0 ? 'no-words' : 'too-long' });
        return;
      }
      const node = this.trie.add(this.words, length);
      if (!isNew && this.isKnown(node, text)) return;
      isNew = true;
      this.addRow(node, { entry: number, flags: flags | more, form });
    };
    this.weights = growInt32(this.weights, number + 1);
    this.weights[number] = Math.min(0x7fff_ffff, Math.max(0, Math.round(entry.weight ?? 0)));
    addForm(entry.name, 0);
    for (const alias of entry.aliases ?? []) addForm(alias, EntryFlag.alias);
    if (!isNew) return faults;
    if (number >= VALUE_MASK) throw new RangeError('too many entries');
    this.starts = growInt32(this.starts, number + 1);
    this.ends = growInt32(this.ends, number + 1);
    this.starts[number] = this.texts.length | 0;
    this.texts.add(text);
    this.ends[number] = this.texts.length | 0;
    this.count++;
    this.types.set(entry.type, (this.types.get(entry.type) ?? 0) + 1);
    return faults;
  }

  /** The bytes of the file. */
  build(origin: GazetteerOrigin = {}): Uint8Array {
    return writeSections(this.sections(origin));
  }

  /** The file in parts, for those who write it at once. */
  parts(origin: GazetteerOrigin = {}): Uint8Array[] {
    return layOut(this.sections(origin)).parts;
  }

  private sections(origin: GazetteerOrigin): Map<string, SectionData> {
    const places = this.vocabulary.layout();
    const lists: number[] = [0];
    const rows: number[] = [];
    const { edges, roots } = this.trie.freeze(places, (node) => this.valueOf(node, lists, rows));
    roots.forEach((flags, word) => {
      this.vocabulary.roots[word] = flags;
    });
    this.vocabulary.fill();
    const shared = new Set([...this.vocabulary.sharesHash].map((word) => places[word]!));
    const probe = makeProbe(new Vocabulary(this.vocabulary.slots, this.vocabulary.pool), shared);
    const info: GazetteerInfo = {
      entries: this.count,
      names: this.names,
      words: this.vocabulary.size,
      types: Object.fromEntries([...this.types].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))),
      sources: [...(origin.sources ?? [])],
      licence: origin.licence ?? null,
      attribution: origin.attribution ?? null,
    };
    const texts = this.texts.bytes();
    const entries = new Int32Array(this.count * 2);
    for (let i = 0; i < this.count; i++) {
      entries[i * 2] = this.starts[i]!;
      entries[i * 2 + 1] = this.ends[i]!;
    }
    return new Map<string, SectionData>([
      ['info', new TextEncoder().encode(JSON.stringify(info))],
      ['probe', probe],
      ['words', this.vocabulary.slots],
      ['pool', this.vocabulary.pool],
      ['nam.key', edges.keys],
      ['nam.val', edges.values],
      ['nam.fil', edges.filter],
      ['lists', Int32Array.from(lists)],
      ['rows', Int32Array.from(rows)],
      ['ent.sum', blockSums(new Uint8Array(entries.buffer))],
      ['txt.sum', blockSums(texts)],
      ['entries', entries],
      ['texts', texts],
    ]);
  }

  /** Reads a name into `words`; gives their number, see `namePath`. */
  private read(name: string): number {
    const { units, tokens, path } = this;
    units.setString(name.replace(LINE_BREAKS, ' '));
    tokenize(units.data, units.length, tokens);
    const length = namePath(units.data, tokens, path);
    for (let i = 0; i < length; i++) {
      const t = path[i]!;
      this.words[i] = this.vocabulary.addRange(units.data, tokens.start[t]!, tokens.end[t]!, tokens.hash[t]!);
    }
    return length;
  }

  /** Does the name already lead to an entry with just this text? */
  private isKnown(node: number, text: string): boolean {
    const entry = this.entryOf[node] ?? 0;
    if (entry === 0) return false;
    const rows = this.rowsOf.get(node);
    if (entry === this.count + 1) return false;
    const same = (number: number) =>
      this.texts.equals(this.starts[number]! >>> 0, this.ends[number]! >>> 0, text);
    return rows ? rows.some((row) => same(row.entry)) : same(entry - 1);
  }

  private addRow(node: number, row: Row): void {
    this.entryOf = growInt32(this.entryOf, this.trie.size);
    const other = this.entryOf[node]!;
    if (other === 0) {
      this.names++;
      this.entryOf[node] = row.entry + 1;
      this.flagsOf = growInt32(this.flagsOf, this.trie.size);
      this.flagsOf[node] = row.flags;
      if ((row.flags & EntryFlag.alias) === 0) return;
      this.formOf = growInt32(this.formOf, this.trie.size);
      this.formEndOf = growInt32(this.formEndOf, this.trie.size);
      this.formOf[node] = this.texts.length | 0;
      this.texts.add(row.form);
      this.formEndOf[node] = this.texts.length | 0;
      return;
    }
    const rows = this.rowsOf.get(node) ?? [this.firstRow(node)];
    if (!rows.some((known) => known.entry === row.entry && known.form === row.form)) rows.push(row);
    this.rowsOf.set(node, rows);
  }

  private firstRow(node: number): Row {
    const entry = this.entryOf[node]! - 1;
    const flags = this.flagsOf[node]!;
    if (flags & EntryFlag.alias)
      return { entry, flags, form: this.texts.slice(this.formOf[node]! >>> 0, this.formEndOf[node]! >>> 0) };
    if (entry === this.count) return { entry, flags, form: this.pendingName };
    const text = this.texts.slice(this.starts[entry]! >>> 0, this.ends[entry]! >>> 0);
    return { entry, flags, form: (JSON.parse(text) as { name: string }).name };
  }

  /** The order of entries of one name: main names before aliases, then rare words before everyday ones, then by weight. */
  private compare(a: Row, b: Row): number {
    return (
      (a.flags & EntryFlag.alias) - (b.flags & EntryFlag.alias) ||
      (a.flags & EntryFlag.common) - (b.flags & EntryFlag.common) ||
      this.weights[b.entry]! - this.weights[a.entry]! ||
      a.entry - b.entry
    );
  }

  private valueOf(node: number, lists: number[], rows: number[]): number {
    const own = this.rowsOf.get(node);
    const entry = this.entryOf[node] ?? 0;
    if (!own && ((this.flagsOf[node] ?? 0) & EntryFlag.exact) === 0) return entry - 1;
    let value = IS_LIST | (lists.length - 1);
    for (const row of (own ?? [this.firstRow(node)]).sort((a, b) => this.compare(a, b))) {
      if (row.flags & EntryFlag.exact) value |= HAS_EXACT;
      const from = this.texts.length | 0;
      this.texts.add(row.form);
      rows.push(row.entry, row.flags, from, this.texts.length | 0);
    }
    lists.push(rows.length / ROW_SIZE);
    return value;
  }
}

const LINE_BREAKS = /[\n\v\f\r\u0085\u2028\u2029]+/g;

/** The text of an entry as it is kept: without its aliases, and without what is not said. */
function toText(entry: GazetteerEntry): string {
  let text = `{"name":${JSON.stringify(entry.name)},"type":${JSON.stringify(entry.type)}`;
  for (const field of TEXTS) {
    const value = entry[field];
    if (value !== undefined) text += `,"${field}":${JSON.stringify(value)}`;
  }
  for (const field of NUMBERS) {
    const value = entry[field];
    if (value !== undefined && Number.isFinite(value)) text += `,"${field}":${value}`;
  }
  if (entry.common) text += ',"common":true';
  if (entry.exact) text += ',"exact":true';
  if (entry.attributes !== undefined) text += `,"attributes":${JSON.stringify(entry.attributes)}`;
  return `${text}}`;
}
const TEXTS = ['subtype', 'id', 'country', 'role'] as const;
const NUMBERS = ['lat', 'lon', 'weight'] as const;

/** Texts one after the other as UTF-8, in pieces that never move. */
class Texts {
  private readonly pieces: Buffer[] = [];
  private piece = Buffer.alloc(0);
  private used = 0;
  private before = 0;

  get length(): number {
    return this.before + this.used;
  }

  add(text: string): void {
    const most = text.length * 3;
    if (this.used + most > this.piece.length) this.nextPiece(most);
    this.used += this.piece.write(text, this.used, 'utf8');
  }

  bytes(): Uint8Array {
    const all = new Uint8Array(this.length);
    let at = 0;
    for (const piece of [...this.pieces, this.piece.subarray(0, this.used)]) {
      all.set(piece, at);
      at += piece.length;
    }
    return all;
  }

  slice(from: number, to: number): string {
    let at = 0;
    for (const piece of [...this.pieces, this.piece.subarray(0, this.used)]) {
      if (to <= at + piece.length) return piece.toString('utf8', from - at, to - at);
      at += piece.length;
    }
    return '';
  }

  equals(from: number, to: number, text: string): boolean {
    return Buffer.byteLength(text) === to - from && this.slice(from, to) === text;
  }

  private nextPiece(least: number): void {
    if (this.used > 0) this.pieces.push(this.piece.subarray(0, this.used));
    this.before += this.used;
    this.used = 0;
    this.piece = Buffer.allocUnsafe(Math.max(Math.min(MAX_PIECE, Math.max(this.before, MIN_PIECE)), least));
  }
}
const MIN_PIECE = 1 << 12;
const MAX_PIECE = 1 << 22;
