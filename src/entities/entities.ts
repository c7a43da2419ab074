import type { Alternative, Entity } from '../document.js';
import { areaCandidates } from './area.js';
import type { Candidate } from './candidates.js';
import { Chains } from './chains.js';
import type { EntityContext } from './context.js';
import { shareWhatIsSure } from './discourse.js';
import { alternativesOf, featuresOf } from './explain.js';
import { Organisation } from './features.js';
import { listedCandidates } from './listed.js';
import { organisationCandidates } from './organisation.js';
import { personCandidates } from './person.js';
import { Resolver } from './resolve.js';
import { probability, type Scorer } from './score.js';
import { unlistedCandidates } from './unlisted.js';
import { addUserName, userEntity, userScore, withOverlaps } from './user.js';

/** A stretch of tokens that another stage is sure of: the agency in a dateline. */
export interface KnownSpan {
  readonly first: number;
  readonly end: number;
  readonly type: string;
  readonly rule: string;
}

/** Log-odds (hundredths) of what the dateline names. */
const SURE = 600;

/** All candidates of a document, not yet scored. */
export function makeCandidates(context: EntityContext, known: readonly KnownSpan[] = []): Candidate[] {
  context.candidates.clear();
  listedCandidates(context);
  personCandidates(context);
  organisationCandidates(context);
  areaCandidates(context);
  unlistedCandidates(context);
  for (const span of known) {
    context.add(
      'organisation',
      span.type,
      span.first,
      span.end,
      Organisation.listed,
      0,
      span.rule,
      -1,
      'agency',
    );
  }
  for (const name of context.userNames) addUserName(name, context.tokens, context.candidates);
  return context.candidates.list;
}

const resolver = new Resolver();

/** Scores and chooses, shares what is sure over the document, and scores and chooses again. */
export function chooseCandidates(
  candidates: Candidate[],
  context: EntityContext,
  scorer: Scorer,
): Candidate[] {
  scorer.read(context);
  for (const candidate of candidates) candidate.score = scoreOf(candidate, scorer);
  const { count } = context.tokens;
  const chosen = resolver.choose(candidates, count);
  const changed = shareWhatIsSure(context, chosen);
  for (const candidate of changed) candidate.score = scoreOf(candidate, scorer);
  return changed.length === 0 ? chosen : resolver.choose(candidates, count);
}

function scoreOf(candidate: Candidate, scorer: Scorer): number {
  if (candidate.user) return userScore(candidate.user);
  return candidate.rule === 'dateline' ? SURE : scorer.score(candidate);
}

/**
 * The entities of a document, in order, without overlaps.
 * @param text the document; offsets are UTF-16 code units
 * @param alternatives where it is given, it gets the candidates that were not chosen, and entities get their features
 */
export function findEntities(
  text: string,
  context: EntityContext,
  scorer: Scorer,
  known: readonly KnownSpan[] = [],
  alternatives?: Alternative[],
): Entity[] {
  const candidates = makeCandidates(context, known);
  const best = chooseCandidates(candidates, context, scorer);
  const chains = new Chains(context);
  const chosen = withOverlaps(best, candidates, context.overlaps);
  alternatives?.push(...alternativesOf(text, candidates, chosen, scorer));
  return chosen.map((candidate) => {
    const plain = toEntity(text, context, candidate, chains);
    const entity = candidate.user ? userEntity(plain, candidate.user) : plain;
    if (alternatives !== undefined) entity.features = featuresOf(candidate, scorer);
    return entity;
  });
}

function toEntity(text: string, context: EntityContext, candidate: Candidate, chains: Chains): Entity {
  const { gazetteer, tokens } = context;
  const { entry, first, start, stop } = candidate;
  const known = entry < 0 ? null : gazetteer.entry(entry);
  const written = text.slice(start, stop);
  const proclitic = start > tokens.start[first]! ? text.slice(tokens.start[first]!, start) : null;
  return {
    start,
    end: stop,
    text: written,
    type: candidate.type,
    subtype: candidate.subtype,
    id: known?.id || null,
    name: known?.name || (context.isSurface(start, stop, written) ? written : context.surface(start, stop)),
    prefix: proclitic,
    role: candidate.type === 'PER' ? (titleBefore(text, context, candidate) ?? (known?.role || null)) : null,
    country: known?.country || null,
    lat: known?.lat ?? null,
    lon: known?.lon ?? null,
    chain: chains.of(candidate),
    confidence: Math.round(probability(candidate.score) * 100) / 100,
    rule: candidate.rule,
  };
}

/** The title that reaches the name, as it stands in the text. */
function titleBefore(text: string, context: EntityContext, candidate: Candidate): string | null {
  const { tokens } = context;
  const { first } = candidate;
  if (context.titleDistance[first] === 0) return null;
  const begin = context.titleStart[first]!;
  let last = first - 1;
  while (last > begin && tokens.kind[last] !== 0) last--;
  return text.slice(tokens.baseStart[begin]!, tokens.end[last]!) || null;
}
