/**
 * Where the characters of a changed text come from. A change of a text is told as runs from left to right: so many code
 * units stay as many, or so many become so many others. Several changes one after the other are layers.
 */

/** Takes the runs of a change. */
export interface Edits {
  /** The next units stay as many, whether they change or not. */
  keep(length: number): void;
  /** The next units become others; 0 for taken out. */
  replace(length: number, by: number): void;
}

/** Offsets of one change. */
export class OffsetLayer implements Edits {
  /** Where runs begin; between two beginnings both texts have the same length, or the run is one piece. */
  readonly #before: number[] = [0];
  readonly #after: number[] = [0];
  #original = 0;
  #changed = 0;
  /** What the last run is; pieces of text that were taken out join, others do not. */
  #last: 'keep' | 'drop' | 'piece' = 'keep';

  keep(length: number): void {
    if (length === 0) return;
    this.#begin('keep');
    this.#original += length;
    this.#changed += length;
  }

  replace(length: number, by: number): void {
    if (length === by) {
      this.keep(length);
      return;
    }
    this.#begin(by === 0 ? 'drop' : 'piece');
    this.#original += length;
    this.#changed += by;
  }

  #begin(run: 'keep' | 'drop' | 'piece'): void {
    if (run !== this.#last || run === 'piece') {
      this.#before.push(this.#original);
      this.#after.push(this.#changed);
    }
    this.#last = run;
  }

  /** Whether no offset differs. */
  get isIdentity(): boolean {
    return this.#before.length === 1 && this.#last === 'keep';
  }

  toOriginal(offset: number): number {
    return translate(offset, this.#after, this.#before, this.#changed, this.#original);
  }

  toChanged(offset: number): number {
    return translate(offset, this.#before, this.#after, this.#original, this.#changed);
  }
}

/** An offset of one side on the other; one inside of a piece goes to the piece's beginning. */
function translate(
  offset: number,
  from: readonly number[],
  to: readonly number[],
  fromEnd: number,
  toEnd: number,
): number {
  if (!(offset > 0)) offset = 0;
  if (offset >= fromEnd) return toEnd;
  let low = 0;
  let high = from.length;
  // The last run that begins at the offset or before it: what was taken out there has been passed.
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (from[middle]! <= offset) low = middle;
    else high = middle;
  }
  const inside = Math.trunc(offset) - from[low]!;
  const length = (from[low + 1] ?? fromEnd) - from[low]!;
  const otherLength = (to[low + 1] ?? toEnd) - to[low]!;
  return to[low]! + (length === otherLength ? inside : 0);
}
