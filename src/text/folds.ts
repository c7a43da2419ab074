/** The folds and profiles that come with the program: rows of data/folds.tsv and data/profiles.tsv, compiled. */
import { readFileSync } from 'node:fs';

/** Set by the bundler: where dist/profiles.json is, seen from this module. */
declare const NEWSPARSE_PROFILES: string | undefined;

export interface FoldRow {
  name: string;
  description: string;
  /** A text that the fold changes. */
  example: string;
  /** Characters and what each of them becomes; null: they stay as they are. */
  changes: readonly (readonly [from: string, to: string | null])[];
  /** Every character that is not named in `changes` is taken out. */
  dropsRest?: boolean;
  /** Name of a step of the program (steps.ts) that does the work in place of `changes`. */
  step?: string;
}

export interface ProfileRow {
  name: string;
  description: string;
  example: string;
  /** Names of the folds in the order in which they are applied. */
  folds: readonly string[];
}

/** A prefix or suffix that a stemmer takes off words of so many letters and more. */
export interface Affix {
  form: string;
  atLeast: number;
}

/** The contents of dist/profiles.json. */
export interface ProfilesFile {
  folds: FoldRow[];
  profiles: ProfileRow[];
  light10: { prefixes: Affix[]; suffixes: Affix[] };
}

let compiled: ProfilesFile | undefined;

/** The compiled rows, read when they are first asked for. @throws Error of the file system when the file is not there */
export function profilesFile(): ProfilesFile {
  if (compiled === undefined) {
    const path = typeof NEWSPARSE_PROFILES === 'string' ? NEWSPARSE_PROFILES : '../../dist/profiles.json';
    compiled = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as ProfilesFile;
  }
  return compiled;
}

/** Neither a fold nor a profile has that name. */
export class UnknownNameError extends Error {
  override name = 'UnknownNameError';
  constructor(
    readonly what: 'profile' | 'fold',
    readonly unknown: string,
    readonly known: readonly string[],
  ) {
    super(`unknown ${what} "${unknown}"; known are ${known.join(', ')}`);
  }
}

/** @throws UnknownNameError */
export function profileNamed(name: string): ProfileRow {
  return named('profile', profilesFile().profiles, name);
}

/** @throws UnknownNameError */
export function foldNamed(name: string): FoldRow {
  return named('fold', profilesFile().folds, name);
}

function named<Row extends { name: string }>(
  what: 'profile' | 'fold',
  rows: readonly Row[],
  name: string,
): Row {
  const row = rows.find((each) => each.name === name);
  if (row === undefined)
    throw new UnknownNameError(
      what,
      name,
      rows.map((each) => each.name),
    );
  return row;
}
