import { ALEF, FOLD, LAM } from '../text/characters.js';
import type { Proclitics } from '../tokens/clitics.js';
import { HASH_SEED, hashPair, hashUnit } from '../tokens/hash.js';
import { hasLetters, skipLetters } from '../tokens/letters.js';
import { hashRange } from '../tokens/tokenize.js';
import { Gap, Kind, type Tokens } from '../tokens/tokens.js';
import type { Sections } from './binary.js';
import { procliticsOf } from './bundled.js';
import { CLASS_MASK, Class, EXACT_FORMS, Flag, NAME_CLASSES, PHRASE_START } from './classes.js';
import { Edges, FINAL, HAS_KIDS, WORD_MASK } from './edges.js';
import { growInt32 } from './grow.js';
import { Memo, MemoField } from './memo.js';
import { Shape } from './shape.js';
import { Strings } from './strings.js';
import { isExactly, Vocabulary } from './vocabulary.js';

/** What a word or phrase means in one of its classes. */
export interface ClassValue {
  readonly value: string;
  /** Bits of `Flag`. */
  readonly flags: number;
}

const MIN_REST = 2;
/** How many answers about the classes of words are kept. */
const ANSWERS = 1 << 12;
/** The number of a class is below 32; that of a word has the bits above it. */
const QUESTION_SHIFT = 5;

// What is left for a line of the memo: the prefix, how far after the start the base begins, whether neighbours count.
const PREFIX = 0xff;
const OFFSET_SHIFT = 8;
const MAX_OFFSET = 0xf;
const OPEN = 1 << 12;

/**
 * The compiled words: one look-up a token, after which all stages work on ids and class bits.
 */
export class Lexicon {
  readonly vocabulary: Vocabulary;
  readonly proclitics: Proclitics;
  private readonly values: Edges;
  private readonly phraseEdges: Edges;
  /** Of the names that are compiled with the words; only asked whether one goes on. */
  private readonly nameEdges: Edges;
  /** Rows of (class number, string, flags), one list a phrase: start of each list. */
  private readonly phraseLists: Int32Array;
  private readonly phraseRows: Int32Array;
  private readonly phraseClasses: Uint32Array;
  /** Rows of (word, string of the exact form, class number, string of the value, flags), sorted by word. */
  private readonly exactRows: Int32Array;
  private readonly exactIndex = new Map<number, number>();
  private readonly strings: Strings;
  /** Values that were asked for, by string and flags. */
  private readonly meanings = new Map<number, ClassValue>();
  private readonly shapes: Shape;
  private readonly memo = new Memo();
  /** Words and classes that were asked for, and what they mean where the spelling does not matter. */
  private readonly questions = new Int32Array(ANSWERS);
  private readonly answers: (ClassValue | undefined)[] = new Array(ANSWERS).fill(undefined);
  /** Tokens whose neighbours count. */
  private open = new Int32Array(0);

  constructor(sections: Sections) {
    this.shapes = new Shape(new Int8Array(sections.uint8('shape').slice().buffer));
    this.vocabulary = new Vocabulary(
      sections.int32('words'),
      sections.uint16('pool'),
      sections.int32('word.fil'),
    );
    this.proclitics = procliticsOf(sections);
    this.values = new Edges(sections.int32('val.key'), sections.int32('val.val'), sections.int32('val.fil'));
    this.phraseEdges = new Edges(
      sections.int32('phr.key'),
      sections.int32('phr.val'),
      sections.int32('phr.fil'),
    );
    this.nameEdges = new Edges(
      sections.int32('nam.key'),
      sections.int32('nam.val'),
      sections.int32('nam.fil'),
    );
    this.phraseLists = sections.int32('phr.lst');
    this.phraseRows = sections.int32('phr.row');
    this.phraseClasses = new Uint32Array(sections.int32('phr.cls'));
    this.exactRows = sections.int32('exact');
    for (let i = this.exactRows.length - 5; i >= 0; i -= 5) this.exactIndex.set(this.exactRows[i]!, i);
    this.strings = new Strings(sections.uint8('lex.str'));
  }

  /** Looks up every token and takes its proclitics off: fills word, base, baseStart, stem, root, prefix, classes, phrase. */
  annotate(units: Uint16Array, tokens: Tokens): void {
    const { count, start, word, base, baseStart, stem, root, prefix, classes, phrase } = tokens;
    const { memo } = this;
    memo.find(units, tokens);
    const { lines, places } = memo;
    this.open = growInt32(this.open, count);
    const { open } = this;
    let opens = 0;
    for (let t = 0; t < count; t++) {
      phrase[t] = 0;
      const place = places[t]!;
      if (place > 0 && memo.has(t)) {
        word[t] = lines[place + MemoField.word]!;
        base[t] = lines[place + MemoField.base]!;
        stem[t] = lines[place + MemoField.stem]!;
        classes[t] = lines[place + MemoField.classes]!;
        root[t] = lines[place + MemoField.root]!;
        const rest = lines[place + MemoField.rest]!;
        prefix[t] = rest & PREFIX;
        baseStart[t] = start[t]! + ((rest >> OFFSET_SHIFT) & MAX_OFFSET);
        if (rest & OPEN) open[opens++] = t;
        continue;
      }
      const isOpen = this.lookUp(units, tokens, t);
      if (isOpen) open[opens++] = t;
      if (place === 0) continue;
      memo.take(t);
      lines[place + MemoField.word] = word[t]!;
      lines[place + MemoField.base] = base[t]!;
      lines[place + MemoField.stem] = stem[t]!;
      lines[place + MemoField.classes] = classes[t]!;
      lines[place + MemoField.root] = root[t]!;
      lines[place + MemoField.rest] =
        prefix[t]! | ((baseStart[t]! - start[t]!) << OFFSET_SHIFT) | (isOpen ? OPEN : 0);
    }
    for (let i = 0; i < opens; i++) this.lookAround(units, tokens, open[i]!);
  }

  /**
   * Looks up one token, whatever stands beside it.
   * @returns whether it hangs on its neighbours what the token is: names or phrases may begin with it
   */
  private lookUp(units: Uint16Array, tokens: Tokens, t: number): boolean {
    const { slots } = this.vocabulary;
    const from = tokens.start[t]!;
    const to = tokens.end[t]!;
    const isMark = tokens.kind[t] === Kind.punctuation;
    const id = isMark ? -1 : this.findHashed(units, from, to, tokens.hash[t]!);
    let bits = 0;
    let root = 0;
    if (id >= 0) {
      bits = slots[(id << 2) + 2]!;
      root = slots[(id << 2) + 3]!;
      if (bits & EXACT_FORMS) bits |= this.exactClasses(id, units, from, to);
    }
    tokens.word[t] = tokens.base[t] = tokens.stem[t] = id;
    tokens.baseStart[t] = from;
    tokens.prefix[t] = 0;
    tokens.classes[t] = bits & CLASS_MASK;
    tokens.root[t] = root;
    if (isNothing(tokens, t)) {
      if (root !== 0) return true;
      this.takeOff(units, tokens, t, false);
    }
    return this.beginsPhrase(tokens.base[t]!);
  }

  /** Looks up what a token is with those after it. */
  private lookAround(units: Uint16Array, tokens: Tokens, t: number): void {
    const root = tokens.root[t]!;
    if (root !== 0 && tokens.prefix[t] === 0 && isNothing(tokens, t))
      this.takeOff(units, tokens, t, this.beginsName(tokens, t, tokens.word[t]!));
    if (this.beginsPhrase(tokens.base[t]!)) this.matchPhrase(tokens, t);
  }

  private beginsPhrase(id: number): boolean {
    return id >= 0 && (this.vocabulary.slots[(id << 2) + 2]! & PHRASE_START) !== 0;
  }

  /**
   * What the token (or the phrase that begins with it) means in a class; the phrase is asked first.
   * @param classNumber of `ClassNumber`
   */
  value(units: Uint16Array, tokens: Tokens, t: number, classNumber: number): ClassValue | undefined {
    const phrase = tokens.phrase[t]! - 1;
    if (phrase >= 0) {
      const found = this.phraseValue(phrase, classNumber);
      if (found) return found;
    }
    return this.wordValue(units, tokens, t, classNumber);
  }

  /** As `value`, of the single word alone. */
  wordValue(units: Uint16Array, tokens: Tokens, t: number, classNumber: number): ClassValue | undefined {
    const word = tokens.word[t]!;
    const base = tokens.base[t]!;
    const stem = tokens.stem[t]!;
    const found = word < 0 ? undefined : this.valueOf(word, units, tokens, t, classNumber);
    if (found !== undefined || (base === word && stem === word)) return found;
    return (
      (base < 0 || base === word ? undefined : this.valueOf(base, units, tokens, t, classNumber)) ??
      (stem < 0 || stem === base ? undefined : this.valueOf(stem, units, tokens, t, classNumber))
    );
  }

  /** Does what the token means in some class hang on its exact spelling? */
  hasExactForms(tokens: Tokens, t: number): boolean {
    const { slots } = this.vocabulary;
    const isExact = (id: number) => id >= 0 && (slots[(id << 2) + 2]! & EXACT_FORMS) !== 0;
    return isExact(tokens.word[t]!) || isExact(tokens.base[t]!) || isExact(tokens.stem[t]!);
  }

  /** What the word `id`, the token or a part of it, means in a class; the answers that were given last are kept. */
  private valueOf(
    id: number,
    units: Uint16Array,
    tokens: Tokens,
    t: number,
    classNumber: number,
  ): ClassValue | undefined {
    const question = (id << QUESTION_SHIFT) | (classNumber + 1);
    const place = hashPair(id, classNumber) & (ANSWERS - 1);
    if (this.questions[place] === question) return this.answers[place];
    if (this.vocabulary.slots[(id << 2) + 2]! & EXACT_FORMS) {
      const from = id === tokens.word[t] ? tokens.start[t]! : tokens.baseStart[t]!;
      const row = this.exactRow(id, units, from, tokens.end[t]!, classNumber);
      if (row >= 0) return this.read(this.exactRows[row + 3]!, this.exactRows[row + 4]!);
    }
    const slot = this.values.find(classNumber + 1, id);
    const row = slot < 0 ? 0 : this.values.values[slot]!;
    const answer = slot < 0 ? undefined : this.read(row >> 8, row & 0xff);
    this.questions[place] = question;
    this.answers[place] = answer;
    return answer;
  }

  /** Is the word an everyday word, and not just a name that is the name of something else too? */
  isEveryday(units: Uint16Array, tokens: Tokens, t: number): boolean {
    const classes = tokens.classes[t]!;
    if (classes & (Class.function | Class.verb)) return true;
    if ((classes & Class.common) === 0) return false;
    return !NAME_CLASSES.some((number) => {
      const flags = this.wordValue(units, tokens, t, number)?.flags ?? 0;
      return (flags & Flag.common) !== 0;
    });
  }

  /** Whether a word that no list has looks like a name (above 0) or like an everyday word (below); see shape.ts. */
  shape(units: Uint16Array, from: number, to: number): number {
    return this.shapes.of(units, from, to);
  }

  /** The token after the phrase or word that has the class at `t`. */
  extent(tokens: Tokens, t: number, classNumber: number): number {
    const phrase = tokens.phrase[t]! - 1;
    return phrase >= 0 && this.phraseClasses[phrase]! & (1 << classNumber) ? tokens.phraseEnd[t]! : t + 1;
  }

  /** Has the article come off the token? */
  isDefinite(tokens: Tokens, t: number): boolean {
    return this.proclitics.rows[tokens.prefix[t]!]!.article;
  }

  private read(string: number, flags: number): ClassValue {
    const number = (string << 8) | flags;
    let value = this.meanings.get(number);
    if (value === undefined) {
      value = { value: this.strings.get(string), flags };
      this.meanings.set(number, value);
    }
    return value;
  }

  private phraseValue(phrase: number, classNumber: number): ClassValue | undefined {
    for (let row = this.phraseLists[phrase]!; row < this.phraseLists[phrase + 1]!; row++) {
      if (this.phraseRows[row * 3] === classNumber)
        return this.read(this.phraseRows[row * 3 + 1]!, this.phraseRows[row * 3 + 2]!);
    }
    return undefined;
  }

  /** Class bits that the word has in just this spelling. */
  private exactClasses(id: number, units: Uint16Array, from: number, to: number): number {
    let bits = 0;
    for (let i = this.exactIndex.get(id)!; i < this.exactRows.length && this.exactRows[i] === id; i += 5) {
      if (isExactly(units, from, to, this.strings.get(this.exactRows[i + 1]!)))
        bits |= 1 << this.exactRows[i + 2]!;
    }
    return bits;
  }

  private exactRow(id: number, units: Uint16Array, from: number, to: number, classNumber: number): number {
    for (let i = this.exactIndex.get(id)!; i < this.exactRows.length && this.exactRows[i] === id; i += 5) {
      if (this.exactRows[i + 2] !== classNumber) continue;
      if (isExactly(units, from, to, this.strings.get(this.exactRows[i + 1]!))) return i;
    }
    return -1;
  }

  /** Does a name that begins with the whole token go on with the next word? */
  private beginsName(tokens: Tokens, t: number, id: number): boolean {
    let next = t + 1;
    if (next < tokens.count && tokens.kind[next] === Kind.punctuation) next++;
    return (
      next < tokens.count &&
      tokens.word[next]! >= 0 &&
      this.nameEdges.find(-(id + 1), tokens.word[next]!) >= 0
    );
  }

  /**
   * Tries the proclitics on a token that means nothing as a whole.
   * @param isName the token begins a name: it keeps its letters but for the article, which its class may hang on
   */
  private takeOff(units: Uint16Array, tokens: Tokens, t: number, isName: boolean): void {
    const from = tokens.start[t]!;
    const to = tokens.end[t]!;
    const rows = this.proclitics.startingWith(FOLD[units[from]!]!);
    if (rows === undefined) return;
    /** What the best reading so far is: 0 there is none, 1 the beginning of names, 2 a word or a name. */
    let best = 0;
    for (const number of rows) {
      const row = this.proclitics.rows[number]!;
      // للصين may be ل + لصين or ل + الصين: the one that is a name counts, else the first.
      if (best === 2 && !row.contracted) continue;
      if (isName && row.strip > 0) continue;
      const rest = skipLetters(units, from, to, row.letters, row.letters.length);
      if (rest < 0 || !hasLetters(units, rest, to, MIN_REST)) continue;
      const stem = this.find(units, rest, to);
      let base = stem;
      let baseStart = rest;
      if (row.article) {
        baseStart = row.strip === 0 ? from : skipLetters(units, from, to, row.letters, row.strip);
        base = row.contracted ? this.findWithArticle(units, rest, to) : this.find(units, baseStart, to);
      }
      if (base < 0 && stem < 0) continue;
      const baseBits = this.bits(base, units, baseStart, to);
      const stemBits = row.article ? this.bits(stem, units, rest, to) : baseBits;
      const baseRoot = base >= 0 ? this.vocabulary.slots[(base << 2) + 3]! : 0;
      const rank = (baseBits | stemBits) & CLASS_MASK || baseRoot & FINAL ? 2 : baseRoot & HAS_KIDS ? 1 : 0;
      // والشركة is و + ال + شركة, though names begin with الشركة too.
      if (rank <= best && (baseRoot & FINAL) === 0) continue;
      tokens.base[t] = base;
      tokens.baseStart[t] = baseStart;
      tokens.stem[t] = stem;
      tokens.prefix[t] = number;
      tokens.classes[t] = (baseBits & CLASS_MASK || stemBits & CLASS_MASK) >>> 0;
      tokens.root[t] = baseRoot;
      if ((baseRoot & FINAL) !== 0) return;
      best = rank;
    }
  }

  private find(units: Uint16Array, from: number, to: number): number {
    return this.findHashed(units, from, to, hashRange(units, from, to, HASH_SEED));
  }

  private findHashed(units: Uint16Array, from: number, to: number, hash: number): number {
    return this.vocabulary.mayHave(hash) ? this.vocabulary.find(units, from, to, hash) : -1;
  }

  private findWithArticle(units: Uint16Array, from: number, to: number): number {
    const hash = hashRange(units, from, to, ARTICLE_HASH);
    return this.vocabulary.mayHave(hash) ? this.vocabulary.findAfter(ALEF, LAM, units, from, to, hash) : -1;
  }

  private bits(id: number, units: Uint16Array, from: number, to: number): number {
    if (id < 0) return 0;
    const bits = this.vocabulary.slots[(id << 2) + 2]!;
    return bits & EXACT_FORMS ? bits | this.exactClasses(id, units, from, to) : bits;
  }

  /** Finds the longest phrase that begins with the token. Its words stand on one line with blanks between them. */
  private matchPhrase(tokens: Tokens, t: number): void {
    const edges = this.phraseEdges;
    let node = -(tokens.base[t]! + 1);
    for (let j = t + 1; j < tokens.count && tokens.gap[j] === Gap.blank; j++) {
      const next = tokens.word[j]!;
      if (next < 0) return;
      const slot = edges.find(node, next);
      if (slot < 0) return;
      const flags = edges.keys[(slot << 1) + 1]! & ~WORD_MASK;
      if (flags & FINAL) {
        tokens.phrase[t] = edges.values[slot]! + 1;
        tokens.phraseEnd[t] = j + 1;
        tokens.classes[t]! |= this.phraseClasses[edges.values[slot]!]!;
      }
      if ((flags & HAS_KIDS) === 0) return;
      node = slot + 1;
    }
  }
}

/** A word that as a whole is neither a word of the lists nor a name. */
const isNothing = ({ kind, classes, root }: Tokens, t: number): boolean =>
  kind[t] === Kind.word && classes[t] === 0 && (root[t]! & FINAL) === 0;

const ARTICLE_HASH = hashUnit(hashUnit(HASH_SEED, ALEF), LAM);
