import { createRequire } from 'node:module';
import type { Language } from '../document.js';
import { FIRST_LETTER, FOLD, isArabicLetter, isDigit } from '../text/characters.js';

/** Set by the bundler: where franc is, seen from this module. */
declare const NEWSPARSE_FRANC: string;

/** How much of a text is looked at, in code units: the beginning says it. */
const PREFIX = 4096;
const TRIGRAM_PREFIX = 1000;

/**
 * Letters that one written language of the Arabic script has and Arabic has not. Letters that several of them share
 * (گ چ پ ژ ک ی) speak against Arabic and for Persian, unless another language's own letters are there too.
 * Source: the alphabets of the languages (Unicode Standard, chapter 9.2, table of Arabic letters for other languages).
 */
const TELL_TALE: readonly (readonly [code: string, iso3: string, letters: string])[] = [
  ['ug', 'uig', '\u06d0\u06c6\u06c8\u06c7\u06cb\u06ad'],
  ['ckb', 'ckb', '\u06ce\u06c6\u0695\u06b5'],
  ['ps', 'pus', '\u069a\u0681\u0685\u0693\u0696\u06bc\u06cd\u067c\u0689\u06d0'],
  ['ur', 'urd', '\u0679\u0688\u0691\u06ba\u06d2\u06be\u06c1'],
  ['sd', 'snd', '\u067b\u067f\u0684\u0687\u06b1\u06bb\u0680\u068c'],
  ['fa', 'fas', '\u067e\u0686\u0698\u06af\u06a9\u06cc'],
];
/** Letters that Persian, Urdu, Kurdish and Uyghur do not write, or hardly: teh marbuta, alef maksura, alef with hamza. */
const ARABIC_ONLY = new Set([0x0629, 0x0649, 0x0623, 0x0625, 0x064b]);
/** A share of foreign letters above this makes a text foreign; below, they are names and quotations. */
const FOREIGN_SHARE = 0.03;

const tellTale = new Map<number, number[]>();
TELL_TALE.forEach(([, , letters], language) => {
  for (const letter of letters) {
    const unit = letter.charCodeAt(0);
    tellTale.set(unit, [...(tellTale.get(unit) ?? []), language]);
  }
});

type Franc = (text: string, options?: { minLength?: number }) => [code: string, score: number][];
let franc: Franc | undefined;
/** Loaded when it is first needed: its models cost more time than an article takes. */
function loadFranc(): Franc {
  franc ??= (createRequire(import.meta.url)(NEWSPARSE_FRANC) as { francAll: Franc }).francAll;
  return franc;
}

/**
 * Which language a text is in. In the Arabic script the letters decide; for other scripts franc's trigrams are asked.
 * Never fails: of a text without letters it says `und` with confidence 0.
 * @param text its first 4,096 code units are looked at
 */
export function detectLanguage(text: string): Language {
  const counts = new Array<number>(TELL_TALE.length).fill(0);
  let letters = 0;
  let arabic = 0;
  let own = 0;
  const length = Math.min(text.length, PREFIX);
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i);
    const value = FOLD[unit]!;
    if (unit === 0x064b) own++;
    if (value < FIRST_LETTER || isDigit(value)) continue;
    letters++;
    if (!isArabicLetter(value)) continue;
    arabic++;
    if (ARABIC_ONLY.has(unit)) own++;
    for (const language of tellTale.get(unit) ?? []) counts[language]!++;
  }
  const arabicShare = letters === 0 ? 0 : Math.round((arabic / letters) * 1000) / 1000;
  if (letters === 0) return { code: 'und', iso3: 'und', arabicShare, confidence: 0 };
  if (arabic < letters / 2) return byTrigrams(text, arabicShare);

  const size = 1 - 1 / (1 + arabic / 10); // the more letters, the surer
  const best = counts.indexOf(Math.max(...counts));
  // Persian letters are shared by the others: the language with letters of its own wins over it.
  const ownLetters = counts.slice(0, -1).some((count) => count / arabic > FOREIGN_SHARE / 3);
  const foreign = counts[best]! / arabic;
  if (foreign > FOREIGN_SHARE && foreign > own / arabic) {
    const language = ownLetters ? counts.slice(0, -1).indexOf(Math.max(...counts.slice(0, -1))) : best;
    const [code, iso3] = TELL_TALE[language]!;
    return { code, iso3, arabicShare, confidence: round(size * Math.min(1, 0.6 + foreign)) };
  }
  return { code: 'ar', iso3: 'arb', arabicShare, confidence: round(size * (own > 0 || arabic < 40 ? 1 : 0.8)) };
}

const round = (x: number): number => Math.round(x * 100) / 100;

function byTrigrams(text: string, arabicShare: number): Language {
  const [best, second] = loadFranc()(text.slice(0, TRIGRAM_PREFIX), { minLength: 3 });
  if (!best || best[0] === 'und') return { code: 'und', iso3: 'und', arabicShare, confidence: 0 };
  const lead = second ? best[1] - second[1] : 1;
  const code = new Intl.Locale(best[0]).language;
  return { code, iso3: best[0], arabicShare, confidence: round(Math.min(1, 0.3 + lead * 5)) };
}
