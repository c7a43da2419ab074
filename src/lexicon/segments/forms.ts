import { FIRST_LETTER, FOLD, LIGATURE } from '../../text/characters.js';

/** What the word lists say of a form: one set of bits for each word of the vocabulary. */
export const Form = {
  /** Noun, adjective or adverb. */
  noun: 1,
  /** Verb in the past. */
  past: 2,
  /** Verb in the present: what س stands before. */
  imperfect: 4,
  /** Particle, preposition, pronoun … */
  function: 8,
  /** Given name, family name, nationality. */
  name: 16,
  /** The form is listed with a pronoun glued to it. */
  tail: 32,
  /** The form is listed as it is, and ends with heh, not with teh marbuta. */
  heh: 64,
  /** A word of a name of the gazetteer; no word file has it. */
  part: 128,
  /** A name of the gazetteer by itself. */
  gazetteer: 256,
} as const;

/** The article as it is written before a word. */
export const ARTICLE = '\u0627\u0644';

export const VERB = Form.past | Form.imperfect;
/** The form stands in a word file without a pronoun. */
export const LISTED = Form.noun | VERB | Form.function | Form.name;

/** Alefs that carry a hamza or a madda, and their presentation forms. */
const HAMZA_ALEFS = new Set([0x0622, 0x0623, 0x0625, 0xfe81, 0xfe82, 0xfe83, 0xfe84, 0xfe87, 0xfe88]);

/** What the word of a dual or plural may be whose ending is off: as it is, or with teh marbuta for teh. */
export const inSingular = (base: string): string[] =>
  base.endsWith('\u062a') ? [base, `${base.slice(0, -1)}\u0629`] : [base];

/** A word of more letters is none that can be cut. */
export const MAX_LETTERS = 40;

/** Letters that folding makes equal to others and that decide about clitics: teh marbuta, alef maksura, hamza on waw or yeh. */
const KEPT = new Set([0x0629, 0x0649, 0x0626, 0x0624, 0x0621]);

const FATHATAN = 0x064b;
const KASRATAN = 0x064d;

/**
 * The letters of a form as this stage compares them: marks, tatweel and controls dropped, alefs folded, ة ى ئ ؤ kept.
 * @returns the letters, for each the offset at which it stands, which of them are alefs with hamza or madda, and whether
 * a tanween stands on the last or before it; undefined when a ligature is among them, or more than `MAX_LETTERS`
 */
export function lettersOf(
  units: Uint16Array,
  from: number,
  to: number,
): { letters: string; at: number[]; hamza: ReadonlySet<number>; tanween: boolean } | undefined {
  let letters = '';
  const hamza = new Set<number>();
  const at: number[] = [];
  let tanween = false;
  for (let i = from; i < to; i++) {
    const unit = units[i]!;
    const value = FOLD[unit]!;
    if (value === LIGATURE) return undefined;
    if (value < FIRST_LETTER) {
      if (unit >= FATHATAN && unit <= KASRATAN) tanween = true;
      continue;
    }
    if (letters.length === MAX_LETTERS) return undefined;
    if (HAMZA_ALEFS.has(unit)) hamza.add(letters.length);
    letters += String.fromCharCode(KEPT.has(unit) ? unit : value);
    at.push(i);
  }
  return { letters, at, hamza, tanween };
}

/** The same of a string of the data files. */
export function plain(text: string): string {
  const units = Uint16Array.from(text, (letter) => letter.charCodeAt(0));
  return lettersOf(units, 0, units.length)?.letters ?? text;
}
