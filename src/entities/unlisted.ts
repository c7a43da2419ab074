import type { EntityContext } from './context.js';
import { Neighbour as N, Place, PlaceExtra as X } from './features.js';
import { cliticBits, LIKE_NAME } from './person-features.js';

const MOST_WORDS = 2;

/**
 * Places that no list has: one or two unknown words where a place may stand, after a preposition of place (في ميراوي) or
 * after another place with و or a comma (دهوك ودوكري).
 */
export function unlistedCandidates(context: EntityContext): void {
  const { tokens } = context;
  for (let t = 0; t < tokens.count; t++) {
    if (!isUnlisted(context, t)) continue;
    const before = context.before(t);
    const mayStand =
      before & N['place-preposition'] || (before & N.place && before & (N.comma | N.conjunction));
    if (!mayStand) continue;
    let bits = cliticBits(context, t, Place['conjunction-off'], Place['preposition-off']);
    if (before & (N.place | N.comma)) bits |= Place['in-list'];
    let extra = X.unlisted | (context.isDefinite(t) ? X['unlisted-definite'] : 0);
    if (context.isSport(t)) extra |= X['in-sport'];
    for (let end = t + 1; end - t <= MOST_WORDS; end++) {
      const shape = context.shape(end - 1);
      if (shape > LIKE_NAME) extra |= X['unlisted-like-name'];
      else if (shape < -LIKE_NAME) extra |= X['unlisted-like-word'];
      const length = end - t === 1 ? 0 : Place['two-words'];
      context.add('place', 'LOC', t, end, bits | length, extra, 'unlisted');
      if (!context.follows(end) || !isUnlisted(context, end) || context.hasClitic(end)) break;
    }
  }
}

/** A word of which nothing is known, in no listed name. */
const isUnlisted = (context: EntityContext, t: number): boolean =>
  context.isUnknown(t) && !context.isLetter(t) && !context.isMatched(t);
