import { describe, expect, it } from 'vitest';
import { encodeAll } from '../src/text/encode.js';

const CASES: readonly (readonly [name: string, texts: readonly (string | Buffer)[]])[] = [
  ['nothing', []],
  ['empty texts', ['', '']],
  ['Arabic and Latin', ['قال الوزير\n', 'said\n', '«نعم»']],
  ['emoji and lone surrogates', ['😀', '\ud83d', '\ude00', 'x']],
  ['bytes between texts', ['قال', Buffer.from('الوزير'), '', Buffer.alloc(0), 'x']],
  ['much', Array.from({ length: 3000 }, (_, i) => `سطر ${i}\n`)],
  ['more than is kept', ['ب'.repeat(1 << 20), 'a'.repeat(1 << 20)]],
];

describe('the bytes of texts', () => {
  it.each(CASES)('%s', (_, texts) => {
    const bytes = encodeAll(texts);
    // Half a surrogate pair at the end of a text does not join the other half in the next one.
    const expected = Buffer.concat(texts.map((text) => Buffer.from(text)));
    expect(bytes.equals(expected)).toBe(true);
  });

  it('are not overwritten by the next call', () => {
    const first = encodeAll(['أ'.repeat(5000)]);
    encodeAll(['ب'.repeat(5000)]);
    expect(first.toString()).toBe('أ'.repeat(5000));
  });
});
