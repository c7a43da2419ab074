import { type Candidate, EXTRAS, FAMILIES, FAMILY_NAMES, type Family, NEIGHBOUR } from './features.js';

/** A row of data/weights.tsv. */
export interface WeightRow {
  readonly family: string;
  /** `bias`, `before:<neighbour>`, `after:<neighbour>` or a feature of the family. */
  readonly feature: string;
  readonly weight: number;
}

interface FamilyWeights {
  bias: number;
  readonly before: Float64Array;
  readonly after: Float64Array;
  readonly inside: Float64Array;
  readonly extra: Float64Array;
}

/** Scores candidates: the sum of the weights of their features is the log-odds of being an entity. */
export class Scorer {
  private readonly families: Readonly<Record<Family, FamilyWeights>>;

  /** @throws RangeError for a family or feature that does not exist */
  constructor(rows: readonly WeightRow[]) {
    const empty = (): FamilyWeights => ({
      bias: 0,
      before: new Float64Array(32),
      after: new Float64Array(32),
      inside: new Float64Array(32),
      extra: new Float64Array(32),
    });
    this.families = Object.fromEntries(FAMILY_NAMES.map((name) => [name, empty()])) as Record<
      Family,
      FamilyWeights
    >;
    for (const { family, feature, weight } of rows) {
      const weights = this.families[family as Family];
      if (!weights) throw new RangeError(`weights: no family "${family}"`);
      if (feature === 'bias') {
        weights.bias = weight;
        continue;
      }
      const set = (side: 'before' | 'after' | 'inside' | 'extra', names: readonly string[], name: string) => {
        const index = names.indexOf(name);
        if (index >= 0) weights[side][index] = weight;
        return index >= 0;
      };
      const [side, name] = feature.split(':');
      const known =
        name !== undefined
          ? (side === 'before' || side === 'after') && set(side, NEIGHBOUR, name)
          : set('inside', FAMILIES[family as Family], feature) ||
            set('extra', EXTRAS[family as Family], feature);
      if (!known) throw new RangeError(`weights: no feature "${feature}" in family "${family}"`);
    }
  }

  score(candidate: Candidate): number {
    const weights = this.families[candidate.family];
    return (
      weights.bias +
      sum(weights.before, candidate.before) +
      sum(weights.after, candidate.after) +
      sum(weights.inside, candidate.inside) +
      sum(weights.extra, candidate.extra)
    );
  }

  /** The features of a candidate with their weights, heaviest first: why it was accepted or not. */
  explain(candidate: Candidate): { feature: string; weight: number }[] {
    const weights = this.families[candidate.family];
    const out = [{ feature: 'bias', weight: weights.bias }];
    const add = (prefix: string, names: readonly string[], values: Float64Array, bits: number) =>
      names.forEach((name, i) => {
        if ((bits >>> i) & 1) out.push({ feature: prefix + name, weight: values[i]! });
      });
    add('before:', NEIGHBOUR, weights.before, candidate.before);
    add('after:', NEIGHBOUR, weights.after, candidate.after);
    add('', FAMILIES[candidate.family], weights.inside, candidate.inside);
    add('', EXTRAS[candidate.family], weights.extra, candidate.extra);
    return out.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  }
}

function sum(weights: Float64Array, bits: number): number {
  let total = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) total += weights[31 - Math.clz32(rest & -rest)]!;
  return total;
}

/** Log-odds to probability. */
export const probability = (score: number): number => 1 / (1 + Math.exp(-score));
