import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { CELL, PLACE } from '../src/gazetteer/branches.js';
import { compileGazetteer } from '../src/gazetteer/compile-user.js';
import type { GazetteerEntry } from '../src/gazetteer/entry.js';
import { IS_LIST } from '../src/gazetteer/file.js';
import { MAX_TOKENS } from '../src/gazetteer/path.js';
import { loadGazetteer, type UserGazetteer } from '../src/gazetteer/user.js';
import type { SectionData } from '../src/lexicon/binary.js';
import { FINAL, HAS_KIDS } from '../src/lexicon/edges.js';
import { createMatcher, tokenize } from '../src/names.js';
import { forge, outcome, placesOf, sectionsOf } from './support/forged.js';

const folder = mkdtempSync(join(tmpdir(), 'newsparse-'));
afterAll(() => rmSync(folder, { recursive: true }));

const letters = 'ابتثجحخدذرزسشصضطظعغفق';
const entries: GazetteerEntry[] = Array.from({ length: 1000 }, (_, i) => ({
  name: `حي ${letters[i % 21]}${letters[(i * 7) % 21]}${letters[(i >> 4) % 21]} ${i}`,
  type: i % 3 === 0 ? 'LOC' : 'ORG',
  id: `user:${i}`,
  aliases: i % 5 === 0 ? [`الحي ${i}`, ...(i < 50 ? ['الحي'] : [])] : [],
  exact: i % 11 === 0,
  attributes: { n: i },
}));
const good = compileGazetteer(entries, { sources: ['a.tsv'] });
const text = entries.map(({ name, aliases }) => `${name}، ${aliases!.join(' - ')}`).join('\n');
const tokens = tokenize(text);

/** Everything that a file says about a text. */
function useAll(source: string | Uint8Array): string {
  const gazetteer = loadGazetteer(source);
  try {
    const matcher = createMatcher(gazetteer, { proclitics: false });
    const names = [...gazetteer.names()].length;
    return JSON.stringify([gazetteer.info, names, matcher.match(tokens, { overlaps: 'all' })]);
  } finally {
    gazetteer.close();
  }
}
const expected = useAll(good);

const outcomeOf = (source: string | Uint8Array) => outcome(() => useAll(source), expected);
const places = placesOf(good);

test('the good file has all sections, and something in each', () => {
  expect(places.map(({ name }) => name)).toEqual([
    'info',
    'alone',
    'pairs',
    'pool',
    'branches',
    'lists',
    'frm.idx',
    'rows',
    'val.sum',
    'for.sum',
    'ent.sum',
    'txt.sum',
    'values',
    'forms',
    'entries',
    'texts',
  ]);
  expect(places.every(({ length }) => length > 0)).toBe(true);
});

describe('a bit flipped in each section is never overlooked', () => {
  test.each(places)('$name', ({ offset, length }) => {
    const file = join(folder, 'flipped.npg');
    fc.assert(
      fc.property(fc.nat(length - 1), fc.nat(7), (at, bit) => {
        const bytes = good.slice();
        bytes[offset + at]! ^= 1 << bit;
        expect(outcomeOf(bytes)).toBe('NP143');
        writeFileSync(file, bytes);
        expect(outcomeOf(file)).toBe('NP143');
      }),
      { numRuns: 12 },
    );
  });

  test('and in head and table', () => {
    for (let at = 0; at < places[0]!.offset; at++) {
      const bytes = good.slice();
      bytes[at]! ^= 1 << (at % 8);
      expect(outcomeOf(bytes)).toMatch(/^NP14[123]$/);
    }
  });
});

describe('sections that contradict each other, with the right checksums', () => {
  const parts = sectionsOf(good);
  const forged = (name: string, data: SectionData) => forge(parts, { [name]: data });

  test.each(places.slice(1))('$name', ({ name }) => {
    const own = parts.get(name)!;
    fc.assert(
      fc.property(fc.nat(own.length), fc.uint8Array({ minLength: 4, maxLength: 4 }), (length, word) => {
        const cut = own.slice(0, length & ~3);
        expect(outcomeOf(forged(name, cut))).toMatch(/^(same|DIFFERENT|NP143)$/);
        const bytes = own.slice();
        for (let i = 0; i + 4 <= bytes.length; i += 1024) bytes.set(word, i);
        expect(outcomeOf(forged(name, bytes))).toMatch(/^(same|DIFFERENT|NP143)$/);
        expect(outcomeOf(forged(name, own.slice().fill(word[0]!)))).toMatch(/^(same|DIFFERENT|NP143)$/);
      }),
      { numRuns: 10 },
    );
  });

  test.each([
    ['an endless info', '['.repeat(5_000_000)],
    ['another JSON', '[]'],
    ['no object of types', '{"entries":1000,"sources":[],"types":null}'],
    ['a number of entries that is none', '{"entries":"1000","sources":[],"types":{}}'],
    ['another number of entries', '{"entries":4000000000,"sources":[],"types":{}}'],
  ])('%s', (_, info) => {
    expect(outcomeOf(forged('info', new TextEncoder().encode(info)))).toBe('NP143');
  });
});

/** Files that are right but for one thing, by which something would go on for minutes or for ever. */
describe('what is read of a forged file ends soon', () => {
  const integers = (bytes: Uint8Array) => new Int32Array(bytes.slice().buffer);
  /** A file of names with some sections changed; those on the disk get the sums of their blocks. */
  const forged = (list: GazetteerEntry[], change: (get: (name: string) => Int32Array) => object) => {
    const sections = sectionsOf(compileGazetteer(list));
    const changed = change((name) => integers(sections.get(name)!)) as Record<string, SectionData>;
    return forge(sections, changed, true);
  };
  const pair: GazetteerEntry[] = [{ name: 'حي الورد', type: 'LOC' }];
  const many = Array.from({ length: 3000 }, (_, i) => ({ name: `حي ${i}`, type: 'LOC' }));
  const match = (gazetteer: UserGazetteer, text: string) =>
    createMatcher(gazetteer, { proclitics: false }).match(tokenize(text), { overlaps: 'all' });
  const NP143 = expect.objectContaining({ code: 'NP143' });
  const thrown = (run: () => unknown): unknown => {
    try {
      return run();
    } catch (error) {
      return error;
    }
  };

  /** Filters that have everything. */
  const all = () => ({ alone: new Int32Array(2).fill(-1), pairs: new Int32Array(2).fill(-1) });

  test.each([0, 1, 3, 1000])('a filter of %d integers', (length) => {
    for (const name of ['alone', 'pairs'])
      expect(thrown(() => loadGazetteer(forged(many, () => ({ [name]: new Int32Array(length) }))))).toEqual(
        NP143,
      );
  });

  test('filters that have everything find no more', () => {
    const text = many.map(({ name }) => `${name}، حي`).join(' ');
    expect(match(loadGazetteer(forged(many, all)), text)).toEqual(
      match(loadGazetteer(compileGazetteer(many)), text),
    );
  });

  test('a branch of millions of cells, all taken', () => {
    const cells = 1 << 22;
    for (const root of [0, 22]) {
      const file = forged(pair, (get) => {
        const branches = new Int32Array(cells * CELL).fill(PLACE);
        branches.set(get('branches'));
        // What comes after the first word, or the first words themselves.
        branches[root === 0 ? CELL + 2 : 2] = 22;
        return { ...all(), branches, values: new Int32Array(cells) };
      });
      const gazetteer = loadGazetteer(file);
      expect(match(gazetteer, 'حي الورود '.repeat(20_000))).toEqual([]);
      expect(gazetteer.findName(['حي', 'الورود'])).toBeUndefined();
    }
  });

  test('a branch that leads to itself', () => {
    const file = forged([{ name: 'حي حي', type: 'LOC' }], (get) => {
      const branches = get('branches');
      // The cell after that of the first word is that of the second one.
      branches[CELL * 2 + 1]! |= FINAL | HAS_KIDS;
      branches[CELL * 2 + 2] = branches[CELL + 2]!;
      return { branches };
    });
    const gazetteer = loadGazetteer(file);
    const text = (length: number) => 'حي '.repeat(length);
    expect(match(gazetteer, text(MAX_TOKENS - 1)).length).toBe(((MAX_TOKENS - 1) * (MAX_TOKENS - 2)) / 2);
    expect(thrown(() => match(gazetteer, text(100_000)))).toEqual(NP143);
    expect(thrown(() => [...gazetteer.names()])).toEqual(NP143);
  });

  test('words that all have one large and empty branch', () => {
    const size = 1 << 20;
    const names = Array.from({ length: 20_000 }, (_, i) => ({ name: `ق${i}`, type: 'LOC' }));
    const file = forged(names, (get) => {
      const own = get('branches');
      const branches = new Int32Array(own.length + size * CELL);
      branches.set(own);
      for (let i = CELL; i < own.length; i += CELL) {
        if (own[i + 1] === 0 || own[i + 1]! & HAS_KIDS) continue;
        branches[i + 1]! |= HAS_KIDS;
        branches[i + 2] = ((own.length / CELL) << 5) | 20;
      }
      return { branches, values: new Int32Array(branches.length / CELL) };
    });
    const gazetteer = loadGazetteer(file);
    expect(thrown(() => [...gazetteer.names()])).toEqual(NP143);
  });

  test('words that are longer than any', () => {
    const file = forged(many, () => ({ pool: new Uint16Array(1 << 17).fill(0xffff) }));
    const gazetteer = loadGazetteer(file);
    expect(thrown(() => [...gazetteer.names()])).toEqual(NP143);
    expect(match(gazetteer, 'حي 7')).toEqual([]);
  });

  test('lists and spellings that overlap', () => {
    const twice = many.flatMap((entry) => [entry, { ...entry, type: 'ORG' }]);
    for (const name of ['lists', 'frm.idx']) {
      const file = forged(twice, (get) => {
        const starts = get(name);
        for (let i = 1; i < starts.length - 1; i += 2) starts[i] = starts.at(-1)!;
        return { [name]: starts };
      });
      expect(
        thrown(() => loadGazetteer(file)),
        name,
      ).toEqual(NP143);
    }
    const values = (get: (name: string) => Int32Array) => ({ values: get('values').fill(IS_LIST | 0xfffff) });
    expect(thrown(() => match(loadGazetteer(forged(twice, values)), 'حي 7'))).toEqual(NP143);
  });

  test('entries that overlap', () => {
    const row = `حي\tLOC${'\t'.repeat(9)}${JSON.stringify({ note: 'x'.repeat(500_000) })}`;
    const texts = new TextEncoder().encode(row);
    const file = forged(many, (get) => {
      const entries = get('entries');
      for (let i = 0; i < entries.length; i++) entries[i] = i % 2 === 0 ? 0 : texts.length;
      return { entries, texts };
    });
    const gazetteer = loadGazetteer(file);
    expect(gazetteer.entry(0).type).toBe('LOC');
    expect(gazetteer.entry(0)).toBe(gazetteer.entry(0));
    expect(thrown(() => gazetteer.entry(1))).toEqual(NP143);
    expect(thrown(() => gazetteer.entry(2))).toEqual(NP143);
  });
});

/** Peak memory of a process is known here; elsewhere the last test is skipped. */
const STATUS = '/proc/self/status';

test.skipIf(!existsSync(STATUS))(
  'a damaged file takes no more memory than twice its size (needs /proc)',
  () => {
    const file = join(folder, 'large.npg');
    const many = Array.from({ length: 120_000 }, (_, i) => ({
      name: `موضع ${i} رقم ${i * 7}`,
      type: 'LOC',
      id: `x:${i}`,
    }));
    const large = compileGazetteer(many);
    const own = placesOf(large).find(({ name }) => name === 'branches')!;
    large[own.offset + own.length - 3]! ^= 4;
    writeFileSync(file, large);
    const peak = (run: string) => {
      const script = `import { readFileSync } from 'node:fs';
      import { loadGazetteer } from ${JSON.stringify(new URL('../dist/index.js', import.meta.url).pathname)};
      try { ${run} } catch (error) { console.error(error.code); }
      console.log(/VmHWM:\\s*(\\d+) kB/.exec(readFileSync('${STATUS}', 'utf8'))[1] * 1024);`;
      const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
        encoding: 'utf8',
      });
      return { bytes: Number(stdout), code: stderr.trim() };
    };
    const idle = peak('');
    const damaged = peak(`loadGazetteer(${JSON.stringify(file)})`);
    expect(idle.bytes).toBeGreaterThan(0);
    expect(damaged.code).toBe('NP143');
    expect(damaged.bytes - idle.bytes).toBeLessThan(large.length * 2);
  },
);
