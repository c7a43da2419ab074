import { createRequire } from 'node:module';
import type { Language } from '../document.js';
import { FIRST_LETTER, FOLD, isArabicLetter, isDigit } from '../text/characters.js';
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
/** For each letter that tells: the logarithm of its frequency in each language. */
const evidence = FREQUENCIES.map(([, ...frequencies]) =>
  Float64Array.from(frequencies, (frequency) => Math.log(frequency === 0 ? HARDLY : frequency)),
);
/** How often each letter that tells stands in the text that is looked at. */
const counts = new Uint16Array(FREQUENCIES.length + 1);

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
 */
export function detectLanguage(text: string): Language {
  counts.fill(0);
  let letters = 0;
  let arabic = 0;
  const length = Math.min(text.length, PREFIX);
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i);
    const value = FOLD[unit]!;
    counts[telling[unit]!]!++;
    if (value < FIRST_LETTER || isDigit(value)) continue;
    letters++;
    if (isArabicLetter(value)) arabic++;
  }
  const arabicShare = letters === 0 ? 0 : Math.round((arabic / letters) * 1000) / 1000;
  if (letters === 0) return { code: 'und', iso3: 'und', arabicShare, confidence: 0 };
  if (arabic < letters / 2) return byTrigrams(text, letters, arabicShare);

  const scores = new Float64Array(LANGUAGES.length);
  evidence.forEach((logs, number) => {
    const count = counts[number + 1]!;
    if (count > 0)
      for (let language = 0; language < scores.length; language++)
        scores[language]! += count * logs[language]!;
  });
  const shares = scores.map((score, language) => score * DAMPING + Math.log(LANGUAGES[language]![2]));
  const highest = Math.max(...shares);
  const best = shares.indexOf(highest);
  const sum = shares.reduce((total, share) => total + Math.exp(share - highest), 0);
  const [code, iso3] = LANGUAGES[best]!;
  return { code, iso3, arabicShare, confidence: round(1 / sum) };
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
