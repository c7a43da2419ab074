import fc from 'fast-check';
import { Units } from '../../src/text/units.js';
import { Abbreviations } from '../../src/tokens/abbreviations.js';
import { splitSentences } from '../../src/tokens/sentences.js';
import { tokenize } from '../../src/tokens/tokenize.js';
import { KIND_NAMES, Tokens } from '../../src/tokens/tokens.js';

const NO_ABBREVIATIONS = new Abbreviations([]);

/** A text cut into tokens. */
export function tokensOf(
  text: string,
): { text: string; kind: string; start: number; end: number; sentence: number; hash: number }[] {
  const units = new Units();
  const tokens = new Tokens();
  units.setString(text);
  tokenize(units.data, units.length, tokens);
  splitSentences(units.data, tokens, NO_ABBREVIATIONS);
  return Array.from({ length: tokens.count }, (_, t) => ({
    text: text.slice(tokens.start[t], tokens.end[t]),
    kind: KIND_NAMES[tokens.kind[t]!]!,
    start: tokens.start[t]!,
    end: tokens.end[t]!,
    sentence: tokens.sentence[t]!,
    hash: tokens.hash[t]!,
  }));
}

const ARABIC = Array.from(
  'ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىةگپچکیےﻻﷲـًٌٍَُِّْٰٱ٠١٢٣۴۵0129 \t\n\r.،؛؟!«»"()[]-–/:@#_%…\u200c\u200f\u202b\u00a0\ufeffabZé😀👨‍👩‍👧',
);
const WORDS = Array.from(
  { length: 1 },
  () =>
    'في من الرئيس وزير محمد علي بغداد للعراق والقاهرة مجلس الأمن 14 مارس آذار/مارس 2020 يوم الأربعاء قال إن (رويترز) - شركة "فتح" الأسبوع الماضي بن عبد الله',
)[0]!.split(' ');

/** Any string of Unicode, lone surrogates too. */
export const anyText = fc.string({ unit: 'binary', maxLength: 80 });
/** Strings that look like Arabic text: letters, marks, signs and words of the news in any order. */
export const arabicText = fc
  .array(
    fc.oneof(
      fc.constantFrom(...ARABIC),
      fc.constantFrom(...WORDS).map((word) => ` ${word} `),
    ),
    { maxLength: 120 },
  )
  .map((parts) => parts.join(''));
