/** Why candidates became entities or did not. */
import type { Alternative, Feature } from '../document.js';
import type { Candidate } from './candidates.js';
import { probability, type Scorer } from './score.js';
import { PARTS } from './weights.js';

const rounded = (number: number): number => Math.round(number * 1000) / 1000;

/** What counts for and against a candidate, heaviest first. Weights are log-odds; their sum is the score. */
export function featuresOf(candidate: Candidate, scorer: Scorer): Feature[] {
  const only = candidate.user ? 'user-list' : candidate.rule === 'dateline' ? 'dateline' : null;
  if (only !== null) return [{ feature: only, weight: candidate.score / PARTS }];
  return scorer.explain(candidate).map(({ feature, weight }) => ({ feature, weight: rounded(weight) }));
}

/**
 * The candidates that were not chosen, in the order of the text.
 * @param chosen those that were
 */
export function alternativesOf(
  text: string,
  candidates: readonly Candidate[],
  chosen: readonly Candidate[],
  scorer: Scorer,
): Alternative[] {
  const kept = new Set(chosen);
  return candidates
    .filter((candidate) => !kept.has(candidate))
    .sort((a, b) => a.start - b.start || b.stop - a.stop || b.score - a.score)
    .map((candidate) => ({
      ...spanOf(text, candidate),
      type: candidate.type,
      subtype: candidate.subtype,
      rule: candidate.rule,
      confidence: Math.round(probability(candidate.score) * 100) / 100,
      score: candidate.score / PARTS,
      lostTo: winnerOver(text, candidate, chosen),
      features: featuresOf(candidate, scorer),
    }));
}

const spanOf = (text: string, { start, stop }: Candidate) => ({
  start,
  end: stop,
  text: text.slice(start, stop),
});

/** The chosen one that stands in its place; null for what is unlikely by itself. */
function winnerOver(text: string, lost: Candidate, chosen: readonly Candidate[]): Alternative['lostTo'] {
  if (lost.score <= 0) return null;
  let best: Candidate | null = null;
  for (const each of chosen) {
    if (each.first >= lost.end || each.end <= lost.first) continue;
    if (best === null || each.score > best.score) best = each;
  }
  return best && { ...spanOf(text, best), type: best.type };
}
