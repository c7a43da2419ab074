import { FIRST_LETTER, FOLD } from '../text/characters.js';

/** Letters of the matching form are numbered from here; 0 is the edge of a word, the last number all other letters. */
const FIRST = 0x0620;
const LETTERS = 44;
const OTHER = LETTERS - 1;
/** Log-odds are kept as integers of this part. */
const SCALE = 16;

const numberOf = (folded: number): number => {
  const number = folded - FIRST;
  return number > 0 && number < OTHER ? number : OTHER;
};

/**
 * Whether an unknown word looks like a name: letter trigrams, learned at build time from our own lists (names against
 * everyday words), so that it needs no annotated text.
 */
export class Shape {
  constructor(private readonly odds: Int8Array) {}

  /** Mean log-odds of the trigrams of units[from, to): above 0 like a name, below like an everyday word. */
  of(units: Uint16Array, from: number, to: number): number {
    let first = 0;
    let second = 0;
    let sum = 0;
    let count = 0;
    for (let i = from; i < to; i++) {
      const value = FOLD[units[i]!]!;
      if (value < FIRST_LETTER) continue;
      const third = numberOf(value);
      sum += this.odds[(first * LETTERS + second) * LETTERS + third]!;
      first = second;
      second = third;
      count++;
    }
    if (count === 0) return 0;
    sum += this.odds[(first * LETTERS + second) * LETTERS]!;
    return sum / (count + 1) / SCALE;
  }
}

/** Counts trigrams of matching forms while data is compiled. */
export class ShapeBuilder {
  private readonly names = new Float64Array(LETTERS ** 3);
  private readonly words = new Float64Array(LETTERS ** 3);

  add(form: string, isName: boolean): void {
    const counts = isName ? this.names : this.words;
    let first = 0;
    let second = 0;
    for (let i = 0; i <= form.length; i++) {
      const third = i < form.length ? numberOf(form.charCodeAt(i)) : 0;
      counts[(first * LETTERS + second) * LETTERS + third]!++;
      first = second;
      second = third;
    }
  }

  build(): Int8Array {
    const total = (counts: Float64Array) => counts.reduce((sum, n) => sum + n, 0);
    const shift = Math.log(total(this.words) / total(this.names));
    return Int8Array.from(this.names, (n, i) => {
      const odds = Math.log((n + 0.5) / (this.words[i]! + 0.5)) + shift;
      return Math.max(-127, Math.min(127, Math.round(odds * SCALE)));
    });
  }
}
