import { Parts } from './parts.js';
import type { Amount } from './types.js';

export type FoundKind = 'moment' | 'range' | 'duration' | 'set';

/** An expression that the grammar has found; token numbers, `end` exclusive. All have one shape, as `Parts` have. */
export class Found {
  /** The end of a range. */
  until: Parts | null = null;
  amount: Amount | null = null;
  /** Duration that ends (-1) or begins (1) at the reference; 0 for neither. */
  anchored: -1 | 0 | 1 = 0;
  /** Of a set. */
  value = '';
  quant = '';
  freq = '';
  /** Counts only with evidence around it. */
  weak = false;

  constructor(
    readonly first: number,
    readonly end: number,
    readonly rule: string,
    readonly kind: FoundKind,
    readonly parts: Parts,
  ) {}

  static duration(first: number, end: number, rule: string, amount: Amount, anchored: -1 | 0 | 1 = 0): Found {
    const found = new Found(first, end, rule, 'duration', NOTHING);
    found.amount = amount;
    found.anchored = anchored;
    return found;
  }

  static range(first: number, end: number, from: Parts, until: Parts): Found {
    const found = new Found(first, end, 'range', 'range', from);
    found.until = until;
    return found;
  }
}

/** What an amount states beside its terms. */
const NOTHING = Object.freeze(new Parts());
