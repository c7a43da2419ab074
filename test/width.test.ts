import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cleanForTerminal,
  cleanLinesForTerminal,
  escapeForTerminal,
  escapeMarkupForTerminal,
  isolate,
} from '../src/text/terminal.js';
import { cutToWidth, displayWidth, wrapToWidth } from '../src/text/width.js';

describe('displayWidth', () => {
  const cases: [what: string, text: string, width: number][] = [
    ['nothing', '', 0],
    ['ASCII', 'Damascus 12', 11],
    ['Arabic letters', 'دمشق', 4],
    ['marks', 'مُحَمَّدٌ', 4],
    ['tatweel', 'مـحمد', 5],
    ['dagger alef', 'هٰذا', 3],
    ['lam-alef as two letters', 'لا', 2],
    ['presentation forms', 'ﺳﻼﻡ', 3],
    ['Arabic-Indic digits', '٢٠٢٠', 4],
    ['the sign of the end of an ayah', '\u06dd', 1],
    ['joiners', 'می\u200cخواهم', 7],
    ['bidi controls', '\u2068\u202bدمشق\u202c\u2069\u200f', 4],
    ['a byte order mark', '\ufeffa', 1],
    ['quotation marks and dashes', '«أ» – “b”…', 10],
    ['Latin with combining marks', 'e\u0301te\u0301', 3],
    ['Chinese', '大马士革', 8],
    ['full-width forms', 'ＡＢ', 4],
    ['Hangul', '한국', 4],
    ['Hangul in parts', '\u1112\u1161\u11ab', 2],
    ['an emoji', '😀', 2],
    ['a family', '👨‍👩‍👧', 2],
    ['a flag', '🇸🇾', 2],
    ['skin tones', '👍🏽', 2],
    ['a text picture', '☎', 1],
    ['the same as emoji', '☎\ufe0f', 2],
    ['a keycap', '1\ufe0f\u20e3', 2],
    ['emoji among Arabic', 'دِمَشق 🎉!', 8],
    ['control characters', 'a\u0007\u001bb', 2],
    ['a lone surrogate', '\ud83d', 1],
  ];
  it.each(cases)('%s', (_, text, width) => expect(displayWidth(text)).toBe(width));

  it('is linear in ten thousand marks on one letter', () => {
    expect(displayWidth(`م${'\u064e'.repeat(10_000)}`)).toBe(1);
  });
});

describe('cutToWidth', () => {
  const cases: [text: string, width: number, expected: string][] = [
    ['دمشق', 4, 'دمشق'],
    ['دمشق', 3, 'دم…'],
    ['مُحَمَّدٌ', 3, 'مُحَ…'],
    ['👨‍👩‍👧👨‍👩‍👧', 3, '👨‍👩‍👧…'],
    ['👨‍👩‍👧👨‍👩‍👧', 2, '…'],
    ['abc def', 5, 'abc…'],
    ['abc', 1, '…'],
    ['abc', 0, ''],
  ];
  it.each(cases)('%s to %i', (text, width, expected) => expect(cutToWidth(text, width)).toBe(expected));
});

describe('wrapToWidth', () => {
  const cases: [text: string, width: number, lines: number, expected: string[]][] = [
    ['', 5, 3, ['']],
    ['abc', 5, 3, ['abc']],
    ['abc def ghi', 7, 3, ['abc def', 'ghi']],
    ['abc def ghi', 8, 3, ['abc def', 'ghi']],
    ['abc def ghi', 4, 2, ['abc', 'def…']],
    ['abcdefgh', 3, 3, ['abc', 'def', 'gh']],
    ['مجلس التعاون لدول الخليج', 12, 3, ['مجلس التعاون', 'لدول الخليج']],
    ['大马士革', 3, 9, ['大', '马', '士', '革']],
    ['大马', 1, 9, ['…']],
  ];
  it.each(cases)('%s to %i', (text, width, lines, expected) => {
    expect(wrapToWidth(text, width, lines)).toEqual(expected);
  });
});

describe('terminals', () => {
  const cases: [what: string, text: string, expected: string][] = [
    ['escape sequences', 'a\u001b[31mb\u009b0m', 'a[31mb0m'],
    ['line breaks and tabs', 'a\r\nb\tc\u2028d', 'a b c d'],
    ['bidi overrides and isolates', '\u202eabc\u202c \u2066d\u2069', 'abc d'],
    ['joiners and direction marks stay', 'می\u200cخ\u200f', 'می\u200cخ\u200f'],
  ];
  it.each(cases)('cleans %s', (_, text, expected) => expect(cleanForTerminal(text)).toBe(expected));

  // biome-ignore format: one case a line
  const lineCases: [text: string, lines: string, markup: string][] = [
    ['a\u001b[31mb\u009b0m\u007f', 'a[31mb0m', 'a[31mb0m'],
    ['a\r\nb\tc\n\n', 'a\nb\tc\n\n', 'a\nb\tc\n\n'],
    ['a\rb\vc\u0085', 'a b c ', 'a b c '],
    ['\u202ea\u2066b', 'ab', '&#x202e;a&#x2066;b'],
    ['a\u2028b', 'a b', 'a&#x2028;b'],
    ['مي\u200cخ\u200f', 'مي\u200cخ\u200f', 'مي\u200cخ\u200f'],
  ];
  it.each(lineCases)('cleans lines and markup: %j', (text, lines, markup) => {
    expect([cleanLinesForTerminal(text), escapeMarkupForTerminal(text)]).toEqual([lines, markup]);
  });

  it('isolates what is not empty', () => {
    expect([isolate(''), isolate('دمشق')]).toEqual(['', '\u2068دمشق\u2069']);
  });

  it('escapes JSON without changing its value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const json = escapeForTerminal(JSON.stringify(text));
        expect(JSON.parse(json)).toBe(text);
        expect(cleanForTerminal(json)).toBe(json);
      }),
    );
  });
});

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom('م', 'ح', '\u064e', '\u0651', ' ', 'a', '\u200d', '🎉', '大', '\u2068'),
    maxLength: 60,
  }),
);

describe('properties of cutting and wrapping', () => {
  it('what is cut fits and begins as the text does', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 30 }), (text, width) => {
        const cut = cutToWidth(text, width);
        expect(displayWidth(cut)).toBeLessThanOrEqual(width);
        expect(cut === text || (cut.endsWith('…') && text.startsWith(cut.slice(0, -1)))).toBe(true);
      }),
    );
  });

  it('all lines fit, and nothing but blanks is lost when there are lines enough', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 2, max: 30 }), (text, width) => {
        const lines = wrapToWidth(text, width, 100);
        expect(lines.every((line) => displayWidth(line) <= width)).toBe(true);
        expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
    );
  });
});
