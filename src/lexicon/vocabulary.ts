import { ARABIC_MARK, EXPANSIONS, FIRST_LETTER, FOLD, HIGH_SURROGATE, LIGATURE, TATWEEL_CLASS } from '../text/characters.js';
import { HASH_SEED, hashUnit, slotOf, slotScale } from '../tokens/hash.js';

const LOAD = 0.6;

/**
 * All words of a compiled file: matching form → slot. The number of the slot is the word's id.
 *
 * A slot is four integers: hash, offset of the form in the pool (0: empty), class bits, and the flags of the names that
 * begin with the word. The pool holds length and code units of each form, and the characters are compared, so that a
 * hash alone never decides.
 */
export class Vocabulary {
  readonly capacity: number;
  private readonly scale: number;

  constructor(
    readonly slots: Int32Array,
    readonly pool: Uint16Array,
  ) {
    this.capacity = slots.length >> 2;
    this.scale = slotScale(this.capacity);
  }

  /**
   * The id of the word whose matching form units[from, to) has, or -1.
   * @param hash its hash (see tokens/hash.ts)
   */
  find(units: Uint16Array, from: number, to: number, hash: number): number {
    return this.search(units, from, to, hash, 0, 0);
  }

  /** As `find`, for a form of which two letters stand before units[from, to) (ال of للعراق). `hash` includes them. */
  findAfter(first: number, second: number, units: Uint16Array, from: number, to: number, hash: number): number {
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

  private search(units: Uint16Array, from: number, to: number, hash: number, first: number, second: number): number {
    const { slots, capacity } = this;
    let slot = slotOf(hash, this.scale);
    for (;;) {
      const offset = slots[(slot << 2) + 1]!;
      if (offset === 0) return -1;
      if (slots[slot << 2] === hash && this.same(offset, units, from, to, first, second)) return slot;
      if (++slot === capacity) slot = 0;
    }
  }

  private same(offset: number, units: Uint16Array, from: number, to: number, first: number, second: number): boolean {
    const { pool } = this;
    const end = offset + 1 + pool[offset]!;
    let at = offset + 1;
    if (first !== 0 && (pool[at++] !== first || pool[at++] !== second)) return false;
    for (let i = from; i < to; i++) {
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

/** Collects words while data is compiled; ids are handed out in order of arrival and become slots when it is frozen. */
export class VocabularyBuilder {
  private readonly ids = new Map<string, number>();
  private readonly forms: string[] = [];
  readonly classes: number[] = [];
  readonly roots: number[] = [];

  get size(): number {
    return this.forms.length;
  }

  /** The provisional id of a matching form. */
  add(form: string): number {
    let id = this.ids.get(form);
    if (id === undefined) {
      id = this.forms.length;
      this.ids.set(form, id);
      this.forms.push(form);
      this.classes.push(0);
      this.roots.push(0);
    }
    return id;
  }

  /** Visits all forms with their class bits. */
  eachForm(visit: (form: string, classes: number) => void): void {
    this.forms.forEach((form, id) => visit(form, this.classes[id]!));
  }

  get(form: string): number | undefined {
    return this.ids.get(form);
  }

  /** Gives each word its slot. Classes and root flags may be set until `fill`. */
  layout(): Int32Array {
    const capacity = Math.max(64, Math.ceil(this.forms.length / LOAD));
    this.slots = new Int32Array(capacity * 4);
    const scale = slotScale(capacity);
    let size = 1;
    for (const form of this.forms) size += form.length + 1;
    this.pool = new Uint16Array(size);
    const places = new Int32Array(this.forms.length);
    let offset = 1;
    this.forms.forEach((form, id) => {
      let hash = HASH_SEED;
      this.pool[offset] = form.length;
      for (let i = 0; i < form.length; i++) {
        const unit = form.charCodeAt(i);
        hash = hashUnit(hash, unit);
        this.pool[offset + 1 + i] = unit;
      }
      let slot = slotOf(hash, scale);
      while (this.slots[(slot << 2) + 1] !== 0) if (++slot === capacity) slot = 0;
      this.slots[slot << 2] = hash;
      this.slots[(slot << 2) + 1] = offset;
      places[id] = slot;
      offset += form.length + 1;
    });
    this.places = places;
    return places;
  }

  slots = new Int32Array(0);
  pool = new Uint16Array(0);
  private places = new Int32Array(0);

  /** Writes classes and root flags into the slots. */
  fill(): void {
    this.places.forEach((slot, id) => {
      this.slots[(slot << 2) + 2] = this.classes[id]! | 0;
      this.slots[(slot << 2) + 3] = this.roots[id]! | 0;
    });
  }
}
