/** Code points beyond the Basic Multilingual Plane and emoji sequences: rare in news, so out of the tokenizer's way. */

/** Longest emoji sequence that is looked at, in code units (a family with skin tones has 26). */
const LONGEST = 40;
const ZERO_WIDTH_JOINER = 0x200d;
const EMOJI_VARIATION = 0xfe0f;
const KEYCAP = 0x20e3;
/** First units of tags and of regional indicators; second units of skin tones. */
const TAG_HIGH = 0xdb40;
const REGIONAL_HIGH = 0xd83c;
const isSkinTone = (low: number): boolean => low >= 0xdffb && low <= 0xdfff;
const REGIONAL_FIRST = 0x1f1e6;
const REGIONAL_LAST = 0x1f1ff;

/** Made when the first emoji comes: the table of sequences takes Node longer than an article. */
let emoji: RegExp | undefined;
/** Code points that were met alone: is each an emoji? Begun anew when it holds so many. */
const MEMO = 4096;
const alone = new Map<number, boolean>();
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
  const point = codePointAt(units, i, length);
  const end = i + (point > 0xffff ? 2 : 1);
  // Nearly all stand alone, and of those a text has the same few.
  if (end < length && mayGoOn(point, units[end]!, units[end + 1]!)) return sequenceEnd(units, i, length);
  let known = alone.get(point);
  if (known === undefined) {
    known = sequenceEnd(units, i, end) === end;
    if (alone.size >= MEMO) alone.clear();
    alone.set(point, known);
  }
  return known ? end : i;
}

/** May a sequence that begins with the code point have more than it, by the two units that follow? */
function mayGoOn(point: number, next: number, afterNext: number): boolean {
  if (next === ZERO_WIDTH_JOINER || next === EMOJI_VARIATION || next === KEYCAP || next === TAG_HIGH)
    return true;
  if (next !== REGIONAL_HIGH) return false;
  return isSkinTone(afterNext) || (point >= REGIONAL_FIRST && point <= REGIONAL_LAST);
}

function sequenceEnd(units: Uint16Array, i: number, length: number): number {
  const text = String.fromCharCode(...units.subarray(i, Math.min(length, i + LONGEST)));
  emoji ??= /^(?:\p{RGI_Emoji}|\p{Extended_Pictographic}\uFE0F?)/v;
  return i + (emoji.exec(text)?.[0].length ?? 0);
}
