import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileGazetteer } from '../src/gazetteer/compile-user.js';
import type { GazetteerEntry } from '../src/gazetteer/entry.js';
import { Matcher } from '../src/gazetteer/matcher.js';
import { loadGazetteer } from '../src/gazetteer/user.js';
import { readTsv } from '../src/lexicon/tsv.js';
import { matchingForm } from '../src/text/characters.js';
import { Units } from '../src/text/units.js';
import { Proclitics } from '../src/tokens/clitics.js';
import { HASH_SEED, hashUnit } from '../src/tokens/hash.js';
import { tokenize } from '../src/tokens/tokenize.js';
import { Tokens } from '../src/tokens/tokens.js';
import { naiveKey, naiveMatches } from './support/naive.js';

const clitics = readTsv('clitics', readFileSync(new URL('../data/clitics.tsv', import.meta.url), 'utf8'), [
  'form',
  'segments',
]);
const proclitics = new Proclitics(
  clitics.map(({ cells }) => ({ form: matchingForm(cells.form!), segments: cells.segments!.split('+') })),
);
const units = new Units();
const tokens = new Tokens();

const entry = (name: string, more: Partial<GazetteerEntry> = {}): GazetteerEntry => ({
  name,
  type: 'X',
  ...more,
});
const matcherOf = (entries: GazetteerEntry[]) =>
  new Matcher(loadGazetteer(compileGazetteer(entries)), proclitics);

function run(matcher: Matcher, text: string, overlaps: 'longest' | 'all' = 'longest') {
  units.setString(text);
  tokenize(units.data, units.length, tokens);
  const found = matcher.match(units.data, tokens, overlaps);
  return Array.from({ length: found.count }, (_, i) => ({
    start: found.start[i]!,
    end: tokens.end[found.end[i]! - 1]!,
    text: text.slice(found.start[i]!, tokens.end[found.end[i]! - 1]!),
    entries: matcher.entries(units.data, tokens, found, i),
  }));
}
const spans = (names: (string | GazetteerEntry)[], text: string, overlaps: 'longest' | 'all' = 'longest') =>
  run(matcherOf(names.map((name) => (typeof name === 'string' ? entry(name) : name))), text, overlaps).map(
    (m) => m.text,
  );

describe('what is found', () => {
  test.each<[string, string[], string, string[]]>([
    [
      'a failed longer name does not swallow a shorter one',
      ['حزب', 'حزب الأمة الجديد', 'الأمة القومي'],
      'حزب الأمة القومي',
      ['حزب', 'الأمة القومي'],
    ],
    ['nor the name after it', ['دار السلام الكبرى', 'السلام'], 'دار السلام', ['السلام']],
    ['the longest wins', ['بيت', 'بيت لاهيا'], 'في بيت لاهيا', ['بيت لاهيا']],
    ['hyphen, dot and digits inside', ['إف-16', 'ب.ك.ك'], 'طائرة إف-16 وحزب ب.ك.ك', ['إف-16', 'ب.ك.ك']],
    ['Latin, whatever its case', ['BBC News'], 'قناة bbc NEWS', ['bbc NEWS']],
    [
      'a name of any characters finds itself',
      ['AT&T', 'ياهو!', 'شركة (أ)'],
      'AT&T ثم ياهو! ثم شركة (أ)',
      ['AT&T', 'ياهو', 'شركة (أ'],
    ],
    ['spelled otherwise', ['أحمد الشرع', 'غزة'], 'احمد الشرع في غزه', ['احمد الشرع', 'غزه']],
    ['with marks and tatweel', ['محمد'], 'مُحَمَّد مـحـمـد', ['مُحَمَّد', 'مـحـمـد']],
    ['marks in the list', ['مُحَمَّد'], 'محمد', ['محمد']],
    [
      'proclitics',
      ['دمشق', 'العراق', 'لبنان'],
      'بدمشق وبدمشق والعراق للعراق للبنان ولعراق',
      ['دمشق', 'دمشق', 'العراق', 'لعراق', 'لبنان'],
    ],
    ['no proclitic where nothing known is left', ['اريس'], 'باريس', ['اريس']],
    ['the whole word first', ['باريس', 'اريس'], 'باريس', ['باريس']],
    ['a word that begins a longer name in vain is read again', ['بحار كبير', 'حار'], 'بحار صغير', ['حار']],
    ['two letters must be left', ['ن'], 'بن', []],
    ['a hashtag', ['سوريا الأسد'], '#سوريا_الأسد', ['سوريا_الأسد']],
    ['quotation marks inside', ['حركة فتح'], 'حركة "فتح"', ['حركة "فتح']],
    ['not over a line break', ['حركة فتح'], 'حركة\nفتح', []],
    ['not over a full stop', ['حركة فتح'], 'حركة. فتح', []],
    ['not inside of a word', ['أب'], 'آباء شباب', []],
    ['no verbs with seen', ['يكون'], 'سيكون', []],
  ])('%s', (_, names, text, expected) => {
    expect(spans(names, text)).toEqual(expected);
  });

  test.each([254, 255, 256, 257, 1000, 4000])('a word of %d letters, after proclitics too', (length) => {
    const word = 'نخيل'.repeat(1000).slice(0, length);
    const article = `ال${word.slice(2)}`;
    expect(spans([word, article], `${word} و${word} لل${article.slice(2)}`)).toEqual([
      word,
      word,
      `ل${article.slice(2)}`,
    ]);
  });

  test('all overlaps, longest first', () => {
    expect(spans(['بيت', 'بيت لاهيا', 'لاهيا', 'يت'], 'بيت لاهيا', 'all')).toEqual([
      'بيت لاهيا',
      'بيت',
      'يت',
      'لاهيا',
    ]);
  });

  test('one name, many entries: all of them, ranked', () => {
    const names = [
      entry('طرابلس', { id: 'x:common', common: true }),
      entry('طرابلس', { id: 'x:small', weight: 1 }),
      entry('طرابلس الغرب', { id: 'x:alias', weight: 99, aliases: ['طرابلس'] }),
      entry('طرابلس', { id: 'x:large', weight: 9 }),
      entry('طرابلس', { id: 'x:large', weight: 9 }),
    ];
    const [match] = run(matcherOf(names), 'طرابلس');
    expect(match!.entries.map(({ entry: { id } }) => id)).toEqual([
      'x:large',
      'x:small',
      'x:common',
      'x:alias',
    ]);
    expect(match!.entries.map(({ isAlias }) => isAlias)).toEqual([false, false, false, true]);
  });

  test('the exact spelling comes first, and counts alone where it must', () => {
    const names = [
      entry('آب', { id: 'x:august', exact: true }),
      entry('أب', { id: 'x:father', aliases: ['اب'] }),
    ];
    const matcher = matcherOf(names);
    expect(run(matcher, 'أب').flatMap((m) => m.entries.map((e) => e.entry.id))).toEqual(['x:father']);
    expect(run(matcher, 'آب').flatMap((m) => m.entries.map((e) => e.entry.id))).toEqual([
      'x:august',
      'x:father',
    ]);
    const strict = matcherOf([entry('آب اللهاب', { exact: true }), entry('اللهاب')]);
    expect(run(strict, 'أب اللهاب').map((m) => m.text)).toEqual(['اللهاب']);
    expect(run(strict, 'آب اللهاب').map((m) => m.text)).toEqual(['آب اللهاب']);
    expect(run(matcherOf([entry('العراق', { exact: true })]), 'للعراق').map((m) => m.text)).toEqual([
      'لعراق',
    ]);
  });

  test('attributes come through', () => {
    const [match] = run(
      matcherOf([entry('فلان', { type: 'militia', attributes: { لون: 'أحمر', __proto__x: '1' } })]),
      'فلان',
    );
    expect(match!.entries[0]!.entry).toEqual({
      name: 'فلان',
      type: 'militia',
      attributes: { لون: 'أحمر', __proto__x: '1' },
    });
  });
});

const letters = fc.constantFrom('ا', 'أ', 'ب', 'ل', 'و', 'ة', 'ه', 'ب\u064e', 'لـ', 'ال', 'ك');
const word = fc
  .array(letters, { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join('').replace(/^\u0640/, ''));
const gap = fc.constantFrom(' ', ' ', ' ', ' ', '-', ' - ', '.', '. ', '، ', '\n', ' "', '" ', '_', '«');
const text = fc.array(fc.tuple(word, gap), { minLength: 1, maxLength: 25 }).map((all) => all.flat().join(''));
const name = fc.array(fc.tuple(word, gap), { minLength: 1, maxLength: 4 }).map((all) => all.flat().join(''));

describe('the same as the naive matcher', () => {
  test.each(['longest', 'all'] as const)('%s', (overlaps) => {
    fc.assert(
      fc.property(fc.array(name, { maxLength: 25 }), text, (names, content) => {
        const keys = new Set(names.map(naiveKey).filter(Boolean));
        const matcher = matcherOf(names.map((each) => entry(each)));
        const found = run(matcher, content, overlaps).map(
          ({ start, end, entries }) => `${start}-${end}:${naiveKey(entries[0]!.entry.name)}`,
        );
        expect(found).toEqual(naiveMatches(content, keys, overlaps));
      }),
      { numRuns: 1000 },
    );
  });

  test('each name finds itself', () => {
    fc.assert(
      fc.property(name, (each) => {
        if (naiveKey(each) === '' || each.includes('\n')) return;
        const [match, ...more] = run(matcherOf([entry(each)]), each);
        expect([match?.entries[0]?.entry.name, more]).toEqual([each, []]);
      }),
    );
  });
});

describe('words with one hash', () => {
  const [first, second] = twins();

  test('are told apart when both are names', () => {
    const matcher = matcherOf([
      entry(first, { id: 'x:1' }),
      entry(second, { id: 'x:2' }),
      entry(`دار ${second}`, { id: 'x:3' }),
    ]);
    const ids = run(matcher, `${first} ${second} دار ${second} دار ${first} و${second}`).map(
      (m) => m.entries[0]!.entry.id,
    );
    expect(ids).toEqual(['x:1', 'x:2', 'x:3', 'x:1', 'x:2']);
  });

  test('are told apart when one of them is a name', () => {
    expect(spans([first, `دار ${first}`, 'دار'], `${second} دار ${second} ${first} ب${second}`)).toEqual([
      'دار',
      first,
    ]);
    expect(spans([`${first} دار`, 'دار'], `${second} دار`)).toEqual(['دار']);
  });
});

/** Two words with the same hash, found by trying. */
function twins(): [string, string] {
  const seen = new Map<number, string>();
  const alphabet = 'حدرسطعقمنيج';
  for (let i = 0; i < 3_000_000; i++) {
    let each = '';
    for (let n = i + 161_051; n > 0; n = Math.floor(n / 11)) each += alphabet[n % 11];
    let hash = HASH_SEED;
    for (let c = 0; c < each.length; c++) hash = hashUnit(hash, each.charCodeAt(c));
    const other = seen.get(hash);
    if (other !== undefined) return [other, each];
    seen.set(hash, each);
  }
  throw new Error('no twins');
}
