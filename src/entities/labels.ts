/**
 * What a token in or beside a candidate is, as one number: the set of its classes, and which word it is. The weights of
 * these labels stand beside those of the named features in data/weights.tsv:
 *
 *   person  last=surname+common   the last word is in the lists of surnames and of everyday words
 *   place   before-word=جنوب      the word before the candidate
 *   person  last-word=~يتش        the last word is in no list and ends so
 */
import { CLASS_NAMES, Class, type ClassName } from '../lexicon/classes.js';
import type { Vocabulary } from '../lexicon/vocabulary.js';
import { FIRST_LETTER, FOLD, matchingForm } from '../text/characters.js';
import { KIND_NAMES, Kind, type KindName, type Tokens } from '../tokens/tokens.js';
import type { Candidate } from './candidates.js';
import type { EntityContext } from './context.js';
import { Neighbour } from './features.js';
import { LIKE_NAME } from './person-features.js';

/** Where the set of a token's classes counts. `alone` is the only word of a candidate, `first` that of a longer one. */
export const SET_POSITIONS = ['alone', 'first', 'second', 'last', 'before', 'after'] as const;
/** Where it counts which word it is; `one:` is beside a candidate of one word, which its neighbours must tell more of. */
export const WORD_POSITIONS = [
  'before-word',
  'after-word',
  'first-word',
  'alone-word',
  'one:before-word',
  'one:after-word',
  'second-word',
  'last-word',
] as const;
export type Position = (typeof SET_POSITIONS)[number] | (typeof WORD_POSITIONS)[number];

/** The classes that tell something about names. */
const TELLING =
  Class.function |
  Class.common |
  Class.verb |
  Class.given |
  Class.surname |
  Class['name-particle'] |
  Class['foreign-name'] |
  Class.title |
  Class['speech-verb'] |
  Class['org-head'] |
  Class['org-adjective'] |
  Class.ministry |
  Class['place-head'] |
  Class['place-preposition'] |
  Class.nationality |
  Class.month |
  Class.weekday |
  Class.number |
  Class.ordinal |
  Class['sport-word'];

/** What else is told: the article, and which lists have a name that the word stands in. In bits that no class of these has. */
const FLAGS = [
  ['definite', 1 << 28],
  ['person', 1 << 29],
  ['place', 1 << 30],
  ['organisation', 1 << 31],
] as const;
/** Of unknown words: what their letters look like. In bits of classes that tell nothing about names. */
const SHAPES = [
  ['like-name', Class.era],
  ['like-word', Class['agency-word']],
] as const;
const [[, LIKE_NAME_BIT], [, LIKE_WORD_BIT]] = SHAPES;
/** What a set may have beside classes. */
const SIGNS = [...FLAGS, ...SHAPES];
/** How far the bits of a neighbour are from those of the flags: they are moved, since half of all words have an article. */
const [DEFINITE, PERSON, PLACE, ORGANISATION] = FLAGS.map(
  ([name, bit]) => Math.clz32(Neighbour[name]) - Math.clz32(bit),
) as [number, number, number, number];

/** The set of a token's classes as a number, or its kind where it is no word. */
export function setOf(context: EntityContext, t: number): number {
  const { tokens, roles } = context;
  if (tokens.kind[t] !== Kind.word) return -1 - tokens.kind[t]!;
  const role = roles[t]!;
  let shapeBit = 0;
  if (tokens.classes[t] === 0) {
    const shape = context.shape(t);
    shapeBit = shape > LIKE_NAME ? LIKE_NAME_BIT : shape < -LIKE_NAME ? LIKE_WORD_BIT : 0;
  }
  return (
    shapeBit |
    (tokens.classes[t]! & TELLING) |
    ((role & Neighbour.definite) << DEFINITE) |
    ((role & Neighbour.person) << PERSON) |
    ((role & Neighbour.place) << PLACE) |
    ((role & Neighbour.organisation) << ORGANISATION)
  );
}

/**
 * Which word it is: its id in the vocabulary plus 1, minus the code unit of a punctuation mark, the end of a word of which
 * nothing is known (`endOf`); 0 for what is no word.
 */
export function wordOf(units: Uint16Array, tokens: Tokens, t: number): number {
  if (tokens.kind[t] === Kind.punctuation) return -units[tokens.start[t]!]!;
  if (tokens.kind[t] !== Kind.word) return 0;
  return tokens.classes[t] === 0 ? endOf(units, tokens.start[t]!, tokens.end[t]!) : tokens.base[t]! + 1;
}

/** The last letters of a word, three or, of short words, two, as a number below those of punctuation marks. */
function endOf(units: Uint16Array, start: number, end: number): number {
  let letters = 0;
  for (let i = start; i < end; i++) if (FOLD[units[i]!]! >= FIRST_LETTER) letters++;
  let wanted = letters > 4 ? 3 : letters > 2 ? 2 : 0;
  let number = 0;
  for (let i = end - 1; i >= start && wanted > 0; i--) {
    const letter = FOLD[units[i]!]!;
    if (letter < FIRST_LETTER) continue;
    number = (number << 8) | (letter & 255);
    wanted--;
  }
  return ENDS - number;
}
const ENDS = -0x10000;
/** Before the end of a word in data/weights.tsv. */
const END_SIGN = '~';

/**
 * The tokens whose sets of classes count for a candidate.
 * @param out receives for each of SET_POSITIONS the token, or -1
 */
export function tokensOfSets({ first, end, before, after }: Candidate, out: Int32Array): void {
  const alone = end - first === 1;
  out[0] = alone ? first : -1;
  out[1] = alone ? -1 : first;
  out[2] = end - first > 2 ? first + 1 : -1;
  out[3] = alone ? -1 : end - 1;
  out[4] = before === Neighbour.edge ? -1 : first - 1;
  out[5] = after === Neighbour.edge ? -1 : end;
}

/**
 * The tokens of which it counts which word they are. Words that are names have no weights, since they are told by lists
 * (scripts/fit/features.ts sees to it), but for how unknown ones end.
 * @param out receives for each of WORD_POSITIONS the token, or -1
 */
export function tokensOfWords({ family, first, end, before, after }: Candidate, out: Int32Array): void {
  const alone = end - first === 1;
  out[0] = before === Neighbour.edge ? -1 : first - 1;
  out[1] = after === Neighbour.edge ? -1 : end;
  out[2] = alone ? -1 : first;
  out[3] = alone ? first : -1;
  out[4] = alone ? out[0]! : -1;
  out[5] = alone ? out[1]! : -1;
  const isPhrase = !alone && (family === 'organisation' || family === 'area');
  out[6] = isPhrase && end - first > 2 ? first + 1 : -1;
  out[7] = alone ? -1 : end - 1;
}

/** The name of a set in data/weights.tsv. */
export function setName(set: number): string {
  if (set < 0 && set >= -KIND_NAMES.length) return `(${KIND_NAMES[-1 - set]})`;
  const classes = CLASS_NAMES.filter((name) => set & TELLING & Class[name]);
  const flags = SIGNS.filter(([, bit]) => set & bit).map(([name]) => name);
  return [...(classes.length > 0 ? classes : ['(unknown)']), ...flags].join('+');
}

/** The set of a name. @throws RangeError for a class that does not exist */
export function setNamed(name: string): number {
  const kind = KIND_NAMES.indexOf(name.slice(1, -1) as KindName);
  if (kind > 0 && name.startsWith('(')) return -1 - kind;
  return name.split('+').reduce((bits, part) => {
    if (part === '(unknown)') return bits;
    const flag = SIGNS.find(([flagName]) => flagName === part);
    const bit = flag ? flag[1] : Class[part as ClassName];
    if (bit === undefined) throw new RangeError(`weights: no class "${part}"`);
    return bits | bit;
  }, 0);
}

/** The name of a word's number in data/weights.tsv: its matching form. */
export const wordName = (word: number, vocabulary: Vocabulary): string =>
  word <= ENDS
    ? END_SIGN + endName(ENDS - word)
    : word < 0
      ? String.fromCharCode(-word)
      : vocabulary.form(word - 1);

/** The letters of the end of a word. */
function endName(number: number): string {
  let out = '';
  for (let rest = number; rest > 0; rest >>>= 8) out += String.fromCharCode(0x600 | (rest & 255));
  return out;
}

/**
 * The number of a word, 0 when no list has it.
 * @param idOf the id of a matching form, -1 or undefined when there is none
 */
export function wordNamed(name: string, idOf: (form: string) => number | undefined): number {
  if (name.startsWith(END_SIGN)) {
    const letters = [...name.slice(1)].map((letter) => letter.charCodeAt(0) & 255);
    return ENDS - letters.reduceRight((number, letter) => (number << 8) | letter, 0);
  }
  const id = idOf(matchingForm(name)) ?? -1;
  if (id >= 0) return id + 1;
  return name.length === 1 ? -name.charCodeAt(0) : 0;
}
