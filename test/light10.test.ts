import { expect, it } from 'vitest';
import { stemLight10 } from '../src/text/light10.js';

it.each([
  ['the article', 'الكاتب', 'كاتب'],
  ['and with the article', 'والكاتب', 'كاتب'],
  ['a preposition with the article', 'بالكاتب', 'كاتب'],
  ['like with the article', 'كالكاتب', 'كاتب'],
  ['then with the article', 'فالكاتب', 'كاتب'],
  ['to with the article', 'للكاتب', 'كاتب'],
  ['and alone', 'وكاتب', 'كاتب'],
  ['and needs four letters', 'وعد', 'وعد'],
  ['two letters must remain', 'الو', 'الو'],
  ['one prefix only', 'والالكاتب', 'الكاتب'],
  ['her', 'كتابها', 'كتاب'],
  ['dual', 'كاتبان', 'كاتب'],
  ['feminine plural', 'كاتبات', 'كاتب'],
  ['masculine plural', 'كاتبون', 'كاتب'],
  ['masculine plural, oblique', 'كاتبين', 'كاتب'],
  ['nisba, feminine', 'كاتبية', 'كاتب'],
  ['nisba with heh', 'كاتبيه', 'كاتب'],
  ['teh marbuta', 'كاتبة', 'كاتب'],
  ['heh', 'كاتبه', 'كاتب'],
  ['yeh', 'كاتبي', 'كاتب'],
  ['several suffixes in their order', 'كاتبهات', 'كاتب'],
  ['an earlier suffix behind a later one stays', 'كاتبانه', 'كاتبان'],
  ['nothing', '', ''],
  ['no Arabic', 'Kuwait', 'Kuwait'],
])('%s: %s', (_, word, stem) => {
  expect(stemLight10(word)).toBe(stem);
});
