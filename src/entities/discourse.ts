import { Class } from '../lexicon/classes.js';
import { sameFolded } from '../text/characters.js';
import { HASH_SEED } from '../tokens/hash.js';
import { hasLetters } from '../tokens/letters.js';
import { hashRange } from '../tokens/tokenize.js';
import type { EntityContext } from './context.js';
import { Area, type Candidate, Organisation, Person, Place } from './features.js';
import { personExtra, personShape } from './person-features.js';

/** Log-odds from which a first choice is sure enough to speak for other mentions. */
const SURE = 1;
const SEEN = {
  place: Place.seen,
  person: Person['seen-whole'],
  organisation: Organisation.seen,
  area: Area.seen,
} as const;
/** Letters that may stand glued before a name that no list knows: و ف ب ل ك. */
const GLUED = new Set([0x648, 0x641, 0x628, 0x644, 0x643]);

/** A set of numbers that is quick to ask: false is certain, true is likely. */
class Filter {
  private readonly bits = new Int32Array(64);

  clear(): void {
    this.bits.fill(0);
  }
  add(number: number): void {
    this.bits[(number >>> 5) & 63]! |= 1 << (number & 31);
  }
  mayHave(number: number): boolean {
    return ((this.bits[(number >>> 5) & 63]! >>> (number & 31)) & 1) !== 0;
  }
}

/** Kept from one document to the next. */
const lasts = new Filter();
const partHashes = new Filter();

/**
 * The memory of a document: what was sure once (هاكان فيدان) speaks for its other mentions. Sets the `seen` features of
 * candidates with the same form and type, and adds the short forms of people's names (فيدان) as candidates.
 * @returns the candidates whose features have changed, and those that were added
 */
export function shareWhatIsSure(
  context: EntityContext,
  candidates: Candidate[],
  chosen: readonly Candidate[],
): Candidate[] {
  const { units, tokens } = context;
  const sure = chosen.filter((candidate) => candidate.score > SURE);
  const changed: Candidate[] = [];
  const hashOf = (candidate: Candidate) => hashRange(units, candidate.start, candidate.stop, HASH_SEED);
  const alike = (a: Candidate, b: Candidate) => sameFolded(units, a.start, a.stop, b.start, b.stop);
  /** What equal forms have in common and is known of every candidate: the hash of the last word. */
  const lastHash = ({ first, end, start }: Candidate) =>
    end - first === 1 && start !== tokens.start[first]
      ? hashRange(units, start, tokens.end[first]!, HASH_SEED)
      : tokens.hash[end - 1]!;
  lasts.clear();
  const forms = new Map<number, Candidate[]>();
  const parts = new Map<number, number>();
  for (const candidate of sure) {
    const hash = hashOf(candidate);
    const known = forms.get(hash);
    if (known) known.push(candidate);
    else forms.set(hash, [candidate]);
    lasts.add(lastHash(candidate));
    if (candidate.type !== 'PER' || candidate.end - candidate.first < 2) continue;
    for (const t of [candidate.first, candidate.end - 1]) {
      if (tokens.classes[t]! & (Class.function | Class['name-particle'])) continue;
      const from = tokens.baseStart[t]!;
      const to = tokens.end[t]!;
      if (hasLetters(units, from, to, 3)) parts.set(hashRange(units, from, to, HASH_SEED), t);
    }
  }
  for (const candidate of candidates) {
    if (!lasts.mayHave(lastHash(candidate))) continue;
    const elsewhere = forms
      .get(hashOf(candidate))
      ?.some(
        (other) =>
          other.first !== candidate.first && other.type === candidate.type && alike(other, candidate),
      );
    if (!elsewhere) continue;
    candidate.inside = (candidate.inside | SEEN[candidate.family]) >>> 0;
    changed.push(candidate);
  }
  if (parts.size > 0) shortForms(context, candidates, parts, changed);
  return changed;
}

function shortForms(
  context: EntityContext,
  candidates: Candidate[],
  parts: ReadonlyMap<number, number>,
  changed: Candidate[],
): void {
  const { tokens } = context;
  /** Candidates of one word for persons; made when the first is asked for. */
  let there: Map<number, Candidate> | null = null;
  partHashes.clear();
  for (const hash of parts.keys()) partHashes.add(hash);
  for (let t = 0; t < tokens.count; t++) {
    if (!context.isWord(t)) continue;
    const from = partStart(context, t, parts);
    if (from < 0) continue;
    there ??= singles(candidates);
    const known = there.get(t);
    if (known) {
      known.inside |= Person['seen-part'];
      known.start = from;
      changed.push(known);
      continue;
    }
    context.add(
      'person',
      'PER',
      t,
      t + 1,
      personShape(context, t, t + 1) | Person['seen-part'],
      personExtra(context, t, t + 1),
      'short-form',
    );
    const added = context.candidates.at(-1)!;
    added.start = from;
    if (context.candidates !== candidates) candidates.push(added);
    changed.push(added);
  }
}

function singles(candidates: readonly Candidate[]): Map<number, Candidate> {
  const there = new Map<number, Candidate>();
  for (const candidate of candidates) {
    if (candidate.family === 'person' && candidate.end - candidate.first === 1)
      there.set(candidate.first, candidate);
  }
  return there;
}

/** Where a known part of a name begins in the token, -1 when it is none. */
function partStart(context: EntityContext, t: number, parts: ReadonlyMap<number, number>): number {
  const { tokens, units } = context;
  const end = tokens.end[t]!;
  const is = (from: number) => {
    const hash = hashRange(units, from, end, HASH_SEED);
    const part = partHashes.mayHave(hash) ? parts.get(hash) : undefined;
    return part !== undefined && sameFolded(units, tokens.baseStart[part]!, tokens.end[part]!, from, end);
  };
  if (partHashes.mayHave(tokens.hash[t]!) && is(tokens.start[t]!)) return tokens.start[t]!;
  if (tokens.baseStart[t]! > tokens.start[t]!) return is(tokens.baseStart[t]!) ? tokens.baseStart[t]! : -1;
  const glued = GLUED.has(units[tokens.start[t]!]!) && tokens.classes[t] === 0;
  return glued && is(tokens.start[t]! + 1) ? tokens.start[t]! + 1 : -1;
}
