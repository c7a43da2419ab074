import { ARABIC_MARK, FIRST_LETTER, FOLD, TATWEEL_CLASS } from '../text/characters.js';

/**
 * The offset after the first `count` of the folded letters at `from` (and the marks on them).
 * @returns -1 when others stand there
 */
export function skipLetters(
  units: Uint16Array,
  from: number,
  to: number,
  letters: readonly number[],
  count: number,
): number {
  let at = 0;
  let i = from;
  for (; i < to && at < count; i++) {
    const value = FOLD[units[i]!]!;
    if (value >= FIRST_LETTER) {
      if (value !== letters[at++]) return -1;
    } else if (value < ARABIC_MARK || value > TATWEEL_CLASS) return -1;
  }
  if (at < count) return -1;
  while (i < to && FOLD[units[i]!]! >= ARABIC_MARK && FOLD[units[i]!]! <= TATWEEL_CLASS) i++;
  return i;
}

/** Are there at least `count` letters in units[from, to)? */
export function hasLetters(units: Uint16Array, from: number, to: number, count: number): boolean {
  for (let i = from; i < to && count > 0; i++) if (FOLD[units[i]!]! >= FIRST_LETTER) count--;
  return count <= 0;
}
