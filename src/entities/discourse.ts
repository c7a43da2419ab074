import { Class } from '../lexicon/classes.js';
import { foldSpan } from '../text/characters.js';
import { HASH_SEED } from '../tokens/hash.js';
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

/**
 * The memory of a document: what was sure once (هاكان فيدان) speaks for its other mentions. Sets the `seen` features of
 * candidates with the same form and type, and adds the short forms of people's names (فيدان) as candidates.
 */
export function shareWhatIsSure(
  context: EntityContext,
  candidates: Candidate[],
  chosen: readonly Candidate[],
): void {
  const { units, tokens } = context;
  const sure = chosen.filter((candidate) => candidate.score > SURE);
  if (sure.length === 0) return;
  const hashOf = (candidate: Candidate) => hashRange(units, candidate.start, candidate.stop, HASH_SEED);
  const formOf = (candidate: Candidate) => foldSpan(units, candidate.start, candidate.stop);
  const forms = new Map<number, { candidate: Candidate; form: string }[]>();
  const parts = new Map<number, string>();
  for (const candidate of sure) {
    const hash = hashOf(candidate);
    const known = forms.get(hash);
    const item = { candidate, form: formOf(candidate) };
    if (known) known.push(item);
    else forms.set(hash, [item]);
    if (candidate.type !== 'PER' || candidate.end - candidate.first < 2) continue;
    for (const t of [candidate.first, candidate.end - 1]) {
      if (tokens.classes[t]! & (Class.function | Class['name-particle'])) continue;
      const from = tokens.baseStart[t]!;
      const form = foldSpan(units, from, tokens.end[t]!);
      if (form.length > 2) parts.set(hashRange(units, from, tokens.end[t]!, HASH_SEED), form);
    }
  }
  for (const candidate of candidates) {
    const known = forms.get(hashOf(candidate));
    if (known === undefined) continue;
    const form = formOf(candidate);
    const elsewhere = known.some(
      (item) =>
        item.form === form &&
        item.candidate.type === candidate.type &&
        item.candidate.first !== candidate.first,
    );
    if (elsewhere) candidate.inside = (candidate.inside | SEEN[candidate.family]) >>> 0;
  }
  if (parts.size > 0) shortForms(context, candidates, parts);
}

function shortForms(
  context: EntityContext,
  candidates: Candidate[],
  parts: ReadonlyMap<number, string>,
): void {
  const { tokens } = context;
  const there = new Map<number, Candidate>();
  for (const candidate of candidates) {
    if (candidate.family === 'person' && candidate.end - candidate.first === 1)
      there.set(candidate.first, candidate);
  }
  for (let t = 0; t < tokens.count; t++) {
    if (!context.isWord(t)) continue;
    const from = partStart(context, t, parts);
    if (from < 0) continue;
    const known = there.get(t);
    if (known) {
      known.inside |= Person['seen-part'];
      known.start = from;
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
  }
}

/** Where a known part of a name begins in the token, -1 when it is none. */
function partStart(context: EntityContext, t: number, parts: ReadonlyMap<number, string>): number {
  const { tokens, units } = context;
  const end = tokens.end[t]!;
  const is = (from: number) => {
    const form = parts.get(hashRange(units, from, end, HASH_SEED));
    return form !== undefined && form === foldSpan(units, from, end);
  };
  if (parts.has(tokens.hash[t]!) && is(tokens.start[t]!)) return tokens.start[t]!;
  if (tokens.baseStart[t]! > tokens.start[t]!) return is(tokens.baseStart[t]!) ? tokens.baseStart[t]! : -1;
  const glued = GLUED.has(units[tokens.start[t]!]!) && tokens.classes[t] === 0;
  return glued && is(tokens.start[t]! + 1) ? tokens.start[t]! + 1 : -1;
}
