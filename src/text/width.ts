/**
 * How many cells of a terminal a text takes, and cutting and wrapping by that measure: marks, joiners and bidi controls
 * take none, emoji and East Asian wide characters two. Cuts are between graphemes, so that no letter loses its marks.
 */
import { ARABIC_MARK, CONTROL, FOLD, OTHER_MARK } from './characters.js';

const ELLIPSIS = '…';
const EMOJI_VARIATION = '\ufe0f';
const EMOJI = /\p{Emoji_Presentation}/u;
const PICTURE = /\p{Extended_Pictographic}|[0-9#*]\ufe0f\u20e3/u;
const ZERO_WIDTH = /\p{M}|\p{Cf}|\p{Cc}/u;

/** East Asian Wide and Fullwidth (Unicode's EastAsianWidth.txt) without the emoji, which have a rule of their own. */
const WIDE: readonly (readonly [first: number, last: number])[] = [
  [0x1100, 0x115f],
  [0x2329, 0x232a],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18dff],
  [0x1aff0, 0x1b2ff],
  [0x1f200, 0x1f2ff],
  [0x20000, 0x3fffd],
];

let segmenter: Intl.Segmenter | undefined;

/** The graphemes of a text (Unicode's extended grapheme clusters). */
function* graphemes(text: string): Generator<string> {
  if (isPlain(text)) {
    for (let start = 0, end = 0; start < text.length; start = end) {
      for (end = start + 1; end < text.length && plainWidth(text.charCodeAt(end)) === 0; ) end++;
      yield text.slice(start, end);
    }
    return;
  }
  // Made only when there is need: its first use takes longer than an article.
  segmenter ??= new Intl.Segmenter('ar', { granularity: 'grapheme' });
  for (const { segment } of segmenter.segment(text)) yield segment;
}

/** Whether every unit takes 0 cells or 1; a grapheme is then a unit and the marks and joiners that follow. */
function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (plainWidth(text.charCodeAt(i)) < 0) return false;
  return true;
}

/** 0 or 1 for what is neither wide nor an emoji whatever stands beside it; -1 when the graphemes must be looked at. */
function plainWidth(unit: number): number {
  if (unit < 0x20 || (unit >= 0x7f && unit < 0xa0)) return 0;
  if (unit < 0x7f) return 1;
  const arabicForm = unit >= 0xfb50 && unit <= 0xfdff;
  if (
    unit >= 0x1100 &&
    !arabicForm &&
    !(unit >= 0x2000 && unit <= 0x206f) &&
    !(unit >= 0xfe70 && unit <= 0xfefc)
  ) {
    return -1;
  }
  const value = FOLD[unit]!;
  return value === ARABIC_MARK || value === CONTROL || value === OTHER_MARK ? 0 : 1;
}

function codePointWidth(codePoint: number): number {
  const plain = codePoint > 0xffff ? -1 : plainWidth(codePoint);
  if (plain >= 0) return plain;
  // Vowels and final consonants of Hangul stand inside the cells of the consonant before them.
  if (codePoint >= 0x1160 && codePoint <= 0x11ff) return 0;
  if (ZERO_WIDTH.test(String.fromCodePoint(codePoint))) return 0;
  return WIDE.some(([first, last]) => codePoint >= first && codePoint <= last) ? 2 : 1;
}

function graphemeWidth(grapheme: string): number {
  if (EMOJI.test(grapheme)) return 2;
  if (grapheme.includes(EMOJI_VARIATION) && PICTURE.test(grapheme)) return 2;
  let width = 0;
  for (const character of grapheme) width += codePointWidth(character.codePointAt(0)!);
  return width;
}

/**
 * The cells that a text takes on a terminal when it stands on one line.
 * Control characters count as 0: they have to be taken out before (see terminal.ts).
 */
export function displayWidth(text: string): number {
  let width = 0;
  for (let i = 0; i < text.length; i++) {
    const plain = plainWidth(text.charCodeAt(i));
    if (plain < 0) {
      width = 0;
      for (const grapheme of graphemes(text)) width += graphemeWidth(grapheme);
      return width;
    }
    width += plain;
  }
  return width;
}

/** The longest beginning of whole graphemes that takes at most so many cells. */
function beginning(text: string, width: number): string {
  let taken = 0;
  let length = 0;
  for (const grapheme of graphemes(text)) {
    taken += graphemeWidth(grapheme);
    if (taken > width) break;
    length += grapheme.length;
  }
  return text.slice(0, length);
}

/** The text if it fits into so many cells, else its beginning, cut between graphemes, and an ellipsis. */
export function cutToWidth(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  return width < 1 ? '' : beginning(text, width - 1).trimEnd() + ELLIPSIS;
}

/**
 * The text in lines of at most so many cells: broken at blanks, inside a word (between graphemes) only where the word
 * is longer than a line; what does not fit into the last line is cut with an ellipsis.
 */
export function wrapToWidth(text: string, width: number, maxLines: number): string[] {
  const lines: string[] = [];
  let rest = text.trim();
  while (lines.length < maxLines - 1 && displayWidth(rest) > width) {
    let piece = beginning(rest, width);
    // One grapheme that is wider than the line: there is no line for it.
    if (piece === '') break;
    if (rest[piece.length] !== ' ') {
      const blank = piece.lastIndexOf(' ');
      if (blank > 0) piece = piece.slice(0, blank);
    }
    lines.push(piece.trimEnd());
    rest = rest.slice(piece.length).trimStart();
  }
  lines.push(cutToWidth(rest, width));
  return lines;
}
