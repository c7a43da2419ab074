/**
 * What each UTF-16 code unit is and what it folds to, in one table: the value of `FOLD[unit]` is either one of the
 * small class codes below or, for letters and digits, the code unit of the matching form.
 *
 * The matching form (used to look words up; what is printed is always the original):
 * - dropped: nonspacing marks of the Arabic script, tatweel, zero-width and bidi controls;
 * - أ إ آ ٱ ٲ ٳ → ا, ى ی ے → ي, ة ہ ھ ە → ه, ؤ → و, ئ → ي, ک → ك;
 * - presentation forms → their letters (those that stand for several letters: see `EXPANSIONS`);
 * - Arabic-Indic and Persian digits → ASCII, capital letters → small ones.
 */
import * as data from './characters.generated.js';
import {
  ALEF,
  ARABIC_FIRST,
  ARABIC_LAST,
  ARABIC_MARK,
  CONTROL,
  DIGIT_NINE,
  DIGIT_ZERO,
  FIRST_LETTER,
  HEH,
  HIGH_SURROGATE,
  KAF,
  LIGATURE,
  LOW_SURROGATE,
  NEWLINE,
  OTHER_MARK,
  PUNCTUATION,
  SPACE,
  SYMBOL,
  TATWEEL,
  TATWEEL_CLASS,
  WAW,
  YEH,
} from './classes.js';

export * from './classes.js';

/** Single letters whose matching form is another letter (Unicode names; see the file's head). */
const LETTER_FOLDS: readonly (readonly [from: readonly number[], to: number])[] = [
  [[0x0622, 0x0623, 0x0625, 0x0671, 0x0672, 0x0673, 0x0675], ALEF],
  [[0x0649, 0x06cc, 0x06d2, 0x06d3, 0x0626, 0x0678], YEH],
  [[0x0629, 0x06c1, 0x06be, 0x06d5, 0x06c0, 0x06c2, 0x06c3], HEH],
  [[0x0624, 0x0676], WAW],
  [[0x06a9, 0x06aa], KAF],
];

/** @internal Calls back for each run of code units in a generated list. */
export function eachRun(runs: string, visit: (first: number, end: number) => void): void {
  const numbers = runs.split(' ');
  let at = 0;
  for (let i = 0; i + 1 < numbers.length; i += 2) {
    at += Number.parseInt(numbers[i]!, 36);
    const end = at + Number.parseInt(numbers[i + 1]!, 36);
    visit(at, end);
    at = end;
  }
}

/** The letters of the presentation forms that stand for more than one, folded. */
export const EXPANSIONS = new Map<number, readonly number[]>();

/** Class code or folded code unit of every UTF-16 code unit. */
export const FOLD: Uint16Array = makeFold();

function makeFold(): Uint16Array {
  const fold = new Uint16Array(0x10000); // SYMBOL where nothing else is said
  const fill = (runs: string, value: number) => eachRun(runs, (first, end) => fold.fill(value, first, end));
  eachRun(data.LETTERS, (first, end) => {
    for (let c = first; c < end; c++) fold[c] = c;
  });
  fill(data.PUNCTUATION, PUNCTUATION);
  fill(data.MARKS, OTHER_MARK);
  fill(data.ARABIC_MARKS, ARABIC_MARK);
  fill(data.CONTROLS, CONTROL);
  fold.fill(SPACE, 0, 0x20).fill(SPACE, 0x7f, 0xa0);
  fill(data.SPACES, SPACE);
  for (const c of [0x0a, 0x0b, 0x0c, 0x0d, 0x85, 0x2028, 0x2029]) fold[c] = NEWLINE;
  fold.fill(HIGH_SURROGATE, 0xd800, 0xdc00).fill(LOW_SURROGATE, 0xdc00, 0xe000);
  // Format characters that one sees: number and verse signs of the Arabic script.
  fold.fill(SYMBOL, 0x0600, 0x0606);
  for (const c of [0x06dd, 0x070f, 0x0890, 0x0891, 0x08e2]) fold[c] = SYMBOL;
  fold[TATWEEL] = TATWEEL_CLASS;
  const lower = data.LOWER.split(' ');
  for (let i = 0, c = 0; i + 1 < lower.length; i += 2) {
    c += Number.parseInt(lower[i]!, 36);
    if (fold[c]! >= FIRST_LETTER) fold[c] = c + Number.parseInt(lower[i + 1]!, 36);
  }
  for (let c = 0x41; c <= 0x5a; c++) fold[c] = c + 0x20;
  for (let digit = 0; digit < 10; digit++) {
    fold[0x0660 + digit] = fold[0x06f0 + digit] = DIGIT_ZERO + digit;
  }
  for (const [from, to] of LETTER_FOLDS) for (const c of from) fold[c] = to;
  for (const pair of data.PRESENTATION_FORMS.split(',')) {
    const form = Number.parseInt(pair.slice(0, 4), 16);
    const letters = pair.slice(5);
    if (letters.length === 1) {
      fold[form] = fold[letters.charCodeAt(0)]!;
      continue;
    }
    fold[form] = LIGATURE;
    const units = Array.from(letters, (letter) => fold[letter.charCodeAt(0)]!);
    EXPANSIONS.set(
      form,
      units.filter((unit) => unit >= FIRST_LETTER),
    );
  }
  return fold;
}

/** Is the folded value a letter of the Arabic script? */
export const isArabicLetter = (folded: number): boolean => folded >= ARABIC_FIRST && folded <= ARABIC_LAST;
/** Is the folded value an ASCII digit (to which the Arabic-Indic and Persian ones fold)? */
export const isDigit = (folded: number): boolean => folded >= DIGIT_ZERO && folded <= DIGIT_NINE;

/** Adds the matching form of one code unit; blanks and punctuation stay as they are. */
function foldUnit(unit: number): string {
  const value = FOLD[unit]!;
  if (value >= FIRST_LETTER) return String.fromCharCode(value);
  if (value === LIGATURE) return String.fromCharCode(...EXPANSIONS.get(unit)!);
  return value < ARABIC_MARK || value > LIGATURE ? String.fromCharCode(unit) : '';
}

/**
 * The matching form of a string (see the file's head). Blanks and punctuation stay as they are.
 * Used where lists are compiled; texts are folded while they are tokenized.
 */
export function matchingForm(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; i++) out += foldUnit(text.charCodeAt(i));
  return out;
}

/** The matching form of units[from, to). */
export function foldSpan(units: Uint16Array, from: number, to: number): string {
  let out = '';
  for (let i = from; i < to; i++) out += foldUnit(units[i]!);
  return out;
}

/** Have units[from, to) and units[otherFrom, otherTo) the same matching form? */
export function sameFolded(
  units: Uint16Array,
  from: number,
  to: number,
  otherFrom: number,
  otherTo: number,
): boolean {
  let same = 0;
  while (from + same < to && otherFrom + same < otherTo && units[from + same] === units[otherFrom + same])
    same++;
  // Most forms that are alike are written alike.
  if (from + same === to && otherFrom + same === otherTo) return true;
  return foldSpan(units, from + same, to) === foldSpan(units, otherFrom + same, otherTo);
}
