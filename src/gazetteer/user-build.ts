/**
 * Compiles a user's names into one file with words of its own, so that it outlives a release. All in typed arrays: a
 * million names take seconds and a few hundred megabytes.
 */

import { layOut, type SectionData, writeSections } from '../lexicon/binary.js';
import { blockSums } from '../lexicon/blocks.js';
import { FINAL, HAS_EXACT } from '../lexicon/edges.js';
import { growInt32 } from '../lexicon/grow.js';
import { TrieBuilder } from '../lexicon/trie.js';
import { VocabularyBuilder } from '../lexicon/vocabulary.js';
import { Units } from '../text/units.js';
import { HASH_SEED, hashUnit } from '../tokens/hash.js';
import { tokenize } from '../tokens/tokenize.js';
import { Tokens } from '../tokens/tokens.js';
import { makeBeginnings } from './beginnings.js';
import { layOutBranches, MAX_WORD } from './branches.js';
import { EntryFlag, type GazetteerEntry } from './entry.js';
import {
  type GazetteerInfo,
  type GazetteerOrigin,
  INFO_LIMIT,
  IS_ALIAS,
  IS_LIST,
  NUMBER_MASK,
  ROW_SIZE,
} from './file.js';
import { MAX_TOKENS, namePath } from './path.js';
import { MAX_PAYLOAD, nameOfPayload, writePayload } from './payload.js';
import { Texts } from './texts.js';

/** Why a name cannot be found: it has no word in it, or is too long. */
export type NameFault = 'no-words' | 'too-long';
export interface FaultyName {
  readonly name: string;
  readonly fault: NameFault;
}

const NO_FAULTS: readonly FaultyName[] = [];
const LINE_BREAKS = /[\n\v\f\r\u0085\u2028\u2029]+/g;
/** Integers of a name's row while it is built: entry, flags, spelling in `forms` if it is an alias, the row after it. */
const BUILT_ROW = 4;

interface Row {
  readonly entry: number;
  readonly flags: number;
  /** The spelling if the name is an alias, else -1. */
  readonly form: number;
}

export class UserGazetteerBuilder {
  private readonly vocabulary = new VocabularyBuilder();
  private readonly trie = new TrieBuilder();
  private readonly texts = new Texts();
  /** Spellings of aliases. */
  private readonly forms = new Texts();
  private readonly units = new Units();
  private readonly tokens = new Tokens();
  private readonly path = new Int32Array(MAX_TOKENS);
  private readonly words = new Int32Array(MAX_TOKENS);
  private readonly types = new Map<string, { readonly name: string; count: number }>();
  /** The type of the entry before, which most have too. */
  private type = { name: '', count: 0 };
  /** By entry. */
  private weights = new Int32Array(1 << 12);
  private rows = new Int32Array(1 << 12);
  private rowCount = 0;
  /** By node: its last row + 1, which is followed by the first one. */
  private lastRow = new Int32Array(1 << 12);
  private names = 0;
  private hasExact = false;
  /** By the hash of their text: entries of which not the first one has the name. */
  private readonly namesakes = new Map<number, number>();

  /** How many entries there are. */
  get size(): number {
    return this.texts.count;
  }

  /**
   * Adds an entry with all its names. Of entries of which all is the same there is one, with the aliases of all.
   * @returns the names that cannot be found, and why
   * @throws RangeError when there are too many entries for a file, or one is too long
   */
  add(entry: GazetteerEntry): readonly FaultyName[] {
    const text = writePayload(entry);
    if (text.length > MAX_PAYLOAD) throw new RangeError('an entry of more than half a million characters');
    const flags = (entry.common ? EntryFlag.common : 0) | (entry.exact ? EntryFlag.exact : 0);
    this.hasExact ||= entry.exact === true;
    let faults: FaultyName[] | undefined;
    let number = -1;
    const { name, aliases } = entry;
    for (let i = -1; i < (aliases?.length ?? 0); i++) {
      const form = i < 0 ? name : aliases![i]!;
      const length = this.read(form);
      if (length <= 0) {
        faults ??= [];
        faults.push({ name: form, fault: length === 0 ? 'no-words' : 'too-long' });
        continue;
      }
      const node = this.trie.add(this.words, length);
      this.lastRow = growInt32(this.lastRow, node + 1);
      if (i < 0) number = this.knownEntry(node, text);
      const isKnown = i < 0 && number >= 0;
      if (number < 0) number = this.addEntry(entry, text);
      if (i < 0 && !isKnown) this.addRow(node, number, flags, -1);
      else if (i >= 0) this.addRow(node, number, flags | EntryFlag.alias, this.forms.add(form));
    }
    return faults ?? NO_FAULTS;
  }

  /** The bytes of the file. @throws RangeError when there is more than a file holds */
  build(origin: GazetteerOrigin = {}): Uint8Array {
    return writeSections(this.sections(origin));
  }

  /** The file in parts, for those who write it at once. @throws RangeError as `build` */
  parts(origin: GazetteerOrigin = {}): Uint8Array[] {
    return layOut(this.sections(origin)).parts;
  }

  private sections(origin: GazetteerOrigin): Map<string, SectionData> {
    const { vocabulary, trie } = this;
    this.lastRow = growInt32(this.lastRow, trie.size);
    const lists = new Lists();
    const flagsOf = (node: number) => this.flagsOf(node);
    const valueAt = (node: number) => this.valueAt(node, lists);
    const { cells, values } = layOutBranches(trie, vocabulary, flagsOf, valueAt);
    const { alone, pairs } = makeBeginnings(trie, vocabulary, flagsOf);
    const texts = this.texts.bytes();
    const forms = lists.forms.bytes();
    const starts = this.texts.starts();
    return new Map<string, SectionData>([
      ['info', this.info(origin)],
      ['alone', alone],
      ['pairs', pairs],
      ['pool', vocabulary.forms],
      ['branches', cells],
      ['lists', Int32Array.from(lists.starts)],
      ['frm.idx', lists.forms.starts()],
      ['rows', Int32Array.from(lists.rows)],
      ['val.sum', blockSums(bytesOf(values))],
      ['for.sum', blockSums(forms)],
      ['ent.sum', blockSums(bytesOf(starts))],
      ['txt.sum', blockSums(texts)],
      ['values', values],
      ['forms', forms],
      ['entries', starts],
      ['texts', texts],
    ]);
  }

  private info(origin: GazetteerOrigin): Uint8Array {
    const info: GazetteerInfo = {
      entries: this.size,
      names: this.names,
      words: this.vocabulary.size,
      types: Object.fromEntries(
        [...this.types.values()]
          .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
          .map(({ name, count }) => [name, count]),
      ),
      sources: [...(origin.sources ?? [])],
      licence: origin.licence ?? null,
      attribution: origin.attribution ?? null,
    };
    const bytes = new TextEncoder().encode(JSON.stringify(info));
    if (bytes.length > INFO_LIMIT) throw new RangeError('too many types');
    return bytes;
  }

  /** Reads a name into `words`; gives their number, see `namePath`. */
  private read(name: string): number {
    const { units, tokens, path } = this;
    units.setString(name);
    tokenize(units.data, units.length, tokens);
    let length = namePath(units.data, tokens, path);
    if (length < 0 && LINE_BREAKS.test(name)) {
      units.setString(name.replace(LINE_BREAKS, ' '));
      tokenize(units.data, units.length, tokens);
      length = namePath(units.data, tokens, path);
    }
    for (let i = 0; i < length; i++) this.vocabulary.fetch(tokens.hash[path[i]!]!);
    for (let i = 0; i < length; i++) {
      const t = path[i]!;
      const [from, to] = [tokens.start[t]!, tokens.end[t]!];
      if (to - from > MAX_WORD) return -1;
      const word = this.vocabulary.addRange(units.data, from, to, tokens.hash[t]!);
      // A ligature is one unit of the token, and up to eighteen of its form.
      if (this.vocabulary.lengthOf(word) > MAX_WORD) return -1;
      this.words[i] = word;
    }
    return length;
  }

  private addEntry(entry: GazetteerEntry, text: string): number {
    const number = this.texts.add(text);
    if (number >= NUMBER_MASK) throw new RangeError('too many entries');
    this.weights = growInt32(this.weights, number + 1);
    this.weights[number] = Math.min(0x7fff_ffff, Math.max(0, Math.round(entry.weight ?? 0)));
    if (entry.type !== this.type.name) {
      this.type = this.types.get(entry.type) ?? { name: entry.type, count: 0 };
      this.types.set(entry.type, this.type);
    }
    this.type.count++;
    return number;
  }

  /** The entry that has just this text, -1 when there is none yet. @param node of the name in it */
  private knownEntry(node: number, text: string): number {
    const last = this.lastRow[node]! - 1;
    if (last < 0) return -1;
    const first = this.rows[this.rows[last * BUILT_ROW + 3]! * BUILT_ROW]!;
    if (this.texts.get(first) === text) return first;
    const hash = hashText(text);
    const known = this.namesakes.get(hash);
    if (known === undefined) this.namesakes.set(hash, this.texts.count);
    else if (this.texts.get(known) === text) return known;
    return -1;
  }

  private addRow(node: number, entry: number, flags: number, form: number): void {
    const row = this.rowCount++;
    this.rows = growInt32(this.rows, this.rowCount * BUILT_ROW);
    const { rows } = this;
    const last = this.lastRow[node]! - 1;
    if (last < 0) this.names++;
    rows[row * BUILT_ROW] = entry;
    rows[row * BUILT_ROW + 1] = flags;
    rows[row * BUILT_ROW + 2] = form;
    rows[row * BUILT_ROW + 3] = last < 0 ? row : rows[last * BUILT_ROW + 3]!;
    if (last >= 0) rows[last * BUILT_ROW + 3] = row;
    this.lastRow[node] = row + 1;
  }

  private *rowsOf(node: number): Generator<Row> {
    const { rows } = this;
    const last = this.lastRow[node]! - 1;
    if (last < 0) return;
    let row = last;
    do {
      row = rows[row * BUILT_ROW + 3]!;
      const at = row * BUILT_ROW;
      yield { entry: rows[at]!, flags: rows[at + 1]!, form: rows[at + 2]! };
    } while (row !== last);
  }

  /** FINAL for a node that is a name, with HAS_EXACT if one of its entries wants its exact spelling; else 0. */
  private flagsOf(node: number): number {
    if (this.lastRow[node] === 0) return 0;
    if (!this.hasExact) return FINAL;
    for (const { flags } of this.rowsOf(node)) if (flags & EntryFlag.exact) return FINAL | HAS_EXACT;
    return FINAL;
  }

  /** The value of a name. */
  private valueAt(node: number, lists: Lists): number {
    const last = this.lastRow[node]! - 1;
    const at = last * BUILT_ROW;
    if (this.rows[at + 3] === last && (this.rows[at + 1]! & EntryFlag.exact) === 0)
      return this.rows[at]! | ((this.rows[at + 1]! & EntryFlag.alias) === 0 ? 0 : IS_ALIAS);
    const own = [...this.rowsOf(node)].sort((a, b) => this.compare(a, b));
    const best = own[0]!;
    if (own.every(({ entry, flags }) => entry === best.entry && (flags & EntryFlag.exact) === 0))
      return best.entry | ((best.flags & EntryFlag.alias) === 0 ? 0 : IS_ALIAS);
    return lists.add(own.map((row) => ({ ...row, text: this.spelling(row) })));
  }

  private spelling({ entry, form }: Row): string {
    return form < 0 ? nameOfPayload(this.texts.get(entry)) : this.forms.get(form);
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
}

/** Lists of entries that a name leads to, as they will be in the file. */
class Lists {
  readonly starts: number[] = [0];
  readonly rows: number[] = [];
  readonly forms = new Texts();

  /** Adds a list; gives the value that stands for it. */
  add(rows: readonly (Row & { readonly text: string })[]): number {
    const number = this.starts.length - 1;
    const seen = new Set<string>();
    for (const { entry, flags, text } of rows) {
      const key = `${entry} ${text}`;
      if (seen.has(key)) continue;
      seen.add(key);
      this.rows.push(entry, flags, this.forms.add(text));
    }
    this.starts.push(this.rows.length / ROW_SIZE);
    return number | IS_LIST;
  }
}

const bytesOf = (array: Int32Array): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

function hashText(text: string): number {
  let hash = HASH_SEED;
  for (let i = 0; i < text.length; i++) hash = hashUnit(hash, text.charCodeAt(i));
  return hash;
}
