/** Code points beyond the Basic Multilingual Plane and emoji sequences: rare in news, so out of the tokenizer's way. */

/** Longest emoji sequence that is looked at, in code units (a family with skin tones has 26). */
const LONGEST = 40;
/** Made when the first emoji comes: the table of sequences takes Node longer than an article. */
let emoji: RegExp | undefined;
const WORD = /[\p{L}\p{N}\p{M}]/u;

/** The code point at `i`; a lone surrogate is itself. */
export function codePointAt(units: Uint16Array, i: number, length: number): number {
  const high = units[i]!;
  if (high < 0xd800 || high > 0xdbff || i + 1 >= length) return high;
  const low = units[i + 1]!;
  return low >= 0xdc00 && low <= 0xdfff ? (high - 0xd800) * 0x400 + (low - 0xdc00) + 0x10000 : high;
}

/** May an emoji begin with this unit of the Basic Multilingual Plane? (©, ®, and from ‼ on, keycaps apart) */
export const isEmojiStart = (unit: number): boolean => unit === 0xa9 || unit === 0xae || unit >= 0x203c;

/** Is the supplementary code point a letter, number or mark? */
export const isSupplementaryWord = (point: number): boolean => WORD.test(String.fromCodePoint(point));

/** The end of the emoji sequence at `i`, or `i` when there is none. */
export function emojiEnd(units: Uint16Array, i: number, length: number): number {
  const text = String.fromCharCode(...units.subarray(i, Math.min(length, i + LONGEST)));
  emoji ??= /^(?:\p{RGI_Emoji}|\p{Extended_Pictographic}\uFE0F?)/v;
  return i + (emoji.exec(text)?.[0].length ?? 0);
}
