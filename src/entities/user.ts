/** The names of the user's own gazetteers in a document, and how they become entities. */
import type { Entity, ListedEntry } from '../document.js';
import type { GazetteerEntry } from '../gazetteer/entry.js';
import { FoundNames } from '../gazetteer/found.js';
import type { Matcher } from '../gazetteer/matcher.js';
import type { Overlaps, UserName } from '../gazetteer/user-name.js';
import type { Tokens } from '../tokens/tokens.js';
import type { Candidate, Candidates } from './candidates.js';
import type { Family } from './features.js';

/** Log-odds (hundredths) that no other candidates together reach: what the user lists is what the user wants. */
const LISTED = 1_000_000;
/** Log-odds (hundredths) of a name that is flagged as an everyday word: other candidates win over it. */
const COMMON = 40;
/** Names of more tokens are no candidates. */
const MAX_LENGTH = 60;
/** Entries of one name that an entity has with it. */
const MAX_ENTRIES = 16;

/**
 * Finds the names of the user's gazetteers.
 *
 * Precedence: with `longest` the leftmost name wins, then the longest, then that of the gazetteer that was given first,
 * then the best entry of the name (see `UserGazetteer.entries`). With `all`, every name with its best entry.
 */
export function findUserNames(
  units: Uint16Array,
  tokens: Tokens,
  matchers: readonly Matcher[],
  overlaps: Overlaps,
): UserName[] {
  if (matchers.length === 0) return [];
  const names: (UserName & { source: number })[] = [];
  const found = new FoundNames();
  for (const [source, matcher] of matchers.entries()) {
    matcher.match(units, tokens, overlaps, found);
    for (let i = 0; i < found.count; i++) {
      const entries = matcher.entries(units, tokens, found, i, MAX_ENTRIES);
      const [best] = entries;
      if (!best || found.end[i]! - found.first[i]! > MAX_LENGTH) continue;
      const { entry, number } = best;
      const key = entry.id === undefined ? `user ${source} ${number}` : `id ${entry.id}`;
      const [first, end, start] = [found.first[i]!, found.end[i]!, found.start[i]!];
      names.push({ first, end, start, entry, entries, key, source });
    }
  }
  if (matchers.length > 1) names.sort((a, b) => a.first - b.first || b.end - a.end || a.source - b.source);
  if (overlaps === 'all') return names;
  let free = 0;
  return names.filter((name) => {
    if (name.first < free) return false;
    free = name.end;
    return true;
  });
}

const FAMILY: Readonly<Record<string, Family>> = { PER: 'person', LOC: 'place' };

/** Adds the candidate of a user's name. */
export function addUserName(name: UserName, tokens: Tokens, candidates: Candidates): void {
  const candidate = candidates.add();
  candidate.family = FAMILY[name.entry.type] ?? 'organisation';
  candidate.type = name.entry.type;
  candidate.first = name.first;
  candidate.end = name.end;
  candidate.start = name.start;
  candidate.stop = tokens.end[name.end - 1]!;
  candidate.before = candidate.after = candidate.inside = candidate.extra = 0;
  candidate.entry = -1;
  candidate.rule = 'gazetteer';
  candidate.subtype = name.entry.subtype ?? null;
  candidate.user = name;
}

export const userScore = (name: UserName): number => (name.entry.common ? COMMON : LISTED);

/** What was chosen, and with `all` the names of the user's that overlap it. */
export function withOverlaps(
  chosen: Candidate[],
  candidates: readonly Candidate[],
  overlaps: Overlaps,
): Candidate[] {
  if (overlaps === 'longest') return chosen;
  const kept = new Set(chosen);
  for (const candidate of candidates) if (candidate.user && !candidate.user.entry.common) kept.add(candidate);
  return [...kept].sort((a, b) => a.first - b.first || b.end - a.end || a.start - b.start);
}

/** The entity of a user's name, from what all entities have. */
export function userEntity(entity: Entity, { entry, entries }: UserName): Entity {
  const best = listedEntry(entry);
  return {
    ...entity,
    ...best,
    role: entity.role ?? best.role,
    ...(entries.length > 1 ? { entries: entries.map((each) => listedEntry(each.entry)) } : {}),
  };
}

function listedEntry(entry: GazetteerEntry): ListedEntry {
  const { attributes } = entry;
  return {
    type: entry.type,
    subtype: entry.subtype ?? null,
    id: entry.id ?? null,
    name: entry.name,
    role: entry.role ?? null,
    country: entry.country ?? null,
    lat: entry.lat ?? null,
    lon: entry.lon ?? null,
    ...(attributes && Object.keys(attributes).length > 0 ? { attributes: { ...attributes } } : {}),
  };
}
