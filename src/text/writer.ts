/** Text that is put together from code units, without a string for each of its words. */
import { Buffer, transcode } from 'node:buffer';
import { ARABIC_MARK, EXPANSIONS, FIRST_LETTER, FOLD, LIGATURE } from './characters.js';

/** Takes code units and gives them as a string or as UTF-8; its array is used again. */
export class UnitWriter {
  #units = new Uint16Array(1 << 15);
  #length = 0;

  clear(): void {
    this.#length = 0;
  }

  unit(unit: number): void {
    this.#reserve(1);
    this.#units[this.#length++] = unit;
  }

  /** units[from, to) as they are. */
  copy(units: Uint16Array, from: number, to: number): void {
    this.#reserve(to - from);
    const out = this.#units;
    let length = this.#length;
    for (let i = from; i < to; i++) out[length++] = units[i]!;
    this.#length = length;
  }

  /** The matching form of units[from, to) (text/characters.ts). */
  fold(units: Uint16Array, from: number, to: number): void {
    for (let i = from; i < to; i++) {
      const value = FOLD[units[i]!]!;
      if (value >= FIRST_LETTER) this.unit(value);
      else if (value === LIGATURE) for (const letter of EXPANSIONS.get(units[i]!)!) this.unit(letter);
      else if (value < ARABIC_MARK || value > LIGATURE) this.unit(units[i]!);
    }
  }

  text(text: string): void {
    this.#reserve(text.length);
    for (let i = 0; i < text.length; i++) this.#units[this.#length++] = text.charCodeAt(i);
  }

  toString(): string {
    return this.#bytes().toString('utf16le');
  }

  /** UTF-8. What was written must have no half of a surrogate pair. @throws Error */
  toBytes(): Buffer {
    return transcode(this.#bytes(), 'utf16le', 'utf8');
  }

  #bytes(): Buffer {
    return Buffer.from(this.#units.buffer, 0, this.#length * 2);
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#units.length) return;
    const larger = new Uint16Array(Math.max(this.#length + more, this.#units.length * 2));
    larger.set(this.#units.subarray(0, this.#length));
    this.#units = larger;
  }
}
