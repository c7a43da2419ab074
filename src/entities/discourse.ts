import { Class } from '../lexicon/classes.js';
import { growInt32 } from '../lexicon/grow.js';
import { BEH, FEH, KAF, LAM, sameFolded, WAW } from '../text/characters.js';
import { HASH_SEED } from '../tokens/hash.js';
import { hasLetters } from '../tokens/letters.js';
import { hashRange } from '../tokens/tokenize.js';
import { Kind } from '../tokens/tokens.js';
import type { Candidate } from './candidates.js';
import type { EntityContext } from './context.js';
import { Area, Organisation, Person, Place } from './features.js';
import { personExtra, personShape } from './person-features.js';

/** Log-odds (hundredths) from which a first choice is sure enough to speak for other mentions. */
const SURE = 100;
const VERY_SURE = 300;
const SEEN = {
  place: Place.seen,
  person: Person['seen-whole'],
  organisation: Organisation.seen,
  area: Area.seen,
} as const;
/** Letters that may stand glued before a name that no list knows: و ف ب ل ك. */
const GLUED = new Set([WAW, FEH, BEH, LAM, KAF]);

/**
 * At which tokens names begin whose last words have some hash: where there is one such token, a name at the same token has
 * none elsewhere, and nothing more needs to be compared.
 */
class Begins {
  /** By the lower bits of the hash: the token plus 1, 0 for none, `MANY` for several. */
  private readonly tokens = new Int32Array(1024);

  clear(): void {
    this.tokens.fill(0);
  }
  add(hash: number, token: number): void {
    const known = this.tokens[hash & 1023]!;
    this.tokens[hash & 1023] = known === 0 || known === token + 1 ? token + 1 : MANY;
  }
  /** May one begin at another token? False is certain. */
  mayBeElsewhere(hash: number, token: number): boolean {
    const known = this.tokens[hash & 1023]!;
    return known !== 0 && known !== token + 1;
  }
}
const MANY = -1;

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
const lasts = new Begins();
const partHashes = new Filter();

/**
 * The memory of a document: what was sure once (هاكان فيدان) speaks for its other mentions. Sets the `seen` features of
 * candidates with the same form and type, and adds the short forms of people's names (فيدان) as candidates.
 * @returns the candidates whose features have changed, and those that were added
 */
export function shareWhatIsSure(context: EntityContext, chosen: readonly Candidate[]): Candidate[] {
  const changed: Candidate[] = [];
  /** By the hashes of their forms: what is sure, and the words of people's names. */
  const forms = new Map<number, Candidate[]>();
  const parts = new Map<number, Part>();
  const phrases = new Map<number, Part>();
  lasts.clear();
  for (const candidate of chosen) {
    if (candidate.score <= SURE) continue;
    const hash = hashOf(context, candidate);
    const known = forms.get(hash);
    if (known === undefined) forms.set(hash, [candidate]);
    else if (isNews(context, candidate, known)) known.push(candidate);
    lasts.add(lastHash(context, candidate), candidate.first);
    if (candidate.type === 'PER' && candidate.end - candidate.first > 1)
      addParts(context, candidate, parts, phrases);
  }
  if (forms.size === 0) return changed;
  for (const candidate of context.candidates.list) {
    if (!lasts.mayBeElsewhere(lastHash(context, candidate), candidate.first)) continue;
    const hash = hashOf(context, candidate);
    const phrase = candidate.type === 'PER' ? phrases.get(hash) : undefined;
    if (phrase !== undefined && isSame(context, candidate, phrase)) {
      candidate.inside |= phrase.bits;
      changed.push(candidate);
    }
    const alike = forms.get(hash);
    if (alike === undefined || !isElsewhere(context, candidate, alike)) continue;
    candidate.inside |= SEEN[candidate.family];
    changed.push(candidate);
  }
  if (parts.size > 0) shortForms(context, parts, changed);
  return changed;
}

const hashOf = ({ units }: EntityContext, { start, stop }: Candidate): number =>
  hashRange(units, start, stop, HASH_SEED);

/** What equal forms have in common and is known of every candidate: the hash of the last word. */
function lastHash({ units, tokens }: EntityContext, { first, end, start }: Candidate): number {
  return end - first === 1 && start !== tokens.start[first]
    ? hashRange(units, start, tokens.end[first]!, HASH_SEED)
    : tokens.hash[end - 1]!;
}

/** Of a form and type two are enough: one at least begins at another token than the one that is compared. */
function isNews(
  { units }: EntityContext,
  { start, stop, type }: Candidate,
  known: readonly Candidate[],
): boolean {
  let alike = 0;
  for (const other of known)
    if (other.type === type && sameFolded(units, other.start, other.stop, start, stop)) alike++;
  return alike < 2;
}

const isSame = ({ units }: EntityContext, { start, stop }: Candidate, part: Part): boolean =>
  start !== part.start && sameFolded(units, part.start, part.stop, start, stop);

function isElsewhere(
  { units }: EntityContext,
  { first, start, stop, type }: Candidate,
  sure: readonly Candidate[],
): boolean {
  for (const other of sure) {
    if (other.first === first || other.type !== type) continue;
    if (sameFolded(units, other.start, other.stop, start, stop)) return true;
  }
  return false;
}

/** A part of a name by which the person may be called: a stretch of the text, and the features that it gives. */
interface Part {
  readonly start: number;
  readonly stop: number;
  bits: number;
}

/**
 * Takes the first word of a name and its last one (فيدان) as parts, and as phrases all of its ends of several words
 * (بن سلمان).
 */
function addParts(
  context: EntityContext,
  { first, end, stop, score }: Candidate,
  parts: Map<number, Part>,
  phrases: Map<number, Part>,
): void {
  const { tokens, partEnd } = context;
  const sure = Person['seen-part'] | (score > VERY_SURE ? Person['seen-sure'] : 0);
  const last = sure | Person['seen-last'];
  addPart(context, first, tokens.end[first]!, sure, parts);
  addPart(context, end - 1, stop, last, parts);
  for (let t = partEnd[first]!; t < end - 1; t = partEnd[t]!) addPart(context, t, stop, last, phrases);
}

function addPart(
  { units, tokens }: EntityContext,
  t: number,
  stop: number,
  bits: number,
  parts: Map<number, Part>,
): void {
  const start = tokens.baseStart[t]!;
  if (stop === tokens.end[t] && tokens.classes[t]! & (Class.function | Class['name-particle'])) return;
  if (!hasLetters(units, start, stop, 3)) return;
  const hash = hashRange(units, start, stop, HASH_SEED);
  const known = parts.get(hash);
  if (known) known.bits |= bits;
  else parts.set(hash, { start, stop, bits });
}

function shortForms(context: EntityContext, parts: ReadonlyMap<number, Part>, changed: Candidate[]): void {
  const { count, kind } = context.tokens;
  const { list } = context.candidates;
  /** By token: candidates of one word for persons; made when the first is asked for. */
  let there: Int32Array | null = null;
  partHashes.clear();
  for (const hash of parts.keys()) partHashes.add(hash);
  for (let t = 0; t < count; t++) {
    if (kind[t] !== Kind.word) continue;
    const found = partAt(context, t, parts);
    if (found === null) continue;
    there ??= singles(list, count);
    let candidate = list[there[t]! - 1];
    if (candidate === undefined) {
      const shape = personShape(context, t, t + 1);
      context.add('person', 'PER', t, t + 1, shape, personExtra(context, t, t + 1), 'short-form');
      candidate = list.at(-1)!;
    }
    candidate.inside |= found.part.bits;
    candidate.start = found.from;
    changed.push(candidate);
  }
}

let singlesAt = new Int32Array(0);

/** By token, of which there are `count`: the candidate of one word for a person, as its place in the list plus 1. */
function singles(candidates: readonly Candidate[], count: number): Int32Array {
  singlesAt = growInt32(singlesAt, count);
  singlesAt.fill(0, 0, count);
  for (let i = 0; i < candidates.length; i++) {
    const { family, first, end } = candidates[i]!;
    if (end - first === 1 && family === 'person') singlesAt[first] = i + 1;
  }
  return singlesAt;
}

/** The known part of a name that the token is, and where it begins there; null when it is none. */
function partAt(
  { units, tokens }: EntityContext,
  t: number,
  parts: ReadonlyMap<number, Part>,
): { from: number; part: Part } | null {
  const start = tokens.start[t]!;
  const end = tokens.end[t]!;
  const whole = partOf(units, start, end, tokens.hash[t]!, parts);
  if (whole) return { from: start, part: whole };
  let from = tokens.baseStart[t]!;
  if (from === start) {
    if (tokens.classes[t] !== 0 || !GLUED.has(units[start]!)) return null;
    from++;
  }
  const part = partOf(units, from, end, hashRange(units, from, end, HASH_SEED), parts);
  return part ? { from, part } : null;
}

/** The part that units[from, end), which has the hash, is. */
function partOf(
  units: Uint16Array,
  from: number,
  end: number,
  hash: number,
  parts: ReadonlyMap<number, Part>,
): Part | null {
  const part = partHashes.mayHave(hash) ? parts.get(hash) : undefined;
  return part !== undefined && sameFolded(units, part.start, part.stop, from, end) ? part : null;
}
