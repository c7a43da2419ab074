import {
  ARABIC_MARK,
  EXPANSIONS,
  FIRST_LETTER,
  FOLD,
  HIGH_SURROGATE,
  LIGATURE,
  TATWEEL_CLASS,
} from '../text/characters.js';
import { HASH_SEED, hashUnit, mixed, slotOf, slotScale } from '../tokens/hash.js';
import { growInt32 } from './grow.js';

const LOAD = 0.6;
/** The part of a hash that a slot keeps: low bits, since its place is made of the high ones. */
const tagOf = (hash: number): number => mixed(hash) & 0xf;
const MAX_FORM = 0xffff;

/**
 * All words of a compiled file: matching form → slot. The number of the slot is the word's id.
 *
 * A slot is four integers: the tag of the form's hash, offset of the form in the pool (0: empty), class bits, and the
 * flags of the names that begin with the word. The pool holds length and code units of each form, and the characters are
 * compared, so that a hash alone never decides. Where a word stands says most of its hash already; the tag is a few bits of
 * the rest, which keep nearly all others out and leave a file that packs well.
 */
export class Vocabulary {
  readonly capacity: number;
  private readonly scale: number;
  private readonly shift: number;

  /** @param filter see `makeWordFilter`; without one all words may be there */
  constructor(
    readonly slots: Int32Array,
    readonly pool: Uint16Array,
    private readonly filter: Int32Array = ALL_WORDS,
  ) {
    this.capacity = slots.length >> 2;
    this.scale = slotScale(this.capacity);
    this.shift = filterShift(filter);
  }

  /**
   * Whether a word with the hash may be there; false is certain. One read of a table that stays in the processor's
   * cache, where `find` would wait for memory.
   */
  mayHave(hash: number): boolean {
    const bit = Math.imul(hash, FILTER_FACTOR) >>> this.shift;
    return ((this.filter[bit >>> 5]! >>> (bit & 31)) & 1) !== 0;
  }

  /**
   * The id of the word whose matching form units[from, to) has, or -1.
   * @param hash its hash (see tokens/hash.ts)
   */
  find(units: Uint16Array, from: number, to: number, hash: number): number {
    return this.search(units, from, to, hash, 0, 0);
  }

  /** As `find`, for a form of which two letters stand before units[from, to) (ال of للعراق). `hash` includes them. */
  findAfter(
    first: number,
    second: number,
    units: Uint16Array,
    from: number,
    to: number,
    hash: number,
  ): number {
    return this.search(units, from, to, hash, first, second);
  }

  /** The id of a matching form, or -1. */
  findForm(form: string): number {
    const units = new Uint16Array(form.length);
    let hash = HASH_SEED;
    for (let i = 0; i < form.length; i++) {
      units[i] = form.charCodeAt(i);
      hash = hashUnit(hash, units[i]!);
    }
    return this.find(units, 0, form.length, hash);
  }

  /** The matching form of a word. */
  form(id: number): string {
    const offset = this.slots[(id << 2) + 1]!;
    return String.fromCharCode(...this.pool.subarray(offset + 1, offset + 1 + this.pool[offset]!));
  }

  private search(
    units: Uint16Array,
    from: number,
    to: number,
    hash: number,
    first: number,
    second: number,
  ): number {
    const { slots, capacity } = this;
    const tag = tagOf(hash);
    let slot = slotOf(hash, this.scale);
    for (;;) {
      const offset = slots[(slot << 2) + 1]!;
      if (offset === 0) return -1;
      if (slots[slot << 2] === tag && this.same(offset, units, from, to, first, second)) return slot;
      if (++slot === capacity) slot = 0;
    }
  }

  private same(
    offset: number,
    units: Uint16Array,
    from: number,
    to: number,
    first: number,
    second: number,
  ): boolean {
    return isForm(this.pool, offset, units, from, to, first, second);
  }
}

/**
 * Is the matching form of units[from, to), with two letters before it if `first` is not 0, what stands at `offset` of a
 * pool (length, then code units)?
 */
export function isForm(
  pool: Uint16Array,
  offset: number,
  units: Uint16Array,
  from: number,
  to: number,
  first: number,
  second: number,
): boolean {
  const end = offset + 1 + pool[offset]!;
  let at = offset + 1;
  let i = from;
  if (first !== 0) {
    if (pool[at++] !== first || pool[at++] !== second) return false;
  } else {
    // Nearly all words are letters only.
    for (; i < to; i++) {
      const value = FOLD[units[i]!]!;
      if (value < FIRST_LETTER || value !== pool[at]) break;
      at++;
    }
  }
  for (; i < to; i++) {
    const unit = units[i]!;
    const value = FOLD[unit]!;
    if (value >= FIRST_LETTER) {
      if (pool[at++] !== value) return false;
    } else if (value === LIGATURE) {
      for (const letter of EXPANSIONS.get(unit)!) if (pool[at++] !== letter) return false;
    } else if (value < ARABIC_MARK || value >= HIGH_SURROGATE) {
      if (pool[at++] !== unit) return false;
    }
  }
  return at === end;
}

const FILTER_FACTOR = 0x85ebca6b | 0;
/** Bits of a filter for each word. */
const FILTER_BITS = 6;
const ALL_WORDS = new Int32Array([-1]);

/** How far the product of a hash and the factor is shifted to give the number of a bit. */
const filterShift = (filter: Int32Array): number => 32 - Math.log2(filter.length * 32);

/** One bit for each hash that a word has: a power of two long. */
export function makeWordFilter(words: VocabularyBuilder): Int32Array {
  const filter = new Int32Array(2 ** Math.max(0, Math.ceil(Math.log2((words.size * FILTER_BITS) / 32))));
  const shift = filterShift(filter);
  for (let id = 0; id < words.size; id++) {
    const bit = Math.imul(words.hashOf(id), FILTER_FACTOR) >>> shift;
    filter[bit >>> 5]! |= 1 << (bit & 31);
  }
  return filter;
}

/** Are units[from, to) the exact form, apart from marks, tatweel and controls? */
export function isExactly(units: Uint16Array, from: number, to: number, form: string): boolean {
  let at = 0;
  for (let i = from; i < to; i++) {
    const value = FOLD[units[i]!]!;
    if (value >= ARABIC_MARK && value <= TATWEEL_CLASS) continue;
    if (form.charCodeAt(at++) !== units[i]) return false;
  }
  return at === form.length;
}

/** Integers of a place in the builder's table: id + 1 (0 for empty), hash, place of the form in the pool. */
const ENTRY = 3;

/**
 * Collects words while data is compiled; ids are handed out in order of arrival and become slots when it is laid out.
 * All in typed arrays, since a user's gazetteer may have a million words.
 */
export class VocabularyBuilder {
  readonly classes: number[] = [];
  readonly roots: number[] = [];
  slots = new Int32Array(0);
  pool = new Uint16Array(1 << 16);
  size = 0;
  private used = 1;
  private hashes = new Int32Array(1 << 12);
  private offsets = new Int32Array(1 << 12);
  /** Open addressing, a power of two of entries. */
  private table = new Int32Array(ENTRY << 12);
  private shift = 32 - 12;
  private places = new Int32Array(0);
  private scratch = new Uint16Array(256);
  protected fetched = 0;

  /** The provisional id of a matching form. */
  add(form: string): number {
    const hash = this.take(form);
    return this.addRange(this.scratch, 0, form.length, hash);
  }

  /** The provisional id of the matching form of units[from, to), whose hash is `hash`. */
  addRange(units: Uint16Array, from: number, to: number, hash: number): number {
    const at = this.search(units, from, to, hash);
    const known = this.table[at]! - 1;
    if (known >= 0) return known;
    const id = this.size++;
    this.table[at] = id + 1;
    this.table[at + 1] = hash;
    this.table[at + 2] = this.used;
    this.hashes = growInt32(this.hashes, this.size);
    this.offsets = growInt32(this.offsets, this.size);
    this.hashes[id] = hash;
    this.offsets[id] = this.used;
    this.append(units, from, to);
    this.classes.push(0);
    this.roots.push(0);
    // Two of three places are taken at most.
    if (this.size * ENTRY * 3 > this.table.length * 2) this.rehash();
    return id;
  }

  /**
   * Reads what `addRange` will read for a word, which may be far in memory: asked for a few words at once, their waits
   * overlap. What was read is kept, so that reading is not left out as useless.
   */
  fetch(hash: number): void {
    const at = (Math.imul(hash, 0x9e3779b1) >>> this.shift) * ENTRY;
    this.fetched = this.pool[this.table[at + 2]!]!;
  }

  /** Calls back with each form and its class bits, in order of arrival. */
  eachForm(visit: (form: string, classes: number, id: number) => void): void {
    for (let id = 0; id < this.size; id++) visit(this.form(id), this.classes[id] ?? 0, id);
  }

  /** The form of a provisional id. */
  form(id: number): string {
    const offset = this.offsets[id]!;
    return String.fromCharCode(...this.pool.subarray(offset + 1, offset + 1 + this.pool[offset]!));
  }

  /** The hash of the form of a provisional id. */
  hashOf(id: number): number {
    return this.hashes[id]!;
  }

  /** Code units of the form of a provisional id. */
  lengthOf(id: number): number {
    return this.pool[this.offsets[id]!]!;
  }

  /** Length and code units of each form. */
  get forms(): Uint16Array {
    return this.pool.subarray(0, this.used);
  }

  /** Where in `forms` that of a provisional id stands; not at 0. */
  placeOf(id: number): number {
    return this.offsets[id]!;
  }

  get(form: string): number | undefined {
    const hash = this.take(form);
    const id = this.table[this.search(this.scratch, 0, form.length, hash)]! - 1;
    return id < 0 ? undefined : id;
  }

  /** Gives each word its slot; the result is the slot of each provisional id. Classes and roots may be set until `fill`. */
  layout(): Int32Array {
    const capacity = Math.max(64, Math.ceil(this.size / LOAD));
    this.slots = new Int32Array(capacity * 4);
    this.pool = this.pool.slice(0, this.used);
    this.places = new Int32Array(this.size);
    const scale = slotScale(capacity);
    for (let id = 0; id < this.size; id++) {
      const hash = this.hashes[id]!;
      let slot = slotOf(hash, scale);
      while (this.slots[(slot << 2) + 1] !== 0) if (++slot === capacity) slot = 0;
      this.slots[slot << 2] = tagOf(hash);
      this.slots[(slot << 2) + 1] = this.offsets[id]!;
      this.places[id] = slot;
    }
    return this.places;
  }

  /** Writes classes and root flags into the slots. */
  fill(): void {
    this.places.forEach((slot, id) => {
      this.slots[(slot << 2) + 2] = (this.classes[id] ?? 0) | 0;
      this.slots[(slot << 2) + 3] = (this.roots[id] ?? 0) | 0;
    });
  }

  /** Puts a form into `scratch`; gives its hash. */
  private take(form: string): number {
    if (form.length > this.scratch.length) this.scratch = new Uint16Array(form.length * 2);
    let hash = HASH_SEED;
    for (let i = 0; i < form.length; i++) {
      const unit = form.charCodeAt(i);
      this.scratch[i] = unit;
      hash = hashUnit(hash, unit);
    }
    return hash;
  }

  /** Appends length and code units of the matching form to the pool. */
  private append(units: Uint16Array, from: number, to: number): void {
    const begin = this.used++;
    for (let i = from; i < to; i++) {
      const unit = units[i]!;
      const value = FOLD[unit]!;
      if (value >= FIRST_LETTER) this.put(value);
      else if (value === LIGATURE) for (const letter of EXPANSIONS.get(unit)!) this.put(letter);
      else if (value < ARABIC_MARK || value >= HIGH_SURROGATE) this.put(unit);
    }
    const length = this.used - begin - 1;
    if (length > MAX_FORM) throw new RangeError('a word of more than 65,535 characters');
    this.pool[begin] = length;
  }

  private put(unit: number): void {
    if (this.used + 1 >= this.pool.length) {
      const grown = new Uint16Array(this.pool.length * 2);
      grown.set(this.pool);
      this.pool = grown;
    }
    this.pool[this.used++] = unit;
  }

  /** Where the matching form of units[from, to) stands in the table, or the empty place for it. */
  private search(units: Uint16Array, from: number, to: number, hash: number): number {
    const { table, pool } = this;
    let at = (Math.imul(hash, 0x9e3779b1) >>> this.shift) * ENTRY;
    while (table[at] !== 0) {
      if (table[at + 1] === hash && isForm(pool, table[at + 2]!, units, from, to, 0, 0)) return at;
      at += ENTRY;
      if (at === table.length) at = 0;
    }
    return at;
  }

  private rehash(): void {
    const old = this.table;
    const table = new Int32Array(old.length * 2);
    this.shift--;
    for (let i = 0; i < old.length; i += ENTRY) {
      if (old[i] === 0) continue;
      let at = (Math.imul(old[i + 1]!, 0x9e3779b1) >>> this.shift) * ENTRY;
      while (table[at] !== 0) {
        at += ENTRY;
        if (at === table.length) at = 0;
      }
      for (let k = 0; k < ENTRY; k++) table[at + k] = old[i + k]!;
    }
    this.table = table;
  }
}
