import type { EntityContext } from '../entities/context.js';
import { Class, ClassNumber } from '../lexicon/classes.js';
import type { Lexicon } from '../lexicon/lookup.js';
import { ALEF, BEH, FEH, FOLD, KAF, LAM, WAW, YEH } from '../text/characters.js';
import { hashPair } from '../tokens/hash.js';
import { Gap, Kind } from '../tokens/tokens.js';

const TEH = 0x062a;
const TEH_MARBUTA = 0x0629;
const NOON = 0x0646;
const SEEN = 0x0633;
/** First letters of verbs of the present. */
const IMPERFECT = new Set([ALEF, YEH, TEH, NOON]);
const TANWEEN = 0x064b;
/** The prepositions that are written glued: ب ل ك. */
export const PREPOSITIONS: ReadonlySet<number> = new Set([BEH, LAM, KAF]);
const COLON = 0x3a;
const DASHES = new Set([0x2d, 0x2013, 0x2014, 0x2f, 0x640]);
const COMMAS = new Set([0x2c, 0x060c, 0x061b]);

/** What grammar a noun or verb shows of who is meant. */
export const Gender = { unknown: 0, man: 1, woman: 2 } as const;
const DATES = Class.month | Class.weekday | Class.anchor | Class.daypart;
/** Values of class `attribution` that no finite verb has, though speech-verb.tsv lists some of them. */
const NOT_FINITE = new Set([
  'saying',
  'noun',
  'source',
  'same',
  'aside',
  'document',
  'name',
  'work',
  'from',
  'anonymous',
]);

/** What a word does around reported speech: questions about single tokens, answered from their classes. */
export class Words {
  private readonly memory: Memory;

  constructor(private readonly context: EntityContext) {
    this.memory = memoryOf(context.lexicon);
  }

  /** What data/words/attribution.tsv says of the word or phrase at a token; '' when nothing. */
  use(t: number): string {
    return this.value(t, Class.attribution, ClassNumber.attribution);
  }

  /** The token after the word or phrase that `use` is about. */
  useEnd(t: number): number {
    return this.context.lexicon.extent(this.context.tokens, t, ClassNumber.attribution);
  }

  /** What kind of function word it is: prep, conj, rel, pron, … */
  functionKind(t: number): string {
    return this.value(t, Class.function, ClassNumber.function);
  }

  /** The gender that the lists of given names know. */
  givenGender(t: number): number {
    const value = this.value(t, Class.given, ClassNumber.given);
    return value === 'm' ? Gender.man : value === 'f' ? Gender.woman : Gender.unknown;
  }

  /** Is it a finite verb of saying? */
  isSaying(t: number): boolean {
    const { context } = this;
    if (!context.has(t, Class['speech-verb'] | Class.attribution) || context.has(t, Class.function))
      return false;
    const use = this.use(t);
    if (context.isDefinite(t) || (use !== '' && NOT_FINITE.has(use))) return false;
    return use === 'states' || this.value(t, Class['speech-verb'], ClassNumber['speech-verb']) === 'say';
  }

  /** Is it a finite verb of any kind? What may be a noun too counts only where a clause begins. */
  isVerb(t: number, begins: boolean): boolean {
    const { context } = this;
    if (!context.has(t, Class.verb) || !context.isWord(t) || context.has(t, Class.function)) return false;
    if (context.isDefinite(t)) return false;
    const use = this.use(t);
    if (use !== '' && NOT_FINITE.has(use)) return false;
    return begins || !context.has(t, Class.common | Class.title | Class['org-head']);
  }

  isDate(t: number): boolean {
    const { context } = this;
    // "One of …" is no Sunday.
    if (this.use(t) === 'anonymous' && !context.isDefinite(t)) return false;
    return (
      (context.has(t, DATES) && !context.has(t, Class.function)) || context.tokens.kind[t] === Kind.number
    );
  }

  /** The mark that a token of punctuation is, else 0. */
  mark(t: number): number {
    const { tokens, units } = this.context;
    return t >= 0 && t < tokens.count && tokens.kind[t] === Kind.punctuation ? units[tokens.start[t]!]! : 0;
  }
  isColon(t: number): boolean {
    return this.mark(t) === COLON;
  }
  isComma(t: number): boolean {
    return COMMAS.has(this.mark(t));
  }

  /** Is it "in it", written as one word? */
  isInIt(t: number): boolean {
    const { tokens, units } = this.context;
    return this.functionKind(t) === 'pron' && units[tokens.start[t]!] === FEH;
  }

  /** Does a dash or stroke stand here, as behind a dateline? */
  isDash(t: number): boolean {
    return DASHES.has(this.mark(t));
  }

  /** Does a preposition (ب ل ك) hang on the token? */
  hasPreposition(t: number): boolean {
    return PREPOSITIONS.has(this.lastProclitic(t));
  }

  /** May the word be a verb of the present, by its first letter? */
  isImperfect(t: number): boolean {
    const { tokens, units } = this.context;
    return IMPERFECT.has(FOLD[units[tokens.baseStart[t]!]!]!);
  }

  /** Does the particle of the future (س) hang on the verb? */
  isFuture(t: number): boolean {
    return this.lastProclitic(t) === SEEN;
  }

  /** Does a conjunction (و ف) hang on the token? */
  hasConjunction(t: number): boolean {
    const { tokens, units, lexicon } = this.context;
    if (lexicon.proclitics.rows[tokens.prefix[t]!]!.strip === 0) return false;
    const letter = FOLD[units[tokens.start[t]!]!]!;
    return letter === WAW || letter === FEH;
  }

  /** Is it an adverb by its ending -an (رسميا)? */
  isAdverb(t: number): boolean {
    const { context } = this;
    if (!context.isWord(t) || this.context.isDefinite(t)) return false;
    const last = this.lastLetter(t);
    return last === ALEF && context.tokens.end[t]! - context.tokens.baseStart[t]! > 4;
  }

  /** Is it a definite plural in the nominative (المتظاهرون), which only a subject can be? */
  isPluralSubject(t: number): boolean {
    const { tokens, units } = this.context;
    if (!this.context.isWord(t) || !this.context.isDefinite(t) || this.hasPreposition(t)) return false;
    const end = this.letterEnd(t);
    return end - tokens.baseStart[t]! > 5 && units[end - 1] === NOON && units[end - 2] === WAW;
  }

  /** Gender of the subject that a finite verb shows: the ending -t, or the prefix y-. */
  verbGender(t: number): number {
    const { tokens, units } = this.context;
    const end = this.letterEnd(t);
    const length = end - tokens.baseStart[t]!;
    if (units[tokens.baseStart[t]!] === YEH) return units[end - 1] === NOON ? Gender.unknown : Gender.man;
    if (units[end - 1] === TEH) return length > 3 ? Gender.woman : Gender.unknown;
    if (units[tokens.baseStart[t]!] === TEH || length < 3) return Gender.unknown;
    return units[end - 1] === ALEF ? Gender.unknown : Gender.man;
  }

  /** Gender of a noun by its ending. */
  nounGender(t: number): number {
    return this.lastLetter(t) === TEH_MARBUTA ? Gender.woman : Gender.man;
  }

  /** Does a new sentence begin at the token? */
  breaksBefore(t: number): boolean {
    const { tokens } = this.context;
    if (t === 0) return true;
    if (tokens.gap[t]! >= Gap.line) return !this.isColon(t - 1);
    return tokens.sentence[t] !== tokens.sentence[t - 1];
  }

  private lastLetter(t: number): number {
    return this.context.units[this.letterEnd(t) - 1]!;
  }

  /** Where the word ends without its vowel signs. */
  private letterEnd(t: number): number {
    const { tokens, units } = this.context;
    let end = tokens.end[t]!;
    while (end > tokens.start[t]! + 1 && units[end - 1]! >= TANWEEN && units[end - 1]! <= 0x652) end--;
    return end;
  }

  /** The last letter of the proclitics before the article; 0 when there is none. */
  private lastProclitic(t: number): number {
    const { tokens, lexicon } = this.context;
    const row = lexicon.proclitics.rows[tokens.prefix[t]!]!;
    if (row.strip === 0) return 0;
    return row.letters[row.strip - 1]!;
  }

  /** The value of a token in a class. */
  private value(t: number, bit: number, classNumber: number): string {
    const { context, memory } = this;
    const { tokens } = context;
    if ((tokens.classes[t]! & bit) === 0) return '';
    if (tokens.phrase[t] !== 0) return this.lookUp(t, classNumber);
    const place = memory.place(tokens.word[t]!, tokens.base[t]!, tokens.stem[t]!, classNumber);
    const known = memory.values[place];
    if (known !== undefined) return known;
    const value = this.lookUp(t, classNumber);
    // What hangs on the exact spelling is asked for anew.
    if (!context.lexicon.hasExactForms(tokens, t)) memory.values[place] = value;
    return value;
  }

  private lookUp(t: number, classNumber: number): string {
    const { context } = this;
    return context.lexicon.value(context.units, context.tokens, t, classNumber)?.value ?? '';
  }
}

/** Places of the memory, a power of two. */
const PLACES = 4096;

/**
 * The values of words in some classes that were asked for last: most of a text's words of a class are the same few, and a
 * small table stays in the processor's cache.
 */
class Memory {
  /** The value at a place; undefined where it is not known yet. */
  readonly values = new Array<string | undefined>(PLACES);
  /** Word, base, stem and class of what stands at a place. */
  private readonly keys = new Int32Array(PLACES * 4).fill(-2);

  /** The place of a word in a class; what stood there before is forgotten. */
  place(word: number, base: number, stem: number, classNumber: number): number {
    const { keys } = this;
    const place = hashPair(hashPair(word, base), stem ^ (classNumber << 24)) & (PLACES - 1);
    const at = place << 2;
    if (keys[at] === word && keys[at + 1] === base && keys[at + 2] === stem && keys[at + 3] === classNumber)
      return place;
    keys[at] = word;
    keys[at + 1] = base;
    keys[at + 2] = stem;
    keys[at + 3] = classNumber;
    this.values[place] = undefined;
    return place;
  }
}

const MEMORIES = new WeakMap<Lexicon, Memory>();

function memoryOf(lexicon: Lexicon): Memory {
  let memory = MEMORIES.get(lexicon);
  if (memory === undefined) {
    memory = new Memory();
    MEMORIES.set(lexicon, memory);
  }
  return memory;
}
