/**
 * The classes of words. Each has a bit; a class is filled by data/words/<class>.tsv or by the files in
 * data/words/<class>/. What the value column means is said at the head of each file.
 */
const NAMES = [
  'function',
  'common',
  'given',
  'surname',
  'name-particle',
  'title',
  'speech-verb',
  'org-head',
  'org-adjective',
  'ministry',
  'place-head',
  'nationality',
  'month',
  'weekday',
  'unit',
  'number',
  'ordinal',
  'daypart',
  'anchor',
  'modifier',
  'date-word',
  'holiday',
  'era',
  'agency-word',
  'sport-word',
  // Set by the compiler, not by a file of their own:
  /** A word of class `common` whose value is v. */
  'verb',
  /** A given name or surname of a file called foreign. */
  'foreign-name',
  /** A function word with the flag `place`. */
  'place-preposition',
  /** Words around reported speech; after the others so that their numbers stay. */
  'attribution',
] as const;

export type ClassName = (typeof NAMES)[number];
/** Names of the classes, by number. */
export const CLASS_NAMES: readonly ClassName[] = NAMES;

type Bits = { readonly [K in ClassName]: number };
/** The bit of each class in `Tokens.classes`. */
export const Class = Object.fromEntries(NAMES.map((name, i) => [name, (1 << i) >>> 0])) as Bits;
/** The number of each class. */
export const ClassNumber = Object.fromEntries(NAMES.map((name, i) => [name, i])) as Bits;

/** Names of people, by number. */
export const NAME_CLASSES: readonly number[] = [ClassNumber.given, ClassNumber.surname];

/** Everyday words of any kind. */
export const EVERYDAY = Class.common | Class.verb;

/** The word begins a phrase of several words; only the compiled vocabulary has this bit. */
export const PHRASE_START = (1 << 31) >>> 0;
/** Some classes of the word count only in one exact spelling (آب is August, أب is a father). */
export const EXACT_FORMS = 1 << 30;
/** Bits that are classes. */
export const CLASS_MASK = (1 << NAMES.length) - 1;

/** What the flags column of a word file may say. */
export const Flag = {
  /** Only this exact spelling has the class (hamza and taa marbuta as written). */
  exact: 1,
  /** The word has this class only with evidence around it. */
  weak: 2,
  /** A head word that is part of the name. */
  inside: 4,
  /** A head word that merely describes. */
  outside: 8,
  /** A ministry's name that stands for the ministry by itself. */
  alone: 16,
  /** A preposition after which a place often stands. */
  place: 32,
  /** The word is an everyday word too. */
  common: 64,
} as const;
export type FlagName = keyof typeof Flag;
