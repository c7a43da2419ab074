import { Class, EVERYDAY } from '../lexicon/classes.js';
import type { EntityContext } from './context.js';
import { Neighbour as N, Person, PersonExtra as X } from './features.js';

const KNOWN = Class.given | Class.surname;
/** Classes that make a name ambiguous. */
const NO_NAME = EVERYDAY | Class.function | Class.title;
/** Mean log-odds of the letters from which an unknown word looks like a name, and clearly so. */
export const LIKE_NAME = 0.5;
const CLEAR_SHAPE = 1.2;

/** Features of the proclitics that came off the first word. */
export function cliticBits(
  context: EntityContext,
  first: number,
  conjunction: number,
  preposition: number,
): number {
  const role = context.roles[first]!;
  if ((role & (N.conjunction | N.preposition)) === 0) return context.mayHaveAnd(first) ? conjunction : 0;
  return (role & N.conjunction ? conjunction : 0) | (role & N.preposition ? preposition : 0);
}

/** What an unknown word looks like by its letters: all of them like names, or one like an everyday word. */
function shapeBits(context: EntityContext, first: number, end: number): number {
  let names = 0;
  for (let t = first; t < end; t++) {
    if (context.tokens.classes[t] !== 0) continue;
    const shape = context.shape(t);
    if (shape < 0) return Person['shape-word'];
    if (shape > LIKE_NAME) names++;
  }
  return names > 0 ? Person['shape-name'] : 0;
}

const LENGTHS = [0, Person['one-word'], Person['two-words'], Person['three-words'], Person['four-words']];

/** The features that all persons have: length, and what the first and last word are. */
export function personShape(context: EntityContext, first: number, end: number): number {
  const { partClasses, partEnd } = context;
  const start = partClasses[first]!;
  const startsCommon = (start & NO_NAME) !== 0;
  let bits = 0;
  if (start & Class.given) bits |= startsCommon ? Person['first-given-common'] : Person['first-given'];
  else if (start & Class['name-particle']) bits |= Person['first-particle'];
  else if (start & Class.surname)
    bits |= startsCommon ? Person['first-surname-common'] : Person['first-surname'];
  else bits |= Person['first-unknown'];
  if (context.isDefinite(first)) bits |= Person['first-definite'];
  let parts = 1;
  let last = first;
  while (partEnd[last]! < end) {
    if (last !== first) {
      if (partClasses[last]! & Class['name-particle']) bits |= Person['has-particle'];
      else if (partClasses[last] === 0) bits |= Person['has-unknown-middle'];
    }
    last = partEnd[last]!;
    parts++;
  }
  if (parts > 1) {
    const classes = partClasses[last]!;
    const endsCommon = (classes & NO_NAME) !== 0;
    if (classes & Class.surname) bits |= endsCommon ? Person['last-surname-common'] : Person['last-surname'];
    else if (classes & Class.given) bits |= endsCommon ? Person['last-given-common'] : Person['last-given'];
    else bits |= classes === 0 ? Person['last-unknown'] : Person['last-common'];
    if (context.isDefinite(last)) bits |= Person['last-definite'];
  }
  bits |= LENGTHS[parts] ?? Person['more-words'];
  bits |= shapeBits(context, first, end);
  return bits | cliticBits(context, first, Person['conjunction-off'], Person['preposition-off']);
}

/** Pairs of what the words are, and what goes on beside the candidate. */
export function personExtra(context: EntityContext, first: number, end: number): number {
  const { partClasses, partEnd } = context;
  const start = partClasses[first]!;
  const common = (start & NO_NAME) !== 0;
  const given = (start & Class.given) !== 0;
  const surname = (start & Class.surname) !== 0;
  const foreign = (start & Class['foreign-name']) !== 0;
  let bits = start !== 0 && (start & (KNOWN | Class['name-particle'])) === 0 ? X['first-common'] : 0;
  let last = first;
  while (partEnd[last]! < end) {
    if (last !== first && partClasses[last]! & KNOWN) bits |= X['known-middle'];
    last = partEnd[last]!;
    if (partClasses[last]! & Class.title && !context.isDefinite(last)) bits |= X['title-inside'];
    if (context.mayHaveAnd(last)) bits |= X['and-inside'];
  }
  if (last === first) {
    if (given) bits |= common ? X['one-given-common'] : X['one-given'];
    else if (surname) bits |= common ? X['one-surname-common'] : X['one-surname'];
    else bits |= X['one-unknown'];
    if (foreign && !common) bits |= X['one-foreign'];
    if (partEnd[first]! > first + 1) bits |= X['one-compound'];
  } else {
    const classes = partClasses[last]!;
    const lastUnknown = classes === 0;
    const lastSurname = (classes & Class.surname) !== 0;
    if (given) {
      if (lastSurname) bits |= X['given-surname'];
      else if (lastUnknown) bits |= X['given-unknown'];
      else if (classes & Class.given) bits |= X['given-given'];
      else bits |= X['given-common'];
    } else if (start === 0) {
      if (lastUnknown) bits |= X['unknown-unknown'];
      else if (lastSurname) bits |= X['unknown-surname'];
    } else if (surname && lastSurname) bits |= X['surname-surname'];
    if (foreign && lastUnknown) bits |= X['foreign-unknown'];
    if (foreign && classes & Class['foreign-name']) bits |= X['all-foreign'];
  }
  const before = context.before(first);
  const after = context.after(end);
  const mayBelong = N.given | N.surname | N.unknown | N['name-particle'];
  if (after & mayBelong && !(after & (N.conjunction | N.preposition | N.function))) bits |= X['goes-on'];
  if (before & mayBelong && !(before & N.function) && !context.hasClitic(first)) bits |= X['went-before'];
  const titled = before & (N['title-near'] | N['title-far']);
  if (titled && start === 0) bits |= X['unknown-after-title'];
  if (titled && before & N.nationality) bits |= X['after-nationality-and-title'];
  if (before & (N.comma | N.person) && after & (N.comma | N.conjunction)) bits |= X['in-list'];
  if (before & N.bracket && after & N.bracket) bits |= X['in-brackets'];
  if (context.isSport(first)) bits |= X['in-sport'];
  return bits | clearShape(context, first, end);
}

function clearShape(context: EntityContext, first: number, end: number): number {
  let lowest = Number.POSITIVE_INFINITY;
  for (let t = first; t < end; t++)
    if (context.tokens.classes[t] === 0) lowest = Math.min(lowest, context.shape(t));
  if (lowest === Number.POSITIVE_INFINITY) return 0;
  return lowest > CLEAR_SHAPE ? X['shape-clear-name'] : lowest < -LIKE_NAME ? X['shape-clear-word'] : 0;
}
