import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Tokenizer } from '../src/tokenizer.js';
import { arabicText } from './support/text.js';

const tokenizer = Tokenizer.load();

describe('sentences', () => {
  it.each([
    ['', []],
    ['جاء. ذهب.', ['جاء.', 'ذهب.']],
    ['هل جاء؟ نعم!', ['هل جاء؟', 'نعم!']],
    ['هل جاء؟! لا', ['هل جاء؟!', 'لا']],
    ['انتهى الأمر... ثم عاد', ['انتهى الأمر...', 'ثم عاد']],
    ['انتهى الأمر… ثم عاد', ['انتهى الأمر…', 'ثم عاد']],
    // initials and abbreviations
    ['قال م. ب. أحمد إنه باق', ['قال م. ب. أحمد إنه باق']],
    ['قال د. أحمد ذلك. ثم مضى', ['قال د. أحمد ذلك.', 'ثم مضى']],
    ['كتب أ.د. سعيد في ص.ب. 12', ['كتب أ.د. سعيد في ص.ب. 12']],
    ['سنة 300 ق.م. وبعدها جاء', ['سنة 300 ق.م.', 'وبعدها جاء']],
    ['في عام 2010م. انتقل إلى حلب', ['في عام 2010م.', 'انتقل إلى حلب']],
    ['عند الساعة 5 م. وصل', ['عند الساعة 5 م.', 'وصل']],
    ['1. م. أحمد\n2\nم. سعيد', ['1. م. أحمد', '2', 'م. سعيد']],
    ['قال جورج و. بوش إنه باق', ['قال جورج و. بوش إنه باق']],
    ['قال Mr. Smith نعم', ['قال Mr. Smith نعم']],
    // numbers, addresses
    ['بلغ 3.5 بالمئة. وزاد', ['بلغ 3.5 بالمئة.', 'وزاد']],
    ['في موقع العربية.نت أمس', ['في موقع العربية.نت أمس']],
    ['زر www.example.org. وشكرا', ['زر www.example.org.', 'وشكرا']],
    ['وصل عام 2010. ثم سافر', ['وصل عام 2010.', 'ثم سافر']],
    // a full stop without a blank
    ['انتهت الجلسة.وقال الرئيس', ['انتهت الجلسة.', 'وقال الرئيس']],
    // quotes and brackets
    ['قال: "انتهى." ثم مضى', ['قال: "انتهى."', 'ثم مضى']],
    ['قال: «انتهى.» ثم مضى', ['قال: «انتهى.»', 'ثم مضى']],
    ['قال: «انتهى. لن نعود». ثم مضى', ['قال: «انتهى.', 'لن نعود».', 'ثم مضى']],
    ['جاء (انظر الصورة. الصفحة 3) أمس. ثم مضى', ['جاء (انظر الصورة. الصفحة 3) أمس.', 'ثم مضى']],
    ['جاء (في الليل. ثم مضى', ['جاء (في الليل.', 'ثم مضى']],
    // datelines, lists, lines
    ['بغداد (أ.ف.ب) - قال الوزير', ['بغداد (أ.ف.ب) - قال الوزير']],
    ['1. أول\n2. ثان', ['1. أول', '2. ثان']],
    ['عنوان\n\nنص', ['عنوان', 'نص']],
    ['عنوان\r\nنص', ['عنوان', 'نص']],
  ])('%j', (text, expected) => {
    expect(tokenizer.sentences(text).map((sentence) => sentence.text)).toEqual(expected);
  });

  it('are in order, disjoint and hold all tokens', () => {
    fc.assert(
      fc.property(arabicText, (text) => {
        const sentences = tokenizer.sentences(text);
        const tokens = tokenizer.tokenize(text);
        let at = 0;
        for (const { start, end } of sentences) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        for (const token of tokens)
          expect(sentences.some(({ start, end }) => start <= token.start && token.end <= end)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
