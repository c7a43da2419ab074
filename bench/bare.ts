/**
 * The least that a token pass can do, as a yardstick: words by one table of classes, their folded letters, two rolling
 * hashes, where they begin and end. No kinds, no numbers, no addresses, no emoji.
 */
import { FIRST_LETTER, FOLD } from '../src/text/characters.js';

const BREAK = 0;
const IGNORED = 1;
const LETTER = 2;
/** Classes in one byte: LETTER and more are letters and digits, each with a number of its own where they are few. */
const CLASSES = Uint8Array.from({ length: 0x10000 }, (_, unit) => {
  const value = FOLD[unit]!;
  if (value >= FIRST_LETTER) return LETTER + (value % 0xf0);
  return value >= 4 && value <= 6 ? IGNORED : BREAK;
});
let start = new Int32Array(0);
let end = new Int32Array(0);
let first = new Int32Array(0);
let second = new Int32Array(0);

/** @param units as the tokenizer takes them: units[length] ends a word @returns the number of words */
export function barePass(units: Uint16Array, length: number): number {
  if (start.length < length)
    [start, end, first, second] = [1, 2, 3, 4].map(() => new Int32Array(length)) as [
      Int32Array<ArrayBuffer>,
      Int32Array<ArrayBuffer>,
      Int32Array<ArrayBuffer>,
      Int32Array<ArrayBuffer>,
    ];
  const classes = CLASSES;
  let count = 0;
  for (let i = 0; i < length; i++) {
    let value = classes[units[i]!]!;
    if (value < LETTER) continue;
    let a = 0x811c9dc5 | 0;
    let b = 0x3c6ef372;
    start[count] = i;
    do {
      if (value >= LETTER) {
        a = Math.imul(a ^ value, 0x01000193);
        b = Math.imul(b + value, 0x5bd1e995);
        b ^= b >>> 15;
      }
      value = classes[units[++i]!]!;
    } while (value !== BREAK);
    end[count] = i;
    first[count] = a;
    second[count++] = b;
  }
  return count;
}
