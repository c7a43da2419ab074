import type { Parts } from '../parts.js';

/** A piece of a date expression. */
export interface Atom {
  readonly parts: Parts;
  /** The token after it. */
  readonly end: number;
  readonly rule: string;
  /** Counts only with evidence around it. */
  readonly weak: boolean;
}

export const atom = (parts: Parts, end: number, rule: string, weak = false): Atom => ({
  parts,
  end,
  rule,
  weak,
});
