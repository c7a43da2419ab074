import type { Candidate } from './features.js';

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
 * Chooses the candidates that do not overlap and whose scores add up to the most (weighted interval scheduling).
 * Candidates that are more likely wrong than right (score at or below `threshold`) are not chosen.
 * @returns the chosen ones in order of the text
 */
export function resolve(candidates: readonly Candidate[], threshold = 0): Candidate[] {
  const best = new Map<number, Candidate>();
  for (const candidate of candidates) {
    if (candidate.score <= threshold) continue;
    const key = candidate.first * 64 + (candidate.end - candidate.first);
    const other = best.get(key);
    if (!other || compare(candidate, other) < 0) best.set(key, candidate);
  }
  const sorted = [...best.values()].sort((a, b) => a.end - b.end || a.first - b.first);
  const total = new Float64Array(sorted.length + 1);
  const previous = new Int32Array(sorted.length);
  for (let i = 0; i < sorted.length; i++) {
    // The last candidate that ends before this one begins.
    let low = 0;
    let high = i;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]!.end <= sorted[i]!.first) low = middle + 1;
      else high = middle;
    }
    previous[i] = low;
    total[i + 1] = Math.max(total[i]!, total[low]! + sorted[i]!.score - threshold);
  }
  const chosen: Candidate[] = [];
  for (let i = sorted.length; i > 0; ) {
    if (total[i] === total[i - 1]) i--;
    else {
      chosen.push(sorted[i - 1]!);
      i = previous[i - 1]!;
    }
  }
  return chosen.reverse();
}
