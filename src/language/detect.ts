import { createRequire } from 'node:module';
import type { Language } from '../document.js';
import { FIRST_LETTER, FOLD, isArabicLetter, isDigit } from '../text/characters.js';
import { Units } from '../text/units.js';
import { FREQUENCIES, HARDLY, LANGUAGES } from './letters.js';

/** Set by the bundler: where franc is, seen from this module. */
declare const NEWSPARSE_FRANC: string;

/** How much of a text is looked at, in code units: the beginning says it. */
const PREFIX = 4096;
const TRIGRAM_PREFIX = 1000;
/** Trigrams of so many letters are half as sure as those of a long text. */
const SURE = 20;
/** Letters of a text hang together, so that each says less than it would alone. */
const DAMPING = 0.6;
/** For each code unit: which letter that tells it is, plus 1; 0 for none. */
const telling = new Uint8Array(0x10000);
FREQUENCIES.forEach(([letter], number) => {
  telling[letter!] = number + 1;
});
/** For each letter that tells, one after the other: the logarithm of its frequency in each language. */
const evidence = Float64Array.from(
  FREQUENCIES.flatMap(([, ...frequencies]) =>
    frequencies.map((frequency) => Math.log(frequency === 0 ? HARDLY : frequency)),
  ),
);
/** The same of the language where no letter decides. */
const priors = LANGUAGES.map(([, , prior]) => Math.log(prior));
/** How often each code unit stands in the text that is looked at; nothing between two texts. */
const often = new Uint16Array(0x10000);
/** How often each letter that tells does. */
const counts = new Uint16Array(FREQUENCIES.length + 1);
/** How well the letters fit each language. */
const scores = new Float64Array(LANGUAGES.length);

type Franc = (text: string, options?: { minLength?: number }) => [code: string, score: number][];
let franc: Franc | undefined;
/** Loaded when it is first needed: its models cost more time than an article takes. */
function loadFranc(): Franc {
  franc ??= (createRequire(import.meta.url)(NEWSPARSE_FRANC) as { francAll: Franc }).francAll;
  return franc;
}

/**
 * Which language a text is in. In the Arabic script the letters decide (letters.ts); for other scripts franc's trigrams
 * are asked. Never fails and never refuses a short text; the confidence says how sure it is. Of a text without letters it
 * says `und` with confidence 0.
 * @param text its first 4,096 code units are looked at
 * @param units the same as code units, where they are there
 */
export function detectLanguage(text: string, units = unitsOf(text)): Language {
  counts.fill(0);
  let letters = 0;
  let arabic = 0;
  const length = Math.min(text.length, PREFIX);
  for (let i = 0; i < length; i++) often[units[i]!]!++;
  // What they are is asked once of each, and no question is left in the loop above.
  for (let i = 0; i < length; i++) {
    const unit = units[i]!;
    const count = often[unit]!;
    if (count === 0) continue;
    often[unit] = 0;
    counts[telling[unit]!]! += count;
    const value = FOLD[unit]!;
    if (value < FIRST_LETTER || isDigit(value)) continue;
    letters += count;
    if (isArabicLetter(value)) arabic += count;
  }
  const arabicShare = letters === 0 ? 0 : Math.round((arabic / letters) * 1000) / 1000;
  if (letters === 0) return { code: 'und', iso3: 'und', arabicShare, confidence: 0 };
  if (arabic < letters / 2) return byTrigrams(text, letters, arabicShare);

  scores.fill(0);
  for (let number = 0; number < FREQUENCIES.length; number++) {
    const count = counts[number + 1]!;
    if (count === 0) continue;
    for (let i = 0; i < scores.length; i++) scores[i]! += count * evidence[number * scores.length + i]!;
  }
  let best = 0;
  for (let i = 0; i < scores.length; i++) {
    scores[i] = scores[i]! * DAMPING + priors[i]!;
    if (scores[i]! > scores[best]!) best = i;
  }
  const highest = scores[best]!;
  let sum = 0;
  for (let i = 0; i < scores.length; i++) sum += Math.exp(scores[i]! - highest);
  const [code, iso3] = LANGUAGES[best]!;
  return { code, iso3, arabicShare, confidence: round(1 / sum) };
}

/** The code units that are looked at. */
function unitsOf(text: string): Uint16Array {
  const units = new Units();
  units.setString(text.slice(0, PREFIX));
  return units.data;
}

const round = (x: number): number => Math.round(x * 100) / 100;

function byTrigrams(text: string, letters: number, arabicShare: number): Language {
  const [best, second] = loadFranc()(text.slice(0, TRIGRAM_PREFIX), { minLength: 1 });
  if (!best || best[0] === 'und') return { code: 'und', iso3: 'und', arabicShare, confidence: 0 };
  const lead = second ? best[1] - second[1] : 1;
  const code = new Intl.Locale(best[0]).language;
  return {
    code,
    iso3: best[0],
    arabicShare,
    confidence: round(Math.min(1, 0.3 + lead * 5) * (letters / (letters + SURE))),
  };
}
