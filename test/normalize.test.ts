/** Normalization: what each fold and profile does, offsets, streams. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeProfiles } from '../scripts/compile-profiles.js';
import { withTables } from '../scripts/normalization-tables.js';
import { matchingForm } from '../src/text/characters.js';
import { UnknownNameError } from '../src/text/folds.js';
import { normalize, normalizeText } from '../src/text/normalize.js';
import { compileProfile, listFolds, listProfiles } from '../src/text/profiles.js';
import { createByteNormalizer } from '../src/text/stream.js';
import { anyText, arabicText } from './support/text.js';

// The tests check the data as it is, not as it was when the program was built.
beforeAll(writeProfiles);

const texts = fc.oneof(anyText, arabicText, fc.string({ unit: 'grapheme' }));
const OWN = ['none', 'display', 'search', 'match'];
const profileNames = () => listProfiles().map((profile) => profile.name);

describe('each fold alone', () => {
  it.each([
    ['harakat', 'كَتَبْتُ شكرًا محمّد', 'كتبت شكرًا محمّد'],
    ['tanween', 'شكرًا كتابٌ بيتٍ كَ', 'شكرا كتاب بيت كَ'],
    ['shadda', 'مُحَمَّد', 'مُحَمَد'],
    ['tashkeel', 'مُحَمَّدٌ هٰذا', 'محمد هٰذا'],
    ['dagger-alef', 'هٰذا كَ', 'هذا كَ'],
    ['hamza-above', 'خانهٔ', 'خانه'],
    ['small-letters', 'لهۥ بهۦ', 'له به'],
    ['quranic-signs', 'ٱلۡعَصۡرِ\u06dd', 'ٱلعَصرِ\u06dd'],
    ['marks', 'ٱلۡكِتَٰبُ\u06dd e\u0301', 'ٱلكتب\u06dd e\u0301'],
    ['tatweel', 'الأخبــار', 'الأخبار'],
    ['alef-hamza-above', 'أإآٱ', 'اإآٱ'],
    ['alef-hamza-below', 'أإآٱ', 'أاآٱ'],
    ['alef-madda', 'أإآٱ', 'أإاٱ'],
    ['alef-wasla', 'أإآٱ', 'أإآا'],
    ['alef', 'أإآٱ', 'اااا'],
    ['hamza-waw', 'مؤتمر رئيس', 'موتمر رئيس'],
    ['hamza-yeh', 'مؤتمر رئيس', 'مؤتمر رييس'],
    ['teh-marbuta', 'مدرسة', 'مدرسه'],
    ['final-heh', 'مدرسه، له مدرسهُ هناك مدرسها', 'مدرسة، له مدرسةُ هناك مدرسها'],
    ['alef-maksura', 'مصطفى', 'مصطفي'],
    ['final-yeh', 'علي في بيت ي', 'على فى بيت ي'],
    ['persian-to-arabic', 'کتاب ایران خانۀ پدر', 'كتاب ايران خانه پدر'],
    ['urdu-to-arabic', 'ہے کہانی', 'هي كهاني'],
    ['arabic-to-persian', 'كتابي على', 'کتابی علی'],
    ['arabic-to-urdu', 'كهاني سورة', 'کہانی سورۃ'],
    ['foreign-letters', 'گوگل پاریس ڤيتو', 'كوكل باریس فيتو'],
    ['presentation', 'ﺳﻴﺎﺳﺔ ﻻ ﷺ ﹰ', 'سياسة ﻻ ﷺ \u064b'],
    ['ligatures', 'ﻻ ﻷ ﻹ ﻵ ﻼ ﷺ', 'لا لأ لإ لآ لا ﷺ'],
    ['word-ligatures', 'ﷲ ﷺ', 'الله صلى الله عليه وسلم'],
    ['lam-alef-isolated', 'ﻷن ﻼ', 'لان ﻼ'],
    ['digits', '١٤٤١ ۱۳۹۸', '1441 1398'],
    ['digits-arabic', '2020 ۱۳۹۸', '٢٠٢٠ ١٣٩٨'],
    ['digits-persian', '2020 ١٤٤١', '۲۰۲۰ ۱۴۴۱'],
    ['number-signs', '٣٫٥٪ ١٬٠٠٠', '٣.٥% ١,٠٠٠'],
    ['punctuation', 'نعم، لا؛ متى؟', 'نعم, لا; متى?'],
    ['quotes', '«نعم» ”لا“ ‘x’', '"نعم" "لا" \'x\''],
    ['spaces', 'عام\u00a02020\u2009م', 'عام 2020 م'],
    ['zero-width', 'می\u200cشود\ufeff\u200f', 'میشود\u200f'],
    ['bidi', '\u202bنص\u202c \u2067نص\u2069 می\u200cشود', 'نص نص می\u200cشود'],
    ['controls', '\u202bمی\u200cشود\u202c', 'میشود'],
    ['case', 'NATO ÉΩ', 'nato éω'],
    ['nfc', 'شو\u0654ون ﻻ', 'شؤون ﻻ'],
    ['nfkc', 'ﻻ ﱡ', 'لا  ُّ'],
    ['matching-form', 'ٱلْـمُؤْتَمَرُ ١٤', 'الموتمر 14'],
    ['pyarabic-dagger', 'مُوسَىٰ عيسٰى هٰذا', 'مُوسَى عيسى هٰذا'],
    ['pyarabic-dagger', 'ىٰٰ \u0670\u0670ى', 'ىٰ \u0670ى'],
    ['pyarabic-madda', 'آنّ', 'ءانّ'],
    ['pyarabic-madda', 'آنا', 'ءانا'],
    ['pyarabic-madda', 'آناب', 'آناب'],
    ['pyarabic-madda', 'آَنّ', 'آَنّ'],
  ])('%s: %s', (fold, text, expected) => {
    expect(normalizeText(text, compileProfile(null, [fold]))).toBe(expected);
  });

  it('changes its example', () => {
    for (const { name, example } of listFolds()) {
      const folded = normalizeText(example, compileProfile(null, [name]));
      if (folded === example) expect.fail(`${name}: ${example}`);
    }
    expect(listFolds().length).toBeGreaterThan(50);
  });
});

describe('profiles', () => {
  it.each([
    ['none', 'أخبــارٌ', 'أخبــارٌ'],
    ['display', '\u202bﺃﺧﺒﺎﺭٌ\u202c ﷺ', 'أخبارٌ ﷺ'],
    ['search', '«أَخبار» المؤتمرِ، ٢٠٢٠ BBC', '"اخبار" المؤتمر, 2020 bbc'],
    ['search', 'شو\u0654ون', 'شؤون'],
    ['match', 'ٱلْـمُؤْتَمَرُ', 'الموتمر'],
    ['lucene-ar', 'إلى المدرسةِ ٱلله', 'الي المدرسه ٱلله'],
    ['lucene-fa', 'خانۀ کتابی ے', 'خانه كتابي ي'],
    ['charabia-ar', 'ٱلأخبــارِ', 'الاخبارِ'],
    ['camel-dediac', 'هٰذا كِتابٌ', 'هذا كتاب'],
    ['camel-unicode', '﷼ ﻻ', 'ريال لا'],
    ['camel-arclean', '«پاریس»\u2067😀\u200b\0', '"بارىس" '],
    ['pyarabic-normalize-alef', 'مُوسَىٰ', 'مُوسَا'],
    ['pyarabic-normalize-hamza', 'سؤال آخر', 'سءال ءءخر'],
    ['pyarabic-normalize-hamza', 'آخر', 'ءاخر'],
    ['pyarabic-normalize-hamza-tasheel', 'سؤال رئيس', 'سوال رييس'],
    ['pyarabic-searchtext', 'إلى المدرسةِ رئيس', 'الا المدرسه رءيس'],
    ['tashaphyne-searchtext', 'إلى المدرسةِ رئيس', 'الي المدرسه رءيس'],
  ])('%s: %s', (profile, text, expected) => {
    expect(normalize(text, profile).text).toBe(expected);
  });

  it('gives folds after those of the profile', () => {
    expect(normalizeText('إلى ٢٠', compileProfile('search', ['digits-persian']))).toBe('الي ۲۰');
  });

  it('says which names there are', () => {
    expect(() => normalize('', 'lucen')).toThrow(UnknownNameError);
    expect(() => compileProfile('match', ['tatwel'])).toThrow(/unknown fold "tatwel"; known are harakat,/);
  });

  it('match is the matching form of every code unit', () => {
    const match = compileProfile('match');
    for (let unit = 0; unit < 0x10000; unit++) {
      const text = `x${String.fromCharCode(unit)}`;
      if (normalizeText(text, match) !== matchingForm(text)) expect.fail(`U+${unit.toString(16)}`);
    }
    fc.assert(fc.property(texts, (text) => normalizeText(text, match) === matchingForm(text)));
  });

  it.each(OWN)('%s changes nothing the second time', (name) => {
    const profile = compileProfile(name);
    for (let unit = 0; unit < 0x10000; unit++) {
      const once = normalizeText(`ا${String.fromCharCode(unit)}e\u0301`, profile);
      if (normalizeText(once, profile) !== once) expect.fail(`U+${unit.toString(16)}`);
    }
    fc.assert(
      fc.property(texts, (text) => {
        const once = normalizeText(text, profile);
        expect(normalizeText(once, profile)).toBe(once);
      }),
      { numRuns: 500 },
    );
  });

  it('composes as Unicode does', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(normalizeText(text, compileProfile(null, ['nfc']))).toBe(text.normalize('NFC'));
        expect(normalizeText(text, compileProfile(null, ['nfkc']))).toBe(text.normalize('NFKC'));
      }),
      { numRuns: 1000 },
    );
  });
});

it('docs/normalization.md has the folds and profiles as the data has them', () => {
  const page = readFileSync('docs/normalization.md', 'utf8');
  if (withTables(page) !== page) expect.fail('npx tsx scripts/make-docs.ts writes its tables anew');
  for (const name of [...profileNames(), ...listFolds().map((fold) => fold.name)])
    expect(page).toContain(`\n| \`${name}\` | `);
});

it('no string makes a profile or fold fail, lone surrogates and long runs of marks too', () => {
  const profiles = [
    ...profileNames().map((name) => compileProfile(name)),
    ...listFolds().map(({ name }) => compileProfile(null, [name])),
  ];
  fc.assert(
    fc.property(texts, fc.constantFrom(...profiles), (text, profile) => {
      const { text: out, toOriginal } = normalize(text, profile);
      expect(toOriginal(out.length)).toBe(text.length);
    }),
    { numRuns: 3000 },
  );
});

describe('offsets', () => {
  it.each([
    ['match', 'كَتَبَ', [0, 2, 4, 6], [0, 1, 1, 2, 2, 3, 3]],
    ['match', 'ﻻم', [0, 0, 1, 2], [0, 2, 3]],
    ['match', 'ـا', [1, 2], [0, 0, 1]],
    ['search', 'و\u0654َن', [0, 3, 4], [0, 0, 0, 1, 2]],
    ['none', 'كَ', [0, 1, 2], [0, 1, 2]],
    ['match', '', [0], [0]],
  ])('%s: %s', (profile, text, toOriginal, toNormalized) => {
    const normalized = normalize(text, profile);
    expect(toOriginal.map((_, i) => normalized.toOriginal(i))).toEqual(toOriginal);
    expect(toNormalized.map((_, i) => normalized.toNormalized(i))).toEqual(toNormalized);
  });

  it('identical text is the same string', () => {
    const text = 'كتاب';
    const normalized = normalize(text, 'search');
    expect(normalized.text).toBe(text);
    expect([-1, 0, 2.5, 4, 9, Number.NaN].map(normalized.toOriginal)).toEqual([0, 0, 2, 4, 4, 0]);
  });

  it('rise, stay in bounds, and lead from character to character', () => {
    fc.assert(
      fc.property(texts, fc.nat(), (text, pick) => {
        const names = profileNames();
        const { text: out, toOriginal, toNormalized } = normalize(text, names[pick % names.length]!);
        let last = 0;
        for (let i = 0; i <= out.length; i++) {
          const at = toOriginal(i);
          expect(at).toBeGreaterThanOrEqual(last);
          expect(at).toBeLessThanOrEqual(text.length);
          last = at;
        }
        expect(toOriginal(out.length)).toBe(text.length);
        last = 0;
        for (let i = 0; i <= text.length; i++) {
          const at = toNormalized(i);
          expect(at).toBeGreaterThanOrEqual(last);
          expect(at).toBeLessThanOrEqual(out.length);
          last = at;
        }
        expect(toNormalized(text.length)).toBe(out.length);
        expect([toOriginal(-5), toOriginal(1e9), toNormalized(-5), toNormalized(1e9)]).toEqual([
          toOriginal(0),
          text.length,
          toNormalized(0),
          out.length,
        ]);
      }),
      { numRuns: 1000 },
    );
  });

  it('point at the character that a character was made from', () => {
    const match = compileProfile('match');
    fc.assert(
      fc.property(texts, (text) => {
        const { text: out, toOriginal } = normalize(text, match);
        for (let i = 0; i < out.length; i++) expect(matchingForm(text[toOriginal(i)]!)).toContain(out[i]);
      }),
    );
  });
});

/** The text through a stream that is cut after so many bytes each time. */
function streamed(bytes: Uint8Array, profile: string, sizes: readonly number[]): string {
  const normalizer = createByteNormalizer(compileProfile(profile));
  const out: Buffer[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length]!;
    out.push(normalizer.push(bytes.slice(at, at + size)));
    at += size;
  }
  out.push(normalizer.end());
  return Buffer.concat(out).toString();
}

describe('streams', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
  const wellFormed = texts.map((text) => text.toWellFormed());

  it('give the same wherever they are cut, with every profile', () => {
    fc.assert(
      fc.property(wellFormed, sizes, fc.nat(), (text, cuts, pick) => {
        const name = profileNames()[pick % profileNames().length]!;
        const whole = normalizeText(text.replace(/^\ufeff/, ''), compileProfile(name));
        expect(streamed(Buffer.from(text), name, cuts)).toBe(whole);
      }),
      { numRuns: 3000 },
    );
  });

  it('give the same with every fold', () => {
    fc.assert(
      fc.property(arabicText, sizes, fc.nat(), (text, cuts, pick) => {
        const folds = listFolds();
        const profile = compileProfile(null, [folds[pick % folds.length]!.name]);
        const steps = profile.steps.map((step) => step.open());
        let out = '';
        for (let at = 0, turn = 0; at < text.length; turn++) {
          const size = cuts[turn % cuts.length]!;
          for (const step of steps) out += step.push(text.slice(at, at + size), null);
          at += size;
        }
        for (const step of steps) out += step.end(null);
        expect(out).toBe(normalizeText(text, profile));
      }),
      { numRuns: 2000 },
    );
  });

  it('mend bytes that are no UTF-8 as TextDecoder does', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 60 }),
        sizes,
        fc.constantFrom('none', 'match', 'search'),
        (bytes, cuts, name) => {
          const whole = normalizeText(new TextDecoder().decode(bytes), compileProfile(name));
          expect(streamed(bytes, name, cuts)).toBe(whole);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('count what was mended', () => {
    const normalizer = createByteNormalizer(compileProfile('match'));
    normalizer.push(Buffer.of(0xd8, 0xa7, 0xff, 0xd8));
    normalizer.push(Buffer.from('\ufffdا'));
    normalizer.end();
    expect(normalizer.replaced).toBe(2);
  });

  it.each(['match', 'search', 'camel-unicode', 'pyarabic-normalize-alef'])(
    '%s: long pieces, long runs of marks, long expansions',
    (name) => {
      const text = `${'أَخبار '.repeat(20_000)}ا${'\u064e\u0651'.repeat(70_000)}${'ﷺ'.repeat(50_000)}`;
      const whole = normalizeText(text, compileProfile(name));
      expect(streamed(Buffer.from(text), name, [65_536, 1000, 99_999]) === whole).toBe(true);
      const { toOriginal } = normalize(text, name);
      expect(toOriginal(whole.length)).toBe(text.length);
    },
  );
});
