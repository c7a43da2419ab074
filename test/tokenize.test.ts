import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ARABIC_MARK,
  CONTROL,
  FOLD,
  matchingForm,
  NEWLINE,
  OTHER_MARK,
  SPACE,
} from '../src/text/characters.js';
import { Units } from '../src/text/units.js';
import { HASH_SEED, hashOfRest, hashUnit, MAX_REST } from '../src/tokens/hash.js';
import { tokenize } from '../src/tokens/tokenize.js';
import { Tokens } from '../src/tokens/tokens.js';
import { anyText, arabicText, tokensOf } from './support/text.js';

/** text → tokens, each with its kind: w word, l latin, n number, p punctuation, s symbol, u url, e email, h hashtag, m mention, E emoji. */
const LETTER: Record<string, string> = {
  word: 'w',
  latin: 'l',
  number: 'n',
  punctuation: 'p',
  symbol: 's',
  url: 'u',
  email: 'e',
  hashtag: 'h',
  mention: 'm',
  emoji: 'E',
};
const shown = (text: string) =>
  tokensOf(text)
    .map((token) => `${LETTER[token.kind]}:${token.text}`)
    .join(' | ');

describe('tokenize', () => {
  it.each([
    ['', ''],
    ['ذهب الولد', 'w:ذهب | w:الولد'],
    ['مُحَمَّدٌ', 'w:مُحَمَّدٌ'],
    ['الـمدرسة', 'w:الـمدرسة'],
    ['قال: نعم.', 'w:قال | p:: | w:نعم | p:.'],
    ['في8 مارس', 'w:في | n:8 | w:مارس'],
    ['الـCNN', 'w:الـ | l:CNN'],
    ['الـ90 دقيقة', 'w:الـ | n:90 | w:دقيقة'],
    ['1,5 و103.7 و٣٫٥', 'n:1,5 | w:و | n:103.7 | w:و | n:٣٫٥'],
    ['1.250.000 دولار', 'n:1.250.000 | w:دولار'],
    ['الساعة 14:30 أو 5:30:15', 'w:الساعة | n:14:30 | w:أو | n:5:30:15'],
    ['12/3/2020 و2020-03-14', 'n:12/3/2020 | w:و | n:2020-03-14'],
    ['27-29 آذار/مارس', 'n:27 | p:- | n:29 | w:آذار | p:/ | w:مارس'],
    ['فاز 2-1', 'w:فاز | n:2 | p:- | n:1'],
    ['1441هـ', 'n:1441 | w:هـ'],
    ['4G و COVID-19', 'l:4G | w:و | l:COVID | p:- | n:19'],
    ["O'Neil’s", "l:O'Neil’s"],
    ['https://example.org/a?b=1، ثم', 'u:https://example.org/a?b=1 | p:، | w:ثم'],
    ['(www.example.org).', 'p:( | u:www.example.org | p:) | p:.'],
    ['a.b-c@example.org.', 'e:a.b-c@example.org | p:.'],
    ['#صنعاء_الآن', 'h:# | w:صنعاء | p:_ | w:الآن'],
    ['@user_1 كتب', 'm:@user_1 | w:كتب'],
    ['👨‍👩‍👧🇸🇾', 'E:👨‍👩‍👧 | E:🇸🇾'],
    ['50%', 'n:50 | p:%'],
    ['وقف ...', 'w:وقف | p:...'],
    ['ﷲ ﻻ', 'w:ﷲ | w:ﻻ'],
    ['ـ قال', 'p:ـ | w:قال'],
    ['ً', ''],
    ['\u200fقال\u200f', 'w:قال'],
    ['Привет мир', 'w:Привет | w:мир'],
    ['\ud800', 's:\ud800'],
  ])('%j', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it.each([
    ['any Unicode', anyText],
    ['Arabic-heavy', arabicText],
  ])('tokens are in order, disjoint and cover all that counts: %s', (_, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        const tokens = tokensOf(text);
        let at = 0;
        for (const token of tokens) {
          expect(token.start).toBeGreaterThanOrEqual(at);
          expect(token.end).toBeGreaterThan(token.start);
          for (let i = at; i < token.start; i++)
            expect([SPACE, NEWLINE, CONTROL, ARABIC_MARK, OTHER_MARK]).toContain(FOLD[text.charCodeAt(i)]);
          at = token.end;
        }
        for (let i = at; i < text.length; i++)
          expect([SPACE, NEWLINE, CONTROL, ARABIC_MARK, OTHER_MARK]).toContain(FOLD[text.charCodeAt(i)]);
      }),
      { numRuns: 500 },
    );
  });

  it('emoji are Unicode’s sequences, whatever stands beside them', () => {
    const sequence = /^(?:\p{RGI_Emoji}|\p{Extended_Pictographic}\uFE0F?)/v;
    const parts = [
      '😀',
      '👍',
      '🏽',
      '❤',
      '\ufe0f',
      '\u200d',
      '👩',
      '🇸',
      '🇾',
      '🏴',
      '\u{e0067}',
      '\u{e007f}',
      '✔',
      '→',
      '☎',
      '\u20e3',
      ' ',
      'ا',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        for (const { start, end, kind } of tokensOf(text)) {
          if (kind !== 'emoji' && kind !== 'symbol') continue;
          const found = sequence.exec(text.slice(start, start + 40))?.[0];
          expect([kind, text.slice(start, end)]).toEqual(
            found === undefined
              ? ['symbol', String.fromCodePoint(text.codePointAt(start)!)]
              : ['emoji', found],
          );
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('gives each word the hash of its matching form', () => {
    fc.assert(
      fc.property(arabicText, (text) => {
        for (const token of tokensOf(text)) {
          if (token.kind !== 'word') continue;
          let hash = HASH_SEED;
          for (const unit of matchingForm(token.text).split('')) hash = hashUnit(hash, unit.charCodeAt(0));
          expect(token.hash).toBe(hash);
        }
      }),
    );
  });
});

describe('sentences', () => {
  it.each([
    ['جاء. ذهب.', ['جاء .', 'ذهب .']],
    ['قال م. ب. أحمد إنه باق', ['قال م . ب . أحمد إنه باق']],
    ['هل جاء؟ نعم!', ['هل جاء ؟', 'نعم !']],
    ['قال: "انتهى." ثم مضى', ['قال : " انتهى . "', 'ثم مضى']],
    ['عنوان\n\nنص', ['عنوان', 'نص']],
    ['بلغ 3.5 بالمئة', ['بلغ 3.5 بالمئة']],
  ])('%j', (text, expected) => {
    const sentences: string[][] = [];
    for (const token of tokensOf(text)) {
      sentences[token.sentence] ??= [];
      sentences[token.sentence]!.push(token.text);
    }
    expect(sentences.map((words) => words.join(' '))).toEqual(expected);
  });
});

const hashOf = (form: string, seed = HASH_SEED): number => {
  let hash = seed;
  for (let i = 0; i < form.length; i++) hash = hashUnit(hash, form.charCodeAt(i));
  return hash;
};

it('the hash of a word with other first letters, or with none, comes from its own', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string({ maxLength: MAX_REST }), (old, other, rest) => {
      const change = (hashOf(other) - hashOf(old)) | 0;
      expect(hashOfRest(hashOf(old + rest), change, rest.length)).toBe(hashOf(other + rest));
    }),
  );
  const longest = 'و'.repeat(MAX_REST);
  expect(hashOfRest(hashOf(`ب${longest}`), (HASH_SEED - hashOf('ب')) | 0, MAX_REST)).toBe(hashOf(longest));
});

it.each([
  ['محمد', 1],
  ['أُمّة', 0],
  ['مـحمد', 0],
  ['ﷲ', 0],
  ['ياسمين', 1],
  ['كافہ', 1],
  ['BBC', 0],
  ['2018', 0],
  ['،', 0],
])('%s: is each of its code units one of its form? %d', (text, plain) => {
  const units = new Units();
  const tokens = new Tokens();
  units.setString(text);
  tokenize(units.data, units.length, tokens);
  expect([tokens.count, tokens.plain[0]]).toEqual([1, plain]);
});
