import { describe, expect, it } from 'vitest';
import { FOLD, foldSpan, matchingForm } from '../src/text/characters.js';
import { Units } from '../src/text/units.js';

describe('matching form', () => {
  it.each([
    ['marks', 'مُحَمَّدٌ', 'محمد'],
    ['dagger alef', 'هٰذا', 'هذا'],
    ['tatweel', 'محـــمد', 'محمد'],
    ['alef with hamza above', 'أحمد', 'احمد'],
    ['alef with hamza below', 'إدلب', 'ادلب'],
    ['alef with madda', 'آذار', 'اذار'],
    ['alef wasla', 'ٱلله', 'الله'],
    ['alef maksura', 'مصطفى', 'مصطفي'],
    ['teh marbuta', 'حماة', 'حماه'],
    ['waw with hamza', 'مؤتمر', 'موتمر'],
    ['yeh with hamza', 'رئيس', 'رييس'],
    ['hamza alone stays', 'سماء', 'سماء'],
    ['Persian kaf and yeh', 'کیهان', 'كيهان'],
    ['Urdu heh and yeh', 'ہے', 'هي'],
    ['Persian letters of their own stay', 'پوائنٹ', 'پواينٹ'],
    ['lam-alef ligature', 'ﻻ', 'لا'],
    ['Allah ligature', 'ﷲ', 'الله'],
    ['presentation forms', 'ﺳﻼﻡ', 'سلام'],
    ['Arabic-Indic digits', '١٤٤١', '1441'],
    ['Persian digits', '۱۴', '14'],
    ['Latin case', 'NATO É', 'nato é'],
    ['zero-width and bidi controls', 'م\u200cح\u200fم\u202bد', 'محمد'],
    ['signs between letters stay', '\u06dd', '\u06dd'],
  ])('%s', (_, text, expected) => {
    expect(matchingForm(text)).toBe(expected);
    const units = new Units();
    units.setString(text);
    expect(foldSpan(units.data, 0, text.length)).toBe(expected);
  });

  it('is idempotent for every code unit', () => {
    for (let c = 0; c < 0x10000; c++) {
      const once = matchingForm(String.fromCharCode(c));
      if (matchingForm(once) !== once) expect.fail(`U+${c.toString(16)}`);
    }
    expect(FOLD).toHaveLength(0x10000);
  });
});
