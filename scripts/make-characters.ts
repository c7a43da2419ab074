/**
 * Writes src/text/characters.generated.ts: which code units of the Basic Multilingual Plane are letters, marks,
 * numbers and punctuation, and what lower case and presentation forms fold to. It is written once for a Unicode
 * version and committed, so that a compiled gazetteer means the same under every version of Node, and so that
 * nothing is computed from regular expressions at start-up.
 *
 *   npx tsx scripts/make-characters.ts
 *
 * Source: the Unicode Character Database as Node's ICU has it (process.versions.unicode).
 */
import { writeFileSync } from 'node:fs';

const isSurrogate = (c: number) => c >= 0xd800 && c < 0xe000;

/** Maximal runs of code units for which `test` holds, as gap and length pairs in base 36. */
function runs(test: (character: string) => boolean): string {
  const out: string[] = [];
  let last = 0;
  for (let c = 0; c < 0x10000; ) {
    if (isSurrogate(c) || !test(String.fromCharCode(c))) {
      c++;
      continue;
    }
    const start = c;
    while (c < 0x10000 && !isSurrogate(c) && test(String.fromCharCode(c))) c++;
    out.push((start - last).toString(36), (c - start).toString(36));
    last = c;
  }
  return out.join(' ');
}

/** Upper-case code units whose lower case is one other code unit: gap, and the (signed) distance to it. */
function lowerCase(): string {
  const out: string[] = [];
  let last = 0;
  for (let c = 0x80; c < 0x10000; c++) {
    if (isSurrogate(c)) continue;
    const lower = String.fromCharCode(c).toLowerCase();
    if (lower.length !== 1 || lower.charCodeAt(0) === c) continue;
    out.push((c - last).toString(36), (lower.charCodeAt(0) - c).toString(36));
    last = c;
  }
  return out.join(' ');
}

/** Arabic presentation forms (FB50–FDFF, FE70–FEFC) and the letters that they stand for (compatibility decomposition). */
function presentationForms(): string {
  const out: string[] = [];
  for (let c = 0xfb50; c <= 0xfefc; c++) {
    if (c > 0xfdff && c < 0xfe70) continue;
    const character = String.fromCharCode(c);
    const letters = character
      .normalize('NFKC')
      .normalize('NFD')
      .replace(/[^\p{L}\p{N} ]/gu, '')
      .normalize('NFC');
    if (letters !== character && letters.trim()) out.push(`${c.toString(16)}:${letters.trim()}`);
  }
  return out.join(',');
}

const text = `// Made by scripts/make-characters.ts from Unicode ${process.versions.unicode}. Do not edit.
/** Runs of letters and numbers: gap and length, base 36. */
export const LETTERS = '${runs((s) => /[\p{L}\p{N}]/u.test(s))}';
/** Runs of decimal digits. */
export const DIGITS = '${runs((s) => /\p{Nd}/u.test(s))}';
/** Runs of marks (combining characters). */
export const MARKS = '${runs((s) => /\p{M}/u.test(s))}';
/** Runs of nonspacing marks whose Script_Extensions has Arabic. */
export const ARABIC_MARKS = '${runs((s) => /\p{Mn}/u.test(s) && /\p{Script_Extensions=Arabic}/u.test(s))}';
/** Runs of punctuation. */
export const PUNCTUATION = '${runs((s) => /\p{P}/u.test(s))}';
/** Runs of white space. */
export const SPACES = '${runs((s) => /\p{White_Space}/u.test(s))}';
/** Runs of format controls: zero-width characters, joiners, bidi controls, variation selectors. */
export const CONTROLS = '${runs((s) => /[\p{Cf}\ufe00-\ufe0f]/u.test(s))}';
/** Lower case: gap and distance, base 36. */
export const LOWER = '${lowerCase()}';
/** Arabic presentation forms and their letters. */
export const PRESENTATION_FORMS =
  '${presentationForms()}';
`;
writeFileSync(new URL('../src/text/characters.generated.ts', import.meta.url), text);
