/** Letters that may stand glued before a name, from the table of proclitics. */
import { ALEF, FOLD, LAM } from '../text/characters.js';
import type { Proclitics } from '../tokens/clitics.js';
import { HASH_SEED, hashUnit } from '../tokens/hash.js';

/** The future particle stands before verbs only. */
const SEEN = 0x0633;

export interface Strip {
  /** Folded letters that come off. */
  readonly letters: readonly number[];
  /** How many there are. */
  readonly length: number;
  /** How many of them stand before the name's span: with لل the second ل is the name's. */
  readonly outside: number;
  /** لل: the name's article has lost its alef. */
  readonly articleLost: boolean;
  /** What takes the letters out of a word's hash, see `hashOfRest`. */
  readonly change: number;
}

export interface Strips {
  /** In the order in which they are tried; number 0 takes nothing off. */
  readonly all: readonly Strip[];
  /** By code unit: 0, or which first letter of strips it is. */
  readonly first: Uint8Array;
  /** By code unit: 0, or which second letter of strips it is. */
  readonly second: Uint8Array;
  /** By first letter: the numbers of the strips. */
  readonly byFirst: readonly (readonly number[])[];
  /** By first and second letter: the numbers of the strips that fit both. */
  readonly byTwo: readonly (readonly (readonly number[])[])[];
}

const hashOf = (letters: readonly number[]): number => letters.reduce(hashUnit, HASH_SEED);
/** The hash of the article, to be continued. */
export const ARTICLE_HASH = hashOf([ALEF, LAM]);

const NOTHING: Strip = { letters: [], length: 0, outside: 0, articleLost: false, change: 0 };
const NONE: Strips = { all: [NOTHING], ...byLetters([NOTHING]) };
const made = new WeakMap<Proclitics, Strips>();

/** Made from the table of proclitics, in its order, once. */
export function stripsOf(proclitics: Proclitics | undefined): Strips {
  if (!proclitics) return NONE;
  const known = made.get(proclitics);
  if (known) return known;
  const seen = new Set<string>();
  const all = [NOTHING];
  for (const row of proclitics.rows) {
    if (row.strip === 0 || row.letters.slice(0, row.strip).includes(SEEN)) continue;
    const letters = row.contracted ? row.letters : row.letters.slice(0, row.strip);
    const key = `${letters.join()} ${row.contracted}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const change = ((row.contracted ? ARTICLE_HASH : HASH_SEED) - hashOf(letters)) | 0;
    all.push({ letters, length: letters.length, outside: row.strip, articleLost: row.contracted, change });
  }
  const result = { all, ...byLetters(all) };
  made.set(proclitics, result);
  return result;
}

function byLetters(all: readonly Strip[]): Omit<Strips, 'all'> {
  const firsts = [0, ...new Set(all.flatMap(({ letters }) => letters.slice(0, 1)))];
  const seconds = [0, ...new Set(all.flatMap(({ letters }) => letters.slice(1, 2)))];
  const numbers = (fits: (letters: readonly number[]) => boolean) =>
    [...all.keys()].filter((number) => fits(all[number]!.letters));
  const table = (letters: readonly number[]) => {
    const numbers = new Uint8Array(0x10000);
    // The engine's own search: 65,536 steps of ours would be felt in the start-up.
    for (let number = 1; number < letters.length; number++) {
      const letter = letters[number]!;
      let unit = FOLD.indexOf(letter);
      while (unit >= 0) {
        numbers[unit] = number;
        unit = FOLD.indexOf(letter, unit + 1);
      }
    }
    return numbers;
  };
  return {
    first: table(firsts),
    second: table(seconds),
    byFirst: firsts.map((first) => numbers((letters) => letters[0] === first)),
    byTwo: firsts.map((first) =>
      seconds.map((second) => numbers(([a, b]) => a === first && (b === undefined || b === second))),
    ),
  };
}
