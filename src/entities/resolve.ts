import type { Candidate } from './candidates.js';

/** Order of types where all else is equal. */
const TYPE_ORDER = ['PER', 'LOC', 'ORG'];
const typeRank = (type: string): number => {
  const rank = TYPE_ORDER.indexOf(type);
  return rank < 0 ? TYPE_ORDER.length : rank;
};

/** The documented total order: higher score, longer, earlier, order of types, number of the entry. */
function compare(a: Candidate, b: Candidate): number {
  return (
    b.score - a.score ||
    b.end - b.first - (a.end - a.first) ||
    a.first - b.first ||
    typeRank(a.type) - typeRank(b.type) ||
    a.entry - b.entry
  );
}

/**
 * Log-odds (hundredths) that a candidate must have. The best F1 lies where a name as likely as half of it is given (Lipton
 * and others 2014), which is below even odds; organisations are told less surely on new texts, and want more.
 */
const THRESHOLDS: Readonly<Record<string, number>> = { PER: -20, LOC: -20 };
const THRESHOLD = 20;
const thresholdOf = ({ type }: Candidate): number => THRESHOLDS[type] ?? THRESHOLD;

/** Chooses among candidates; its arrays are kept from one document to the next. */
export class Resolver {
  /** The candidates that end before a token, as linked lists: the first one, and the one after it, both plus 1. */
  private firsts = new Int32Array(0);
  private nexts = new Int32Array(0);
  /** The most that the tokens before one can give, and the candidate (plus 1) that ends there when it is given. */
  private totals = new Float64Array(0);
  private choices = new Int32Array(0);

  /**
   * Chooses the candidates that do not overlap and whose scores add up to the most (weighted interval scheduling, token
   * by token). Candidates that are more likely wrong than right (score at or below their threshold) are not chosen.
   * @param count of the tokens
   * @returns the chosen ones in order of the text
   */
  choose(candidates: readonly Candidate[], count: number): Candidate[] {
    this.reserve(count + 1, candidates.length);
    const { firsts, nexts, totals, choices } = this;
    firsts.fill(0, 0, count + 1);
    for (let i = candidates.length - 1; i >= 0; i--) {
      const candidate = candidates[i]!;
      const { end } = candidate;
      if (candidate.score <= thresholdOf(candidate)) continue;
      nexts[i] = firsts[end]!;
      firsts[end] = i + 1;
    }
    totals[0] = 0;
    for (let end = 1; end <= count; end++) {
      let total = totals[end - 1]!;
      let choice = 0;
      for (let i = firsts[end]!; i > 0; i = nexts[i - 1]!) {
        const candidate = candidates[i - 1]!;
        const sum = totals[candidate.first]! + candidate.score - thresholdOf(candidate);
        if (sum < total || (sum === total && !isBefore(candidate, candidates[choice - 1]))) continue;
        total = sum;
        choice = i;
      }
      totals[end] = total;
      choices[end] = choice;
    }
    const chosen: Candidate[] = [];
    for (let end = count; end > 0; ) {
      const choice = choices[end]!;
      if (choice === 0) {
        end--;
        continue;
      }
      const candidate = candidates[choice - 1]!;
      chosen.push(candidate);
      end = candidate.first;
    }
    return chosen.reverse();
  }

  private reserve(tokens: number, candidates: number): void {
    if (tokens > this.firsts.length) {
      this.firsts = new Int32Array(tokens * 2);
      this.totals = new Float64Array(tokens * 2);
      this.choices = new Int32Array(tokens * 2);
    }
    if (candidates > this.nexts.length) this.nexts = new Int32Array(candidates * 2);
  }
}

/** Of two ways to end at one token that give the same: the longer candidate, then by the order of all; or none at all. */
function isBefore(a: Candidate, b: Candidate | undefined): boolean {
  return b !== undefined && (a.first < b.first || (a.first === b.first && compare(a, b) < 0));
}
