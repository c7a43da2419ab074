import type { SectionData } from '../lexicon/binary.js';
import { formsOf } from '../lexicon/build.js';
import { StringsBuilder } from '../lexicon/strings.js';
import { TrieBuilder } from '../lexicon/trie.js';
import type { VocabularyBuilder } from '../lexicon/vocabulary.js';
import {
  DEGREE,
  ENTRY_SIZE,
  EntryField,
  EntryFlag,
  type GazetteerEntry,
  NO_COORDINATE,
  SAME_AS_NAME,
} from './entry.js';

/** Longest name, in tokens. */
const MAX_TOKENS = 16;

/** Compiles names into the sections that `Gazetteer` reads. */
export class GazetteerBuilder {
  private readonly strings = new StringsBuilder();
  private readonly trie = new TrieBuilder();
  private readonly listOf = new Map<number, number>();
  /** For each name: rows of (entry, string of the form, flags). */
  private readonly lists: [entry: number, form: number, flags: number][][] = [];
  private readonly entries: number[] = [];

  constructor(private readonly vocabulary: VocabularyBuilder) {}

  get size(): number {
    return this.entries.length / ENTRY_SIZE;
  }

  add(entry: GazetteerEntry): void {
    const number = this.size;
    const flags =
      (entry.common ? EntryFlag.common : 0) |
      (entry.exact ? EntryFlag.exact : 0) |
      (entry.bulk ? EntryFlag.bulk : 0);
    const row = new Array<number>(ENTRY_SIZE).fill(0);
    row[EntryField.name] = this.strings.add(entry.name);
    row[EntryField.type] = this.strings.add(entry.type);
    row[EntryField.subtype] = this.strings.add(entry.subtype ?? '');
    row[EntryField.id] = this.strings.add(entry.id ?? '');
    row[EntryField.country] = this.strings.add(entry.country ?? '');
    row[EntryField.role] = this.strings.add(entry.role ?? '');
    row[EntryField.lat] = entry.lat === undefined ? NO_COORDINATE : Math.round(entry.lat * DEGREE);
    row[EntryField.lon] = entry.lon === undefined ? NO_COORDINATE : Math.round(entry.lon * DEGREE);
    row[EntryField.weight] = Math.min(0x7fff_ffff, Math.max(0, Math.round(entry.weight ?? 0)));
    row[EntryField.flags] = flags;
    this.entries.push(...row);
    this.addForm(entry.name, number, flags);
    for (const alias of entry.aliases ?? []) this.addForm(alias, number, flags | EntryFlag.alias);
  }

  /** Does the word by itself make a name? */
  isName(word: number): boolean {
    return this.listOf.has(this.trie.add([word]));
  }

  private addForm(form: string, entry: number, flags: number): void {
    const words = formsOf(form);
    if (words.length === 0 || words.length > MAX_TOKENS) return;
    const node = this.trie.add(words.map((word) => this.vocabulary.add(word)));
    let list = this.listOf.get(node);
    if (list === undefined) {
      list = this.lists.length;
      this.listOf.set(node, list);
      this.lists.push([]);
    }
    const rows = this.lists[list]!;
    if (rows.some((row) => row[0] === entry)) return;
    rows.push([entry, (flags & EntryFlag.alias) === 0 ? SAME_AS_NAME : this.strings.add(form), flags]);
  }

  /** The sections; `places` is the slot of each word. Sets the root flags of the vocabulary. */
  build(places: Int32Array): Map<string, SectionData> {
    const starts: number[] = [];
    let rows = 0;
    for (const list of this.lists) {
      starts.push(rows);
      rows += list.length;
      list.at(-1)![2] |= EntryFlag.last;
    }
    const { edges, roots } = this.trie.freeze(places, (node) => starts[this.listOf.get(node) ?? -1] ?? -1);
    roots.forEach((flags, word) => {
      this.vocabulary.roots[word] = flags;
    });
    return new Map<string, SectionData>([
      ['nam.key', edges.keys],
      ['nam.val', edges.values],
      ['nam.fil', edges.filter],
      ['nam.row', Int32Array.from(this.lists.flat(2))],
      ['ent', Int32Array.from(this.entries)],
      ['ent.str', this.strings.build()],
    ]);
  }
}
