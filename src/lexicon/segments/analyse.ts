import { HASH_SEED } from '../../tokens/hash.js';
import { hashRange } from '../../tokens/tokenize.js';
import { FINAL } from '../edges.js';
import type { Vocabulary } from '../vocabulary.js';
import type { EncliticRow, ProcliticRow, SegmentData, Sign } from './data.js';
import { ARTICLE, Form, inSingular, LISTED, MAX_LETTERS, VERB } from './forms.js';

/** One way to cut a word. Lengths are in letters (marks are not counted). */
export interface Analysis {
  /** The lengths of the proclitics, the article among them. */
  readonly proclitics: readonly number[];
  /** Is the last proclitic the article? */
  readonly article: boolean;
  /** Length of the pronoun at the end, 0 for none. */
  readonly enclitic: number;
  /** Bits of `Form` that what is left has or may have. */
  readonly bits: number;
  readonly score: number;
  readonly signs: readonly Sign[];
}

const MIN_WORD = 2;
const TEH_MARBUTA = '\u0629';
const HEH = '\u0647';
const WAW = '\u0648';
const NONE: ProcliticRow = { form: '', segments: [], before: 0 };
/** Pronouns of the third person and "our", which news uses most, begin with heh or are noon and alef. */
const FREQUENT = /^(?:\u0647|\u0646\u0627$)/u;

type Proclitic = ProcliticRow & { readonly signs: readonly Sign[] };

/** Begins with a prefix of the present tense: teh, noon, yeh. */
const PRESENT = /^[\u062a\u0646\u064a]/u;

interface Stem {
  readonly sign: Sign;
  readonly bits: number;
}

/** All ways to cut a word into proclitics, word and pronoun, weighed by what the lexicon says of what is left. */
export class Analyser {
  private readonly scratch = new Uint16Array(MAX_LETTERS);
  private readonly proclitics: readonly Proclitic[];
  private readonly closed: ReadonlyMap<string, Analysis>;

  constructor(
    private readonly data: SegmentData,
    private readonly vocabulary: Vocabulary,
    private readonly forms: Uint8Array,
  ) {
    this.proclitics = [NONE, ...data.proclitics].map((row) => ({ ...row, signs: row.segments.map(signOf) }));
    this.closed = new Map(
      data.closed.map(([form, proclitics, word]) => {
        const enclitic = form.length - word - proclitics.reduce((sum, length) => sum + length, 0);
        const score = data.weights.closed;
        return [
          form,
          { proclitics, article: false, enclitic, bits: Form.function, score, signs: ['closed'] },
        ];
      }),
    );
  }

  /**
   * The ways to cut a word, the best first.
   * @param letters as `lettersOf` gives them
   * @param hamza which of them are alefs with hamza or madda
   * @param bare the word ends with tanween, so that no pronoun follows
   */
  analyse(letters: string, hamza: ReadonlySet<number>, bare = false): Analysis[] {
    const known = this.closed.get(letters);
    if (known) return [known];
    const all: Analysis[] = [];
    for (const row of this.proclitics) {
      if (!letters.startsWith(row.form)) continue;
      // An alef with hamza is part of its word: neither of the article nor of a proclitic.
      if (this.hasHamza(row, hamza)) continue;
      this.analyseRest(letters, hamza, row, bare, all);
    }
    return all.sort((a, b) => b.score - a.score);
  }

  private hasHamza({ form }: Proclitic, hamza: ReadonlySet<number>): boolean {
    for (const i of hamza) if (i < form.length) return true;
    return false;
  }

  private analyseRest(
    letters: string,
    hamza: ReadonlySet<number>,
    row: Proclitic,
    bare: boolean,
    all: Analysis[],
  ): void {
    const rest = letters.slice(row.form.length);
    if (row.form !== '' && rest.length < MIN_WORD) return;
    const article = row.signs.at(-1) === 'article';
    const contracted = article && !row.form.endsWith(ARTICLE);
    const proclitics = row.segments.map((segment, i) =>
      contracted && i === row.segments.length - 1 ? 1 : segment.length,
    );
    const add = (stem: Stem, enclitic: number, more: readonly Sign[]) => {
      const signs: Sign[] = [...row.signs, ...more, stem.sign];
      if (row.before !== 0 && stem.bits !== 0 && (stem.bits & row.before) === 0) {
        // A past is often written as its verbal noun or participle is, and as the present of another verb; after the
        // article any verb is.
        const verbal =
          row.before & Form.noun
            ? stem.bits & (article ? VERB : Form.past)
            : PRESENT.test(rest) && stem.bits & (Form.past | Form.noun);
        signs.push(verbal ? 'verbal-noun' : 'wrong');
      }
      if (article && stem.bits === 0)
        signs.push(contracted || row.form.startsWith(WAW) ? 'surely-definite' : 'definite');
      const length = rest.length - enclitic;
      if ((row.form !== '' || enclitic > 0) && length <= 2 && (article || stem.sign !== 'function'))
        signs.push('short');
      const isKnown = stem.sign !== 'unknown' && stem.sign !== 'loose';
      if (row.form === WAW && length > 2 && (!isKnown || rest.startsWith(WAW))) signs.push('and');
      const future = row.signs.at(-1) === 'future' && (stem.bits & Form.imperfect) === 0;
      if (row.form !== '' && hamza.has(row.form.length) && length > (isKnown ? 2 : 3) && !future)
        signs.push('hamza');
      const score = signs.reduce((sum, sign) => sum + this.data.weights[sign], 0);
      all.push({ proclitics, article, enclitic, bits: stem.bits, score, signs });
    };
    add(contracted ? this.definite(rest) : this.stem(rest), 0, []);
    if (article || bare || rest.endsWith(TEH_MARBUTA)) return;
    const closed = row.form === '' ? undefined : this.closed.get(rest);
    if (closed && closed.proclitics.length === 0) {
      add({ sign: 'function', bits: Form.function }, closed.enclitic, ['pronoun']);
      return;
    }
    for (const pronoun of this.data.enclitics) {
      if (rest.length - pronoun.form.length < MIN_WORD || !rest.endsWith(pronoun.form)) continue;
      const word = rest.slice(0, rest.length - pronoun.form.length);
      const definite = word.startsWith(ARTICLE) && !hamza.has(row.form.length);
      const stem = this.stemBefore(word, pronoun, definite);
      if (stem) add(stem, pronoun.form.length, [FREQUENT.test(pronoun.form) ? 'pronoun' : 'rare-pronoun']);
    }
  }

  /** What is known of a word whose article has lost its alef: names are listed with theirs. */
  private definite(word: string): Stem {
    const bare = this.stem(word);
    const whole = this.stem(ARTICLE + word);
    return this.data.weights[whole.sign] > this.data.weights[bare.sign] &&
      whole.bits & (Form.noun | Form.name)
      ? whole
      : bare;
  }

  /** What is known of a word without clitics. */
  private stem(word: string): Stem {
    const bits = this.lookUp(word);
    // Listed with teh marbuta: what is written may be a pronoun.
    if (bits & LISTED && word.endsWith(HEH) && (bits & Form.heh) === 0)
      return { sign: 'variant', bits: bits & LISTED };
    if (bits & LISTED) return { sign: signOfForm(bits), bits: bits & LISTED };
    if (bits & Form.gazetteer) return { sign: 'gazetteer', bits: Form.name };
    const inflected = this.inflected(word);
    if (inflected !== 0) return { sign: 'inflected', bits: inflected };
    if (bits & Form.part) return { sign: 'part', bits: Form.name };
    const pattern = this.pattern(word);
    return pattern === 0 ? { sign: 'unknown', bits: 0 } : { sign: 'pattern', bits: pattern };
  }

  /** What is known of a word before a pronoun, its end restored; undefined when it may not stand there. */
  private stemBefore(word: string, pronoun: EncliticRow, definite: boolean): Stem | undefined {
    const found: Stem[] = [];
    const listed = this.lookUp(word) & LISTED & pronoun.after;
    if (listed) found.push({ sign: signOfForm(listed), bits: listed });
    for (const { written, listed: end, bits: use, inflected } of this.data.endings) {
      if (use !== 0 || !word.endsWith(written)) continue;
      const base = word.slice(0, word.length - written.length);
      const whole = base + end;
      const bits = this.lookUp(whole) & LISTED & pronoun.after;
      if (!bits || (inflected && !inSingular(base).some((singular) => this.lookUp(singular) & LISTED)))
        continue;
      found.push({ sign: signOfForm(bits), bits });
    }
    if (definite) return found.find((stem) => stem.bits & VERB);
    if (found.length === 0 && FREQUENT.test(pronoun.form) && word.length > 2) {
      const bits = this.inflected(word) || this.pattern(word);
      if ((bits & pronoun.after) !== 0) return { sign: this.inflected(word) ? 'inflected' : 'pattern', bits };
      if (pronoun.form.startsWith(HEH)) return { sign: 'loose', bits: 0 };
    }
    return found.sort((a, b) => this.data.weights[b.sign] - this.data.weights[a.sign])[0];
  }

  /** The kind of word that a regular ending makes of a listed form; 0 for none. */
  private inflected(word: string): number {
    let bits = 0;
    for (const { written, listed, bits: kind } of this.data.endings) {
      if (kind === 0 || !word.endsWith(written) || word.length - written.length < 3) continue;
      const whole = word.slice(0, word.length - written.length) + listed;
      bits |= this.lookUp(whole) & kind;
    }
    return bits;
  }

  /** The kinds of word whose pattern the word fits, with or without a regular ending; 0 for none. */
  private pattern(word: string): number {
    let kinds = 0;
    for (const { letters, bits } of this.data.patterns) {
      if (word.length < letters.length || !fitsPattern(word, letters)) continue;
      const ending = word.slice(letters.length);
      const kind = bits & Form.noun ? Form.noun : VERB;
      if (ending === '' || this.data.endings.some((row) => row.written === ending && row.bits & kind))
        kinds |= bits;
    }
    return kinds;
  }

  private lookUp(word: string): number {
    const { scratch } = this;
    for (let i = 0; i < word.length; i++) scratch[i] = word.charCodeAt(i);
    const id = this.vocabulary.find(scratch, 0, word.length, hashRange(scratch, 0, word.length, HASH_SEED));
    if (id < 0) return 0;
    const named = this.vocabulary.slots[(id << 2) + 3]! & FINAL ? Form.gazetteer : 0;
    const bits = this.forms[id]! | named;
    return bits === 0 ? Form.part : bits;
  }
}

function fitsPattern(word: string, letters: string): boolean {
  for (let i = 0; i < letters.length; i++) if (letters[i] !== ' ' && letters[i] !== word[i]) return false;
  return true;
}

function signOfForm(bits: number): Sign {
  if (bits & Form.function) return 'function';
  return bits & (Form.noun | VERB) ? 'word' : 'name';
}

/** The sign of a proclitic: waw, feh; beh, lam; kaf; seen; the article. */
function signOf(segment: string): Sign {
  if (segment.length > 1) return 'article';
  if (segment === '\u0648' || segment === '\u0641') return 'conjunction';
  if (segment === '\u0643') return 'like';
  return segment === '\u0633' ? 'future' : 'preposition';
}
