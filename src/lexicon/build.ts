import { matchingForm } from '../text/characters.js';
import { Units } from '../text/units.js';
import { tokenize } from '../tokens/tokenize.js';
import { Kind, Tokens } from '../tokens/tokens.js';
import type { SectionData } from './binary.js';
import {
  CLASS_MASK,
  CLASS_NAMES,
  Class,
  type ClassName,
  ClassNumber,
  EVERYDAY,
  EXACT_FORMS,
  Flag,
  type FlagName,
  NAME_CLASSES,
  PHRASE_START,
} from './classes.js';
import { EdgesBuilder } from './edges.js';
import { ShapeBuilder } from './shape.js';
import { StringsBuilder } from './strings.js';
import { TrieBuilder } from './trie.js';
import { parts, readTsv, TsvError } from './tsv.js';
import type { VocabularyBuilder } from './vocabulary.js';

export const ARTICLE = '\u0627\u0644';
const CONJUNCTION = '\u0648';
const NAMES = Class.given | Class.surname | Class['foreign-name'];
/** Classes that nouns and adjectives have, with and without their article. */
const NOMINAL =
  Class.common |
  Class.given |
  Class.surname |
  Class.title |
  Class['org-head'] |
  Class['org-adjective'] |
  Class.ministry |
  Class['place-head'] |
  Class.nationality;
/** All classes that a word with an article may have. */
const NOT_CLOSED =
  CLASS_MASK & ~(Class.function | Class.verb | Class['place-preposition'] | Class['name-particle']);
/** The value of a common word that is a verb. */
const VERB = 'v';
const units = new Units();
const tokens = new Tokens();

/** The matching forms of the tokens of a name or phrase, without punctuation: what tries are made of. */
export function formsOf(name: string): string[] {
  units.setString(name);
  tokenize(units.data, units.length, tokens);
  const forms: string[] = [];
  for (let t = 0; t < tokens.count; t++) {
    if (tokens.kind[t] === Kind.punctuation) continue;
    forms.push(matchingForm(name.slice(tokens.start[t]!, tokens.end[t]!)));
  }
  return forms;
}

interface PhraseRow {
  readonly classNumber: number;
  readonly value: string;
  readonly flags: number;
}

/** Compiles the word files (data/words) into the sections that `Lexicon` reads. */
export class LexiconBuilder {
  private readonly strings = new StringsBuilder();
  private readonly values = new Map<
    string,
    { classNumber: number; word: number; value: string; flags: number }
  >();
  private readonly exact: {
    word: number;
    form: string;
    classNumber: number;
    value: string;
    flags: number;
  }[] = [];
  private readonly phrases = new TrieBuilder();
  private readonly phraseRows: PhraseRow[][] = [];
  private readonly phraseOf = new Map<number, number>();
  /** Words of the files of class `common`. */
  private readonly everyday = new Set<number>();

  constructor(private readonly vocabulary: VocabularyBuilder) {}

  /**
   * Adds a word file.
   * @throws TsvError for an unknown flag or an empty form
   */
  addFile(file: string, text: string, name: ClassName): void {
    const foreign = /foreign\.tsv$/.test(file);
    for (const { line, cells } of readTsv(file, text, ['form'])) {
      const forms = parts(cells.form);
      if (forms.length === 0) throw new TsvError(file, line, 'no form');
      let flags = 0;
      for (const flag of (cells.flags ?? '').split(' ').filter(Boolean)) {
        if (!(flag in Flag)) throw new TsvError(file, line, `unknown flag "${flag}"`);
        flags |= Flag[flag as FlagName];
      }
      for (const form of forms) {
        this.addForm(form, name, cells.value ?? '', flags);
        if (foreign) this.markForeign(form);
      }
    }
  }

  private markForeign(form: string): void {
    const words = formsOf(form);
    if (words.length === 1) this.vocabulary.classes[this.vocabulary.add(words[0]!)]! |= Class['foreign-name'];
  }

  private addForm(form: string, name: ClassName, value: string, flags: number): void {
    const classNumber = ClassNumber[name];
    const words = formsOf(form).map((word) => this.vocabulary.add(word));
    const [word, ...more] = words;
    if (word === undefined) return;
    if (more.length > 0) {
      this.addPhrase(words, { classNumber, value, flags });
      return;
    }
    if (flags & Flag.exact) {
      this.vocabulary.classes[word]! |= EXACT_FORMS;
      this.exact.push({ word, form, classNumber, value, flags });
      return;
    }
    this.vocabulary.classes[word]! |= name === 'common' && value === VERB ? Class.verb : Class[name];
    if (flags & Flag.place) this.vocabulary.classes[word]! |= Class['place-preposition'];
    if (flags & Flag.common) this.vocabulary.classes[word]! |= Class.common;
    if (name === 'common') {
      this.everyday.add(word);
      return; // the class bits say it all
    }
    const key = `${classNumber} ${word}`;
    if ((value !== '' || flags !== 0) && !this.values.has(key))
      this.values.set(key, { classNumber, word, value, flags });
  }

  private addPhrase(words: number[], row: PhraseRow): void {
    this.vocabulary.classes[words[0]!]! |= PHRASE_START;
    const node = this.phrases.add(words);
    let number = this.phraseOf.get(node);
    if (number === undefined) {
      number = this.phraseRows.length;
      this.phraseOf.set(node, number);
      this.phraseRows.push([]);
    }
    if (!this.phraseRows[number]!.some((other) => other.classNumber === row.classNumber))
      this.phraseRows[number]!.push(row);
  }

  /**
   * Words of people's names that no word file has: the last is a surname, those before it are given names.
   * @param names the names, and whether they are foreign to Arabic
   * @param isState is the word a country or capital? It stays that, whoever is named after it
   */
  addPartsOfNames(
    names: Iterable<readonly [name: string, foreign: boolean]>,
    isState: (word: string) => boolean,
  ): void {
    const { classes } = this.vocabulary;
    const found = new Map<number, number>();
    for (const [name, foreign] of names) {
      const forms = formsOf(name);
      const words = forms.map((word) => this.vocabulary.add(word));
      if (words.length < 2) continue;
      words.forEach((word, i) => {
        if (isState(forms[i]!)) return;
        if ((classes[word]! & CLASS_MASK) !== 0 || this.isOfLanguage(word)) return;
        const bits = i < words.length - 1 ? Class.given : Class.surname;
        found.set(word, (found.get(word) ?? 0) | bits | (foreign ? Class['foreign-name'] : 0));
      });
    }
    for (const [word, bits] of found) classes[word]! |= bits;
  }

  /**
   * Single words that are names and "also something else", as their lists say: where no word file has them they are
   * everyday words, so that they count as names only with evidence.
   */
  addCommonNames(names: Iterable<string>): void {
    const { classes } = this.vocabulary;
    for (const name of names) {
      const [word, ...rest] = formsOf(name).map((form) => this.vocabulary.add(form));
      if (word === undefined || rest.length > 0) continue;
      if ((classes[word]! & CLASS_MASK) === 0 && !this.isOfLanguage(word)) classes[word]! |= Class.common;
    }
  }

  /** Is the word a word of the language with its article, or و and one (واكد, وأكد; والعشرون; الواحد in عبد الواحد)? */
  private isOfLanguage(word: number): boolean {
    const form = this.vocabulary.form(word);
    const prefix = [CONJUNCTION + ARTICLE, CONJUNCTION, ARTICLE].find((letters) => form.startsWith(letters));
    const rest = prefix === undefined ? undefined : this.vocabulary.get(form.slice(prefix.length));
    return rest !== undefined && (this.vocabulary.classes[rest]! & CLASS_MASK & ~NAMES) !== 0;
  }

  /**
   * A word with its article that is known by itself (الاتحاد is a newspaper too) has the classes of its stem as well. Words
   * that are known only inside of names need nothing: their article comes off when the text is read.
   * @param isName does the word alone make a name?
   */
  shareClassesOfStems(isName: (word: number) => boolean): void {
    const { vocabulary } = this;
    vocabulary.eachForm((form, classes, word) => {
      if (!form.startsWith(ARTICLE) || form.length < ARTICLE.length + 2) return;
      const stem = vocabulary.get(form.slice(ARTICLE.length));
      if (stem === undefined || classes & Class.function) return;
      const own = classes & CLASS_MASK;
      if (own === 0 && !isName(word)) return;
      if (this.everyday.has(stem)) this.everyday.add(word);
      const shared = (vocabulary.classes[stem] ?? 0) & (own === 0 ? NOT_CLOSED : NOMINAL);
      vocabulary.classes[word] = classes | shared;
      for (const name of CLASS_NAMES) {
        if ((shared & Class[name]) === 0) continue;
        const value = this.values.get(`${ClassNumber[name]} ${stem}`);
        const key = `${ClassNumber[name]} ${word}`;
        if (value && !this.values.has(key)) this.values.set(key, { ...value, word });
      }
    });
  }

  /** What names look like, from the words that are names only and those that are everyday words only. */
  private shape(): Int8Array {
    const builder = new ShapeBuilder();
    const names = Class.given | Class.surname;
    this.vocabulary.eachForm((form, classes) => {
      const isName = (classes & names) !== 0;
      const isWord = (classes & (EVERYDAY | Class.function | Class['speech-verb'])) !== 0;
      if (isName !== isWord) builder.add(form, isName);
    });
    return builder.build();
  }

  /** The sections; `places` is the slot of each word (VocabularyBuilder.layout). */
  build(
    places: Int32Array,
    clitics: readonly { form: string; segments: string[] }[],
  ): Map<string, SectionData> {
    const values = new EdgesBuilder(this.values.size);
    for (const { classNumber, word, value, flags } of this.values.values()) {
      // A name of people keeps the flag where that alone makes it common: see Lexicon.isEveryday.
      const isListed = NAME_CLASSES.includes(classNumber) && this.everyday.has(word);
      const kept = isListed ? flags & ~Flag.common : flags;
      values.add(classNumber + 1, places[word]!, 0, (this.strings.add(value) << 8) | kept);
    }
    const { edges } = this.phrases.freeze(places, (node) => this.phraseOf.get(node) ?? -1);
    const lists = new Int32Array(this.phraseRows.length + 1);
    const rows: number[] = [];
    this.phraseRows.forEach((list, i) => {
      for (const row of list) rows.push(row.classNumber, this.strings.add(row.value), row.flags);
      lists[i + 1] = rows.length / 3;
    });
    const classes = Int32Array.from(this.phraseRows, (list) =>
      list.reduce((bits, row) => bits | (1 << row.classNumber), 0),
    );
    const exact = this.exact
      .map((row) => [
        places[row.word]!,
        this.strings.add(row.form),
        row.classNumber,
        this.strings.add(row.value),
        row.flags,
      ])
      .sort((a, b) => a[0]! - b[0]!);
    return new Map<string, SectionData>([
      ['shape', new Uint8Array(this.shape().buffer)],
      ['val.key', values.keys],
      ['val.val', values.values],
      ['val.fil', values.filter],
      ['phr.key', edges.keys],
      ['phr.val', edges.values],
      ['phr.fil', edges.filter],
      ['phr.lst', lists],
      ['phr.row', Int32Array.from(rows)],
      ['phr.cls', classes],
      ['exact', Int32Array.from(exact.flat())],
      ['clitics', new TextEncoder().encode(JSON.stringify(clitics))],
      ['lex.str', this.strings.build()],
    ]);
  }
}
