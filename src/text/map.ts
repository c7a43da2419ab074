/**
 * A change of single characters, whatever stands beside them: any number of folds one after the other become one table.
 * Code units beyond the Basic Multilingual Plane stay, or all go out.
 */
import { Buffer } from 'node:buffer';
import type { Edits } from './offsets.js';
import type { Step, StepStream } from './step.js';

/** In the table: the unit is taken out. NUL itself is looked up. */
const DROP = 0;
/** In the table: what the unit becomes has to be looked up. */
const LOOK_UP = 1;
/** Code units that are mapped at once. */
const BLOCK = 1 << 16;

const unitsOf = (text: string): number[] => Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));

/** What maps write to; one after the other, since none of them waits for anything. */
let scratch = new Uint16Array(BLOCK);

export class CharacterMap implements Step, StepStream {
  /** What each unit becomes where it changes; '' for taken out. */
  readonly changes: ReadonlyMap<number, string>;
  /** Units that stay though the rest goes out; null where the rest stays. */
  readonly #kept: ReadonlySet<number> | null;
  #made: Uint16Array | undefined;

  constructor(changes: ReadonlyMap<number, string>, kept: ReadonlySet<number> | null) {
    this.changes = changes;
    this.#kept = kept;
  }

  /** Whether what is not named goes out, characters beyond the Basic Multilingual Plane among it. */
  get dropsRest(): boolean {
    return this.#kept !== null;
  }

  /** What a unit becomes. */
  of(unit: number): string {
    const to = this.changes.get(unit);
    if (to !== undefined) return to;
    return this.#kept === null || this.#kept.has(unit) ? String.fromCharCode(unit) : '';
  }

  /** This change and then the other, as one. */
  followedBy(next: CharacterMap): CharacterMap {
    const changes = new Map<number, string>();
    const kept = this.dropsRest || next.dropsRest ? new Set<number>() : null;
    for (const unit of new Set([...this.#named(), ...next.#named()])) {
      let to = '';
      for (const each of unitsOf(this.of(unit))) to += next.of(each);
      if (to !== String.fromCharCode(unit)) changes.set(unit, to);
      else kept?.add(unit);
    }
    return new CharacterMap(changes, kept);
  }

  #named(): number[] {
    return [...this.changes.keys(), ...(this.#kept ?? [])];
  }

  open(): StepStream {
    return this;
  }

  end(): string {
    return '';
  }

  push(text: string, edits: Edits | null): string {
    const table = this.#table;
    const length = text.length;
    let same = 0;
    while (same < length) {
      const unit = text.charCodeAt(same);
      if (table[unit] !== unit || unit <= LOOK_UP) break;
      same++;
    }
    edits?.keep(same);
    if (same === length) return text;
    let out = text.slice(0, same);
    for (let from = same; from < length; from += BLOCK) {
      const block = Buffer.from(text.slice(from, from + BLOCK), 'utf16le');
      if (edits !== null) this.#tell(text, from, Math.min(length, from + BLOCK), edits);
      const changed = this.apply(asUnits(block));
      out += Buffer.from(changed.buffer, changed.byteOffset, changed.byteLength).toString('utf16le');
    }
    return out;
  }

  /** The changed units, in an array that the next call writes to again. */
  apply(units: Uint16Array): Uint16Array {
    if (scratch.length < units.length) scratch = new Uint16Array(units.length);
    const at = { read: 0, written: 0 };
    for (mapPlain(this.#table, units, scratch, at); at.read < units.length; ) {
      const to = this.of(units[at.read++]!);
      if (at.written + to.length + units.length - at.read > scratch.length) {
        const larger = new Uint16Array(scratch.length * 2 + to.length);
        larger.set(scratch);
        scratch = larger;
      }
      for (let j = 0; j < to.length; j++) scratch[at.written++] = to.charCodeAt(j);
      mapPlain(this.#table, units, scratch, at);
    }
    return scratch.subarray(0, at.written);
  }

  /** Tells which units change their number. */
  #tell(text: string, from: number, to: number, edits: Edits): void {
    let told = from;
    for (let i = from; i < to; i++) {
      const unit = text.charCodeAt(i);
      const value = this.#table[unit]!;
      if (value > LOOK_UP) continue;
      edits.keep(i - told);
      edits.replace(1, this.of(unit).length);
      told = i + 1;
    }
    edits.keep(to - told);
  }

  /** For every unit what it becomes, or DROP or LOOK_UP. */
  get #table(): Uint16Array {
    this.#made ??= this.#makeTable();
    return this.#made;
  }

  #makeTable(): Uint16Array {
    const table = new Uint16Array(0x10000);
    if (this.#kept === null) for (let unit = 0; unit < 0x10000; unit++) table[unit] = unit;
    else for (const unit of this.#kept) table[unit] = unit;
    for (const [unit, to] of this.changes) {
      if (to === '') table[unit] = DROP;
      else table[unit] = to.length === 1 && to.charCodeAt(0) > LOOK_UP ? to.charCodeAt(0) : LOOK_UP;
    }
    // Those two stand for themselves only when they are looked up.
    for (const unit of [DROP, LOOK_UP]) if (this.of(unit) !== '') table[unit] = LOOK_UP;
    return table;
  }
}

/** Maps units until one has to be looked up. Nothing else stands in this loop: all the speed is in it. */
function mapPlain(
  table: Uint16Array,
  units: Uint16Array,
  out: Uint16Array,
  at: { read: number; written: number },
): void {
  const length = units.length;
  let written = at.written;
  let i = at.read;
  for (; i < length; i++) {
    const value = table[units[i]!]!;
    if (value === LOOK_UP) break;
    out[written] = value;
    written += value === DROP ? 0 : 1;
  }
  at.read = i;
  at.written = written;
}

/** Bytes of UTF-16LE as code units. */
export function asUnits(bytes: Buffer): Uint16Array {
  // Small buffers share memory and may begin at an odd byte.
  const aligned = bytes.byteOffset % 2 === 0 ? bytes : Uint8Array.from(bytes);
  return new Uint16Array(aligned.buffer, aligned.byteOffset, aligned.byteLength >> 1);
}
