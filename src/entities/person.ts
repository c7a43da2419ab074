import { Class, EVERYDAY } from '../lexicon/classes.js';
import { hasLetters } from '../tokens/letters.js';
import { Kind } from '../tokens/tokens.js';
import type { EntityContext } from './context.js';
import { Neighbour as N } from './features.js';
import { LIKE_NAME, personExtra, personShape } from './person-features.js';

const LONGEST = 9;
const KNOWN = Class.given | Class.surname;
/** Classes of the first word. */
const BEGINNINGS = KNOWN | Class['name-particle'];
/** Classes that end a chain of names unless the word is a name too. */
const STOPS =
  Class.function |
  Class['speech-verb'] |
  Class.title |
  Class['org-head'] |
  Class['place-head'] |
  Class.month |
  Class.weekday |
  Class.ministry;

/**
 * Chains of name words: given name, father's names, particles with what follows them, family name. Unknown words may
 * stand in a chain and, after a title or a verb of saying or in a run, make one. Every beginning of a chain is a
 * candidate; the weights decide how far the name goes.
 */
export function personCandidates(context: EntityContext): void {
  const { partClasses } = context;
  const { count, kind } = context.tokens;
  for (let t = 0; t < count; t++) {
    const classes = partClasses[t]!;
    // Most words are everyday words, with which no name begins.
    if ((classes !== 0 && (classes & (BEGINNINGS | Class.common)) === 0) || kind[t] !== Kind.word) continue;
    if (!mayBegin(context, t)) continue;
    let last = t;
    for (let parts = 1; parts <= LONGEST; parts++) {
      const end = context.partEnd[last]!;
      const particle = isParticle(context, last);
      if (!particle) {
        const shape = personShape(context, t, end);
        context.add('person', 'PER', t, end, shape, personExtra(context, t, end), 'person-name');
      }
      if (!mayContinue(context, end, last, particle)) break;
      last = end;
    }
  }
}

/** A particle that wants a name after it (بن). */
const isParticle = (context: EntityContext, t: number): boolean =>
  (context.partClasses[t]! & Class['name-particle']) !== 0 && (context.partClasses[t]! & KNOWN) === 0;

/** Is the part a letter with its full stop? */
const isInitial = (context: EntityContext, t: number): boolean => context.partEnd[t]! > t + 1;

function mayBegin(context: EntityContext, t: number): boolean {
  const classes = context.partClasses[t]!;
  if (context.isLetter(t) && !isInitial(context, t)) return false;
  if (isClosed(classes) && !(classes & Class['name-particle'])) return false;
  if (classes & BEGINNINGS) return true;
  if (classes !== 0) return mayBeginCommon(context, t);
  // An unknown word: when it looks like a name, something says that a person may come, or a name follows.
  if (context.shape(t) > LIKE_NAME) return true;
  const before = context.before(t);
  if (before & (N['title-near'] | N['title-far'] | N['speech-verb'])) return true;
  if (!context.follows(t + 1) || !context.isWord(t + 1) || context.hasClitic(t + 1)) return false;
  const next = context.tokens.classes[t + 1]!;
  return next === 0 || (next & (KNOWN | Class['name-particle'])) !== 0;
}

/** Only a function word, whatever name is spelt like it; but أمين is a noun and a name too. */
const isClosed = (classes: number): boolean =>
  (classes & Class.function) !== 0 && (classes & Class.common) === 0;

/** An everyday word begins a name (ميمون أزيزا) where something says that a person may come, and a name goes on. */
function mayBeginCommon(context: EntityContext, t: number): boolean {
  const { classes } = context.tokens;
  if (classes[t]! & (STOPS | Class.nationality) || context.isDefinite(t) || context.hasClitic(t))
    return false;
  if ((context.before(t) & (N['title-near'] | N['speech-verb'])) === 0) return false;
  if (!context.follows(t + 1) || !context.isWord(t + 1) || context.hasClitic(t + 1)) return false;
  const next = context.partClasses[t + 1]!;
  return next === 0 || ((next & (KNOWN | Class['name-particle'])) !== 0 && (next & Class.function) === 0);
}

/** May a name go on with the part at `t`, after the one at `last`? */
function mayContinue(context: EntityContext, t: number, last: number, afterParticle: boolean): boolean {
  if (!context.follows(t) || !context.isWord(t)) return false;
  if (context.isLetter(t)) return isInitial(context, t);
  // لـ"CNN": a proclitic with a tatweel.
  if (!hasLetters(context.units, context.tokens.start[t]!, context.tokens.end[t]!, 2)) return false;
  if (afterParticle ? context.hasConjunction(t) : context.hasClitic(t)) return false;
  const classes = context.partClasses[t]!;
  if (classes & (KNOWN | Class['name-particle'])) return !isClosed(classes) || afterParticle;
  // فلان رئيس كذا: an office without its article is no family name.
  if (classes & Class.title && !context.isDefinite(t)) return afterParticle;
  if (isRegnal(context, t, last)) return true;
  if (classes & STOPS) return afterParticle && (classes & (Class.function | Class['speech-verb'])) === 0;
  if (classes === 0) return true;
  if (afterParticle) return true;
  // An everyday word goes on as a by-name with its article, or after what is a name (عبد الناصر, دياب سرية).
  return context.isDefinite(t)
    ? (classes & (Class.nationality | EVERYDAY)) !== 0
    : (classes & Class.common) !== 0 && (context.partClasses[last]! & KNOWN) !== 0;
}

/** Numbers of rulers: الحسن الثاني, ألفونسو الثالث عشر. */
function isRegnal(context: EntityContext, t: number, last: number): boolean {
  const { partClasses } = context;
  if (context.isDefinite(t) && partClasses[t]! & Class.ordinal)
    return (partClasses[last]! & KNOWN) !== 0 || partClasses[last] === 0;
  const afterOrdinal = (partClasses[last]! & Class.ordinal) !== 0 && context.isDefinite(last);
  return afterOrdinal && (partClasses[t]! & Class.number) !== 0 && context.follows(t);
}
