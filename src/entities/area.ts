import { Class, ClassNumber, Flag } from '../lexicon/classes.js';
import { Kind } from '../tokens/tokens.js';
import type { EntityContext } from './context.js';
import { Area, Neighbour as N, AreaExtra as X } from './features.js';

const LONGEST = 4;

const KINDS: readonly (readonly [bit: number, subtypes: string])[] = [
  [X['head-city'], 'city town village district quarter suburb capital market'],
  [X['head-area'], 'province region state emirate canton country governorate'],
  [
    X['head-nature'],
    'sea river valley mountain island gulf strait canal plateau desert plain lake ocean cape oasis forest field',
  ],
  [
    X['head-building'],
    'airport port crossing camp street square road bridge dam palace stadium hospital museum mosque church prison base tower hotel station',
  ],
];
const KIND_OF_HEAD: Readonly<Record<string, number>> = Object.fromEntries(
  KINDS.flatMap(([bit, subtypes]) => subtypes.split(' ').map((subtype) => [subtype, bit])),
);

/**
 * Places by their class word (مدينة, مطار, نهر, مخيم …) and the name after it. The class word is part of the name where
 * the name needs it, which data/words/place-head.tsv says.
 */
export function areaCandidates(context: EntityContext): void {
  const { tokens, lexicon, units } = context;
  const { classes: all, count, kind } = tokens;
  for (let head = 0; head < count; head++) {
    if ((all[head]! & Class['place-head']) === 0 || kind[head] !== Kind.word) continue;
    const value = lexicon.value(units, tokens, head, ClassNumber['place-head']);
    if (!value) continue;
    const outside = (value.flags & Flag.outside) !== 0;
    const from = lexicon.extent(tokens, head, ClassNumber['place-head']);
    const base =
      (outside ? Area['head-outside'] : Area['head-inside']) |
      (context.isDefinite(head) ? Area['head-definite'] : 0);
    for (let end = from + 1; end - from <= LONGEST; end++) {
      const last = end - 1;
      if (!context.follows(last) || !context.isWord(last)) break;
      if (context.hasClitic(last)) break;
      const classes = tokens.classes[last]!;
      const definite = context.isDefinite(last);
      if (classes & (Class.function | Class['speech-verb']) && !definite) break;
      // إقليم سطات السيد محمد: the title of somebody else. But شارع النجمة, مستشفى القديس جاورجيوس.
      if (last > from && classes & Class.title && definite && !(context.roles[last]! & N.place)) break;
      const first = outside ? from : head;
      const words = end - first;
      let bits =
        base | (words === 1 ? Area['one-word'] : words === 2 ? Area['two-words'] : Area['more-words']);
      if (context.roles[last]! & N.place) bits |= Area['tail-listed'];
      else if (classes === 0) bits |= Area['tail-unknown'];
      else if (classes & (Class.given | Class.surname)) bits |= Area['tail-name'];
      else if (classes & (Class.nationality | Class['org-adjective'])) bits |= Area['tail-adjective'];
      else bits |= Area['tail-common'];
      if (definite) bits |= Area['tail-definite'];
      let extra = KIND_OF_HEAD[value.value] ?? 0;
      const after = context.after(end);
      if (after & (N.unknown | N.definite) && !(after & (N.conjunction | N.preposition | N.function)))
        extra |= X['goes-on'];
      if (context.isSport(first)) extra |= X['in-sport'];
      const entry = context.placeEntry(first, end);
      const subtype = entry < 0 ? value.value : context.gazetteer.entry(entry).subtype;
      context.add('area', 'LOC', first, end, bits, extra, 'place-head', entry, subtype || null);
    }
  }
}
