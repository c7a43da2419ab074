/**
 * Compiles data/folds.tsv, data/profiles.tsv and data/light10.tsv into dist/profiles.json, which is small and read only
 * where texts are normalized. Run alone for a quick try: npx tsx scripts/compile-profiles.ts
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readTsv, TsvError, type TsvRow } from '../src/lexicon/tsv.js';
import type { Affix, FoldRow, ProfileRow, ProfilesFile } from '../src/text/folds.js';
import { isStep } from '../src/text/steps.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const HEX = /^[0-9A-F]{4}$/;
const HEX_RANGE = /^([0-9A-F]{4})-([0-9A-F]{4})$/;
const RANGE = /^(.)-(.)$/u;

/** The code units that a cell names, in its order. */
function unitsOf(cell: string): number[] {
  return cell.split(' ').flatMap((item) => {
    if (HEX.test(item)) return [Number.parseInt(item, 16)];
    const hex = HEX_RANGE.exec(item);
    const range = RANGE.exec(item);
    if (!hex && !range) return Array.from(item, (_, i) => item.charCodeAt(i));
    const [first, last] = hex
      ? [Number.parseInt(hex[1]!, 16), Number.parseInt(hex[2]!, 16)]
      : [range![1]!.charCodeAt(0), range![2]!.charCodeAt(0)];
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
}

/** The letters of a presentation form without the blanks and tatweels that Unicode adds; null where it is none. */
function lettersOf(unit: number): string | null {
  const form = String.fromCharCode(unit);
  const letters = form.normalize('NFKC');
  if (letters === form) return null;
  const isWord = letters.includes(' ') && /\p{L} \p{L}/u.test(letters);
  return isWord ? letters : letters.replace(/[ \u0640]/g, '');
}

/** Unit and what it becomes (null: it stays), for every unit that a row names. */
function* changesOf(cells: TsvRow['cells']): Generator<[number, string | null]> {
  const from = unitsOf(cells.from!);
  const to = cells.to!;
  if (to === '=') {
    for (const unit of from) yield [unit, null];
  } else if (to === '@letters') {
    for (const unit of from) {
      const letters = lettersOf(unit);
      if (letters !== null) yield [unit, letters];
    }
  } else {
    const units = to === '' ? [] : unitsOf(to);
    const inOrder = RANGE.test(to) || HEX_RANGE.test(to);
    if (inOrder && units.length !== from.length)
      throw new Error(`${from.length} characters to ${units.length}`);
    for (const [i, unit] of from.entries()) {
      yield [unit, String.fromCharCode(...(inOrder ? [units[i]!] : units))];
    }
  }
}

function addRow(
  file: string,
  row: TsvRow,
  folds: Map<string, FoldRow>,
  maps: Map<string, Map<number, string | null>>,
): void {
  const { cells } = row;
  const name = cells.fold!;
  const known = folds.get(name);
  const fold: FoldRow = known ?? {
    name,
    description: cells.description!,
    example: cells.example!,
    changes: [],
  };
  if (!known && (fold.description === '' || fold.example === '')) {
    throw new TsvError(file, row.line, `${name}: the first row needs a description and an example`);
  }
  folds.set(name, fold);
  if (cells.from === 'rest') {
    if (cells.to !== '') throw new TsvError(file, row.line, 'the rest can only be taken out');
    fold.dropsRest = true;
  } else if (cells.from!.startsWith('@')) {
    fold.step = cells.from!.slice(1);
    if (!isStep(fold.step)) throw new TsvError(file, row.line, `no step ${cells.from}`);
  } else {
    const map = maps.get(name) ?? new Map<number, string | null>();
    maps.set(name, map);
    for (const [unit, to] of changesOf(cells)) {
      if (map.has(unit)) throw new TsvError(file, row.line, `U+${unit.toString(16)} stands twice in ${name}`);
      map.set(unit, to);
    }
  }
}

/** Those that change to the same stand together: "أإآ" → "ا". */
function grouped(map: ReadonlyMap<number, string | null>): [from: string, to: string | null][] {
  const groups = new Map<string | null, string>();
  for (const [unit, to] of map) groups.set(to, (groups.get(to) ?? '') + String.fromCharCode(unit));
  return [...groups].map(([to, from]) => [from, to]);
}

/** @throws TsvError for what a person has to mend in the data */
export function compileProfiles(): ProfilesFile {
  const rows = (name: string, needed: string[]) =>
    readTsv(`data/${name}.tsv`, readFileSync(join(root, `data/${name}.tsv`), 'utf8'), needed);
  const folds = new Map<string, FoldRow>();
  const maps = new Map<string, Map<number, string | null>>();
  for (const row of rows('folds', ['fold', 'from', 'to', 'example', 'description'])) {
    addRow('data/folds.tsv', row, folds, maps);
  }
  for (const [name, map] of maps) folds.get(name)!.changes = grouped(map);
  const profiles = rows('profiles', ['profile', 'folds', 'example', 'description']).map(
    ({ line, cells }): ProfileRow => {
      const names = cells.folds!.split(' ').filter((name) => name !== '');
      for (const name of names)
        if (!folds.has(name)) throw new TsvError('data/profiles.tsv', line, `no fold ${name}`);
      return { name: cells.profile!, folds: names, example: cells.example!, description: cells.description! };
    },
  );
  const affixes = (kind: string): Affix[] =>
    rows('light10', ['kind', 'form', 'at-least']).flatMap(({ cells }) =>
      cells.kind === kind ? [{ form: cells.form!, atLeast: Number(cells['at-least']) }] : [],
    );
  return {
    folds: [...folds.values()],
    profiles,
    light10: { prefixes: affixes('prefix'), suffixes: affixes('suffix') },
  };
}

/** Writes dist/profiles.json, all at once: whoever reads it meanwhile gets the old one or the new one. */
export function writeProfiles(): void {
  mkdirSync(join(root, 'dist'), { recursive: true });
  const path = join(root, 'dist/profiles.json');
  writeFileSync(`${path}.${process.pid}`, JSON.stringify(compileProfiles()));
  renameSync(`${path}.${process.pid}`, path);
}

if (basename(process.argv[1] ?? '') === 'compile-profiles.ts') writeProfiles();
