import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText, type Encoding, toUtf8 } from '../src/sources/encoding.js';
import type { EncodingChoice } from '../src/sources/kinds.js';
import { Problem } from '../src/sources/problem.js';
import { encodeSingleByte, encodeUtf16 } from './support/encode.js';

const ARTICLE =
  'أعلنت وزارة الخارجية في بيروت، اليوم الثلاثاء، أن الوزير سيزور القاهرة في 12 آذار.\nوقال: "سنعمل معا".\n';
const VOWELLED = 'قَالَ الوَزِيرُ إِنَّ المُحَادَثَاتِ فِي بَيْرُوتَ كَانَتْ نَاجِحَةً.';
const LATIN = 'NATO said on 12.3.2020 that talks go on.\r\n';
const bom = (text: string) => `\ufeff${text}`;
const cut = (bytes: Uint8Array, at: number, put: number[]) =>
  Buffer.concat([bytes.subarray(0, at), Uint8Array.from(put), bytes.subarray(at)]);
const long = (text: string) => text.repeat(2000);

describe('encodings are recognised', () => {
  const cases: [what: string, bytes: Uint8Array, text: string, encoding: Encoding][] = [
    ['UTF-8', Buffer.from(ARTICLE), ARTICLE, 'utf-8'],
    ['UTF-8 with a byte order mark', Buffer.from(bom(ARTICLE)), ARTICLE, 'utf-8'],
    ['UTF-8 of many kilobytes', Buffer.from(long(ARTICLE)), long(ARTICLE), 'utf-8'],
    [
      'UTF-8 with supplementary characters',
      Buffer.from(`${ARTICLE}🇱🇧👨‍👩‍👧 𞸀`),
      `${ARTICLE}🇱🇧👨‍👩‍👧 𞸀`,
      'utf-8',
    ],
    ['ASCII', Buffer.from(LATIN), LATIN, 'utf-8'],
    ['nothing', Buffer.alloc(0), '', 'utf-8'],
    ['one letter', Buffer.from('و'), 'و', 'utf-8'],
    ['UTF-8 with U+FFFD in it', Buffer.from(`${ARTICLE}\ufffd`), `${ARTICLE}\ufffd`, 'utf-8'],
    ['UTF-16 LE by its mark', encodeUtf16(bom(ARTICLE), 'le'), ARTICLE, 'utf-16le'],
    ['UTF-16 BE by its mark', encodeUtf16(bom(ARTICLE), 'be'), ARTICLE, 'utf-16be'],
    ['UTF-16 LE without a mark', encodeUtf16(ARTICLE, 'le'), ARTICLE, 'utf-16le'],
    ['UTF-16 BE without a mark', encodeUtf16(ARTICLE, 'be'), ARTICLE, 'utf-16be'],
    ['UTF-16 LE of one word', encodeUtf16('بيروت', 'le'), 'بيروت', 'utf-16le'],
    ['UTF-16 BE, ASCII only', encodeUtf16(LATIN, 'be'), LATIN, 'utf-16be'],
    ['windows-1256', encodeSingleByte(ARTICLE, 'windows-1256'), ARTICLE, 'windows-1256'],
    ['windows-1256, vowelled', encodeSingleByte(VOWELLED, 'windows-1256'), VOWELLED, 'windows-1256'],
    [
      'windows-1256 of two words',
      encodeSingleByte('رئيس الوزراء', 'windows-1256'),
      'رئيس الوزراء',
      'windows-1256',
    ],
    [
      'windows-1256 among Latin',
      encodeSingleByte(long(LATIN) + ARTICLE, 'windows-1256'),
      long(LATIN) + ARTICLE,
      'windows-1256',
    ],
    ['ISO 8859-6', encodeSingleByte(ARTICLE, 'iso-8859-6'), ARTICLE, 'iso-8859-6'],
    ['ISO 8859-6, vowelled', encodeSingleByte(VOWELLED, 'iso-8859-6'), VOWELLED, 'iso-8859-6'],
  ];
  it.each(cases)('%s', (_, bytes, text, encoding) => {
    expect(decodeText(Buffer.from(bytes), 'auto', true)).toEqual({ text, encoding, replaced: 0 });
  });
});

describe('bytes that an encoding does not have are replaced and counted', () => {
  const utf8 = Buffer.from(ARTICLE);
  const cases: [
    what: string,
    bytes: Uint8Array,
    choice: EncodingChoice,
    encoding: Encoding,
    replaced: number,
  ][] = [
    ['one bad byte', cut(utf8, 2, [0xff]), 'auto', 'utf-8', 1],
    ['a bad byte beside U+FFFD', cut(Buffer.from(`\ufffd${ARTICLE}`), 3, [0xc0]), 'auto', 'utf-8', 1],
    ['two bad places', cut(cut(utf8, 22, [0xfe]), 4, [0x80]), 'auto', 'utf-8', 2],
    ['a character cut at the end', utf8.subarray(0, utf8.indexOf(' ') - 1), 'utf-8', 'utf-8', 1],
    ['half a unit of UTF-16', encodeUtf16(bom(ARTICLE), 'le').subarray(0, -1), 'auto', 'utf-16le', 1],
    ['a lone surrogate in UTF-16', encodeUtf16(`${ARTICLE}\ud800`, 'le'), 'utf-16', 'utf-16le', 1],
    ['bytes that ISO 8859-6 has not', Uint8Array.of(0xc7, 0xa1, 0xe4), 'iso-8859-6', 'iso-8859-6', 1],
  ];
  it.each(cases)('%s', (_, bytes, choice, encoding, replaced) => {
    const decoded = decodeText(Buffer.from(bytes), choice, false);
    expect(decoded).toMatchObject({ encoding, replaced });
    expect(() => decodeText(Buffer.from(bytes), choice, true)).toThrow(
      expect.objectContaining({ kind: 'invalid-bytes' }),
    );
  });
});

describe('the encoding that is asked for is used', () => {
  const cases: [choice: EncodingChoice, bytes: number[], text: string][] = [
    ['windows-1256', [0xc8, 0xed, 0xd1, 0xe6, 0xca], 'بيروت'],
    ['iso-8859-6', [0xc8, 0xea, 0xd1, 0xe8, 0xca], 'بيروت'],
    ['windows-1256', [0xd8, 0xa8], 'ط¨'],
    ['utf-8', [0xd8, 0xa8], 'ب'],
    ['utf-16', [0x28, 0x06], 'ب'],
    ['utf-16', [0xfe, 0xff, 0x06, 0x28], 'ب'],
  ];
  it.each(cases)('%s %j', (choice, bytes, text) => {
    expect(decodeText(Buffer.from(bytes), choice, true).text).toBe(text);
  });
});

describe('what is no text is refused', () => {
  const bytes = (text: string) => Buffer.from(text, 'latin1');
  const cases: [what: string, bytes: Buffer, kind: Problem['kind']][] = [
    ['gzip', bytes('\x1f\x8b\x08'), 'binary'],
    ['PDF', bytes('%PDF-1.7\n'), 'binary'],
    ['zip', bytes('PK\x03\x04'), 'binary'],
    ['a program', bytes('\x7fELF\x02\x01'), 'binary'],
    ['a picture', bytes('\x89PNG\r\n\x1a\n'), 'binary'],
    ['NUL bytes', bytes('abc\0def'), 'binary'],
    ['a NUL far inside', Buffer.from(`${long(ARTICLE)}\0`), 'binary'],
    ['control characters', bytes('\x01\x02\x03abc\x04\x05'), 'binary'],
    ['Latin-1 letters', bytes('\xe9\xe8\xe0\xfc\xf6\xe4 \xdf\xe9'), 'unknown-bytes'],
    ['high bytes', Buffer.from([0xfd, 0xfc, 0xfb, 0xff, 0xfe, 0xff]), 'unknown-bytes'],
  ];
  it.each(cases)('%s', (_, content, kind) => {
    expect(() => decodeText(content, 'auto', false)).toThrow(expect.objectContaining({ kind }));
  });
});

describe('properties', () => {
  it('any bytes give a text or a problem', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, strict) => {
        let outcome: unknown;
        try {
          outcome = decodeText(Buffer.from(bytes), 'auto', strict).text;
        } catch (error) {
          outcome = error;
        }
        expect(typeof outcome === 'string' || outcome instanceof Problem).toBe(true);
      }),
    );
  });

  it('well-formed text comes back from UTF-8 as it was, without its byte order mark', () => {
    const text = fc
      .string({ unit: 'grapheme', maxLength: 200 })
      .filter((t) => !/^\ufeff|[\0-\x08\x0e-\x1f]/.test(t));
    fc.assert(
      fc.property(text, fc.boolean(), (content, mark) => {
        const bytes = Buffer.from(mark ? bom(content) : content);
        fc.pre(bytes.toString('latin1', 0, 5) !== '%PDF-');
        expect(decodeText(bytes, 'utf-8', true).text).toBe(content);
      }),
    );
  });

  it('a stream is decoded alike wherever it is cut', async () => {
    const bytes = encodeUtf16(bom(ARTICLE), 'be');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), async (sizes) => {
        async function* chunks() {
          for (let at = 0, i = 0; at < bytes.length; at += sizes[i++ % sizes.length]!) {
            yield bytes.subarray(at, at + sizes[i % sizes.length]!);
          }
        }
        const parts: Buffer[] = [];
        for await (const part of toUtf8(chunks(), 'utf-16be')) parts.push(part);
        expect(Buffer.concat(parts).toString()).toBe(ARTICLE);
      }),
      { numRuns: 20 },
    );
  });
});
