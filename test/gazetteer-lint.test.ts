import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { GazetteerEntry } from '../src/gazetteer/entry.js';
import { Linter } from '../src/gazetteer/lint.js';
import { Sections } from '../src/lexicon/binary.js';
import { Lexicon } from '../src/lexicon/lookup.js';

const lexicon = new Lexicon(
  new Sections(readFileSync(new URL('../dist/newsparse.npg', import.meta.url)), false),
);

/** `line rule` of the findings about rows. */
function lint(rows: readonly (Partial<GazetteerEntry> & { name: string })[], isName = false): string[] {
  const linter = new Linter(lexicon);
  return rows.flatMap((row, i) =>
    linter.check('f', i + 1, { type: 'LOC', ...row }, isName).map(({ line, rule }) => `${line} ${rule}`),
  );
}

describe('duplicates', () => {
  test.each<[string, (Partial<GazetteerEntry> & { name: string })[], string[]]>([
    ['the same row', [{ name: 'حمص' }, { name: 'حمص' }], ['2 duplicate']],
    ['the same folded', [{ name: 'أربيل' }, { name: 'اربيل' }], ['2 duplicate']],
    ['another type', [{ name: 'حمص' }, { name: 'حمص', type: 'ORG' }], []],
    [
      'another id',
      [
        { name: 'حمص', id: 'x:1' },
        { name: 'حمص', id: 'x:2' },
      ],
      [],
    ],
    [
      'one id, whatever else',
      [
        { name: 'حمص', id: 'x:1', country: 'SY' },
        { name: 'حمص', id: 'x:1', country: 'LB' },
      ],
      ['2 duplicate'],
    ],
    [
      'another country',
      [
        { name: 'طرابلس', country: 'LY' },
        { name: 'طرابلس', country: 'LB' },
      ],
      [],
    ],
    [
      'a town and its province',
      [
        { name: 'حمص', subtype: 'city' },
        { name: 'حمص', subtype: 'province', id: 'x:1' },
      ],
      [],
    ],
    ['one row says more', [{ name: 'حمص', country: 'SY', id: 'x:1' }, { name: 'حمص' }], ['2 duplicate']],
    [
      'two of three',
      [
        { name: 'حمص', country: 'SY' },
        { name: 'حمص', country: 'LB' },
        { name: 'حمص', country: 'SY' },
      ],
      ['3 duplicate'],
    ],
  ])('%s', (_, rows, expected) => {
    expect(lint(rows)).toEqual(expected);
  });

  test('a million things of one name are compared in linear time', () => {
    const rows = Array.from({ length: 100_000 }, (_, i) => ({ name: 'حمص', id: `x:${i}` }));
    expect(lint(rows)).toEqual([]);
  });
});

describe('everyday words', () => {
  test.each<[string, string[]]>([
    ['حرب', ['1 everyday-word']],
    ['الحرب', ['1 everyday-word']],
    ['يقول', ['1 everyday-word']],
    ['على', ['1 everyday-word']],
    ['اجتماع', ['1 everyday-word']],
    ['حرب أكتوبر', []],
    // Names of people that are the names of other things too are no everyday words.
    ['جورجيا', []],
    ['تسلا', []],
    ['زمبابوي', []],
  ])('%s', (name, expected) => {
    expect(lint([{ name }])).toEqual(expected);
    expect(lint([{ name, common: true }])).toEqual([]);
    expect(lint([{ name }], true)).toEqual([]);
  });
});

test.each<[string, Partial<GazetteerEntry> & { name: string }, string[]]>([
  ['a bidi control', { name: 'حمص\u200f' }, ['1 bidi-control']],
  ['characters that folding drops', { name: 'حِمص' }, ['1 dropped-characters']],
  ['one letter', { name: 'ن' }, ['1 one-letter']],
  ['quotation marks of a CSV', { name: '"حمص"' }, ['1 looks-quoted']],
  ['no word', { name: '---' }, ['1 no-words']],
  ['more words than a name has', { name: 'حمص '.repeat(17).trim() }, ['1 too-long']],
  ['an unknown type', { name: 'حمص', type: 'LOCATION' }, ['1 unknown-type']],
  ['in an alias', { name: 'حمص', aliases: ['العدية\u200e'] }, ['1 bidi-control']],
])('%s', (_, row, expected) => {
  expect(lint([row])).toEqual(expected);
});
