import { ALEF, LAM } from '../text/characters.js';

/** A row of data/clitics.tsv, ready for use. */
export interface Proclitic {
  /** Folded code units of the letters before the word. */
  readonly letters: readonly number[];
  /** What they are, for output: ["و", "ال"]. */
  readonly segments: readonly string[];
  /** Does the article come last? */
  readonly article: boolean;
  /** How many letters stand before the article (or before the word, when there is no article). */
  readonly strip: number;
  /** لل: the article has lost its alef. */
  readonly contracted: boolean;
}

/** The proclitics, by the first letter of what is written. Numbers are row numbers, from 1. */
export class Proclitics {
  /** Row 0 is "none". */
  readonly rows: readonly Proclitic[];
  private readonly byLetter = new Map<number, readonly number[]>();
  private readonly forms: ReadonlySet<string>;
  private readonly isFirst = new Uint8Array(0x10000);

  constructor(data: readonly { readonly form: string; readonly segments: readonly string[] }[]) {
    const none: Proclitic = { letters: [], segments: [], article: false, strip: 0, contracted: false };
    this.rows = [none, ...data.map(toProclitic)];
    this.forms = new Set(data.map((row) => row.form));
    this.rows.forEach((row, number) => {
      const first = row.letters[0];
      if (first === undefined) return;
      this.isFirst[first] = 1;
      this.byLetter.set(first, [...(this.byLetter.get(first) ?? []), number]);
    });
  }

  /** Row numbers of the proclitics that begin with the folded letter, in the order in which they are tried. */
  startingWith(letter: number): readonly number[] | undefined {
    return this.isFirst[letter] === 1 ? this.byLetter.get(letter) : undefined;
  }

  /** Is a folded form one of the proclitics? */
  isForm(form: string): boolean {
    return this.forms.has(form);
  }

  /** What came off, as it is given in `Entity.prefix`: the letters without the article; null for nothing. */
  text(number: number): string | null {
    const segments = this.rows[number]!.segments.filter((segment) => segment !== 'ال');
    return segments.length > 0 ? segments.join('') : null;
  }
}

function toProclitic(row: { readonly form: string; readonly segments: readonly string[] }): Proclitic {
  const letters = Array.from(row.form, (letter) => letter.charCodeAt(0));
  const article = row.segments.at(-1) === 'ال';
  const contracted = article && letters.at(-2) !== ALEF;
  const strip = article ? letters.length - (contracted ? 1 : 2) : letters.length;
  if (article && letters.at(-1) !== LAM)
    throw new RangeError(`clitics: ${row.form} does not end with its article`);
  return { letters, segments: row.segments, article, strip, contracted };
}
