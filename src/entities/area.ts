import { Class, ClassNumber, Flag } from '../lexicon/classes.js';
import type { EntityContext } from './context.js';
import { Area, Neighbour as N } from './features.js';

const LONGEST = 4;

/**
 * Places by their class word (مدينة, مطار, نهر, مخيم …) and the name after it. The class word is part of the name where
 * the name needs it, which data/words/place-head.tsv says.
 */
export function areaCandidates(context: EntityContext): void {
  const { tokens, lexicon, units } = context;
  for (let head = 0; head < tokens.count; head++) {
    if (!context.isWord(head) || !context.has(head, Class['place-head'])) continue;
    const value = lexicon.value(units, tokens, head, ClassNumber['place-head']);
    if (!value) continue;
    const outside = (value.flags & Flag.outside) !== 0;
    const from = lexicon.extent(tokens, head, ClassNumber['place-head']);
    const base = (outside ? Area['head-outside'] : Area['head-inside']) | (context.isDefinite(head) ? Area['head-definite'] : 0);
    for (let end = from + 1; end - from <= LONGEST; end++) {
      const last = end - 1;
      if (!context.follows(last) || !context.isWord(last)) break;
      if (context.hasClitic(last)) break;
      const classes = tokens.classes[last]!;
      if (classes & (Class.function | Class['speech-verb'])) break;
      const first = outside ? from : head;
      const words = end - first;
      let bits = base | (words === 1 ? Area['one-word'] : words === 2 ? Area['two-words'] : Area['more-words']);
      if (context.roles[last]! & N.place) bits |= Area['tail-listed'];
      else if (classes === 0) bits |= Area['tail-unknown'];
      else if (classes & (Class.given | Class.surname)) bits |= Area['tail-name'];
      else if (classes & (Class.nationality | Class['org-adjective'])) bits |= Area['tail-adjective'];
      else bits |= Area['tail-common'];
      if (context.isDefinite(last)) bits |= Area['tail-definite'];
      context.add('area', 'LOC', first, end, bits >>> 0, 'place-head', -1, value.value || null);
    }
  }
}
