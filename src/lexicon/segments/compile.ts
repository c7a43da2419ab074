import { matchingForm } from '../../text/characters.js';
import type { SectionData } from '../binary.js';
import type { ClassName } from '../classes.js';
import { parts, readTsv, TsvError } from '../tsv.js';
import type { VocabularyBuilder } from '../vocabulary.js';
import {
  type ClosedRow,
  type EncliticRow,
  type EndingRow,
  type SegmentData,
  SIGNS,
  type Sign,
} from './data.js';
import { ARTICLE, Form, inSingular, plain, VERB } from './forms.js';

/** The kinds of word that data files name, as bits. */
const KINDS: Readonly<Record<string, number>> = {
  noun: Form.noun,
  verb: VERB,
  past: Form.past,
  imperfect: Form.imperfect,
  function: Form.function,
  name: Form.name,
};
/** The letters that stand for the root in a pattern: feh, ain, lam. */
const ROOT = /[\u0641\u0639\u0644]/gu;
const NAMES: ReadonlySet<ClassName> = new Set(['given', 'surname', 'agency-word', 'name-particle']);
/** Prefixes of the present tense: alef, teh, noon, and yeh of the third person. */
const PERSONS = ['\u0627', '\u062a', '\u0646', '\u064a'] as const;
const THIRD_PERSON = '\u064a';
/** The pronoun noon-alef, which is also the ending of "we" in the past. */
const WE = '\u0646\u0627';
const HEH = '\u0647';
/** They (past), they (present), she. */
const VERB_ENDINGS = ['\u0648\u0627', '\u0648\u0646', '\u062a'];
/** The conjunctions waw and feh. */
const CONJUNCTIONS = ['\u0648', '\u0641'];

/** The prepositions beh and lam, seen of the future; lam with the article. */
const PREPOSITIONS = ['\u0628', '\u0644'];
const FUTURE = '\u0633';
const CONTRACTED = '\u0644\u0644';
/**
 * Files of which a form with a pronoun stands on the line of its bare form. Elsewhere the bare form may be in any file.
 * Names have no pronouns.
 */
const OWN_LINE: ReadonlySet<ClassName> = new Set([
  'common',
  'function',
  'speech-verb',
  'given',
  'surname',
  'agency-word',
  'name-particle',
]);
/** The value of function words that are prepositions with a pronoun. */
const PRONOUN = 'pron';

interface Line {
  readonly forms: readonly string[];
  readonly bits: number;
  /** Does a form with a pronoun stand beside its bare form? */
  readonly own: boolean;
}

/** What `use` says of an ending before a pronoun. */
const BEFORE_PRONOUN = new Set(['pronoun', 'inflected']);

/** Gives the text of a file of data/. */
export type ReadFile = (name: string) => string;

/** Compiles what the segmenter needs: bits for each word of the vocabulary, and the tables of data/. */
export class SegmentsBuilder {
  private readonly bits: number[] = [];
  private readonly lines: Line[] = [];
  private readonly all = new Set<string>();
  private readonly common = new Set<string>();
  private readonly enclitics: EncliticRow[];
  private readonly endings: EndingRow[];

  /** @throws TsvError for rows that make no sense */
  constructor(
    private readonly vocabulary: VocabularyBuilder,
    private readonly read: ReadFile,
  ) {
    this.enclitics = this.rows('enclitics.tsv', ['form', 'after']).map((cells) => ({
      form: plain(cells.form!),
      after: this.kinds('enclitics.tsv', cells.after!),
    }));
    this.endings = this.rows('endings.tsv', ['written', 'listed', 'use']).map((cells) => ({
      written: plain(cells.written!),
      listed: cells.listed === '-' ? '' : plain(cells.listed!),
      bits: BEFORE_PRONOUN.has(cells.use!) ? 0 : this.kinds('endings.tsv', cells.use!),
      inflected: cells.use === 'inflected',
    }));
  }

  /** Takes a word file after the lexicon has. */
  addFile(file: string, text: string, name: ClassName): void {
    for (const { cells } of readTsv(file, text, ['form'])) {
      const forms = parts(cells.form).flatMap((form) => (form.includes(' ') ? [] : plain(form)));
      const bits = bitsOf(name, cells.value ?? '');
      this.lines.push({ forms, bits, own: OWN_LINE.has(name) && cells.value !== PRONOUN });
      if (bits !== Form.name) for (const form of forms) this.all.add(form);
      if (name === 'common') for (const form of forms) this.common.add(form);
    }
  }

  /** What kind of word each form is, and whether it has clitics of its own. */
  private addLine({ forms, bits, own }: Line): void {
    const line = own ? new Set(forms) : this.all;
    for (const form of forms) {
      const id = this.vocabulary.get(matchingForm(form));
      if (id === undefined) continue;
      let all = this.bits[id] ?? 0;
      const glued = bits !== Form.name && this.hasPronoun(form, line, bits);
      if (glued || this.hasProclitic(form, own)) all |= glued ? Form.tail : 0;
      else {
        all |= bits & VERB ? (bits & ~VERB) | this.tense(form, line) : bits;
        if (form.endsWith(HEH)) all |= Form.heh;
      }
      this.bits[id] = all;
    }
  }

  /** A verb whose third person is listed is in the present, and in the past too when that is of another verb. */
  private tense(form: string, line: ReadonlySet<string>): number {
    if (!PERSONS.some((person) => form.startsWith(person))) return Form.past;
    const third = THIRD_PERSON + form.slice(1);
    if (line.has(third)) return Form.imperfect;
    return this.all.has(third) ? VERB : Form.past;
  }

  /** Dates and the like are listed with what stands before them (until, within, will): is the rest an everyday word? */
  private hasProclitic(form: string, own: boolean): boolean {
    if (form.length <= 3) return false;
    if (form.startsWith(CONTRACTED))
      return this.all.has(form.slice(2)) || this.all.has(ARTICLE + form.slice(2));
    if (form.startsWith(FUTURE) && PERSONS.some((person) => form.startsWith(person, 1)))
      return !own && this.common.has(form.slice(1));
    if (!PREPOSITIONS.includes(form[0]!)) return false;
    return this.common.has(form.slice(1))
      ? !own
      : form.startsWith(ARTICLE, 1) && this.common.has(form.slice(3));
  }

  /** Is the form another form of its line with a pronoun? */
  private hasPronoun(form: string, line: ReadonlySet<string>, bits: number): boolean {
    // A verb whose own endings follow is no other with a pronoun, whatever its last letters are.
    if (bits & VERB && VERB_ENDINGS.some((ending) => line.has(form + ending))) return false;
    for (const { form: pronoun, after } of this.enclitics) {
      if (!form.endsWith(pronoun) || (after & bits) === 0) continue;
      const rest = form.slice(0, form.length - pronoun.length);
      if (rest.length < 2) continue;
      // "We said", not "he said us".
      if (pronoun === WE && bits & VERB && !PERSONS.some((person) => rest.startsWith(person))) continue;
      if (line.has(rest)) return true;
      // The bare form may stand with another word; several pronouns after the same letters are sign enough.
      const siblings = this.enclitics.filter((other) => line.has(rest + other.form)).length;
      if (siblings > 2 || (siblings > 1 && this.all.has(rest))) return true;
      for (const { written, listed, bits: use, inflected } of this.endings) {
        if (use !== 0 || !rest.endsWith(written)) continue;
        const base = rest.slice(0, rest.length - written.length);
        if (base + listed === form || !line.has(base + listed)) continue;
        if (!inflected || inSingular(base).some((word) => line.has(word))) return true;
      }
    }
    return false;
  }

  /** The sections; `places` is the slot of each word (VocabularyBuilder.layout). */
  build(places: Int32Array): Map<string, SectionData> {
    for (const line of this.lines) this.addLine(line);
    const forms = new Uint8Array(this.vocabulary.slots.length >> 2);
    this.bits.forEach((bits, id) => {
      forms[places[id]!] = bits;
    });
    const weights = Object.fromEntries(
      this.rows('segment-weights.tsv', ['sign', 'weight']).map((cells) => [
        cells.sign!,
        Number(cells.weight),
      ]),
    ) as Record<Sign, number>;
    for (const sign of SIGNS)
      if (!Number.isFinite(weights[sign]))
        throw new TsvError('segment-weights.tsv', 0, `no weight for "${sign}"`);
    const data: SegmentData = {
      proclitics: this.rows('clitics.tsv', ['form', 'segments', 'before']).map((cells) => ({
        form: plain(cells.form!),
        segments: cells.segments!.split('+'),
        before: this.kinds('clitics.tsv', cells.before!),
      })),
      enclitics: this.enclitics,
      endings: this.endings,
      patterns: this.rows('patterns.tsv', ['pattern', 'kind']).map((cells) => ({
        letters: plain(cells.pattern!).replace(ROOT, ' '),
        bits: this.kinds('patterns.tsv', cells.kind!),
      })),
      closed: this.closed(),
      weights,
    };
    return new Map<string, SectionData>([
      ['seg.frm', forms],
      ['seg.json', new TextEncoder().encode(JSON.stringify(data))],
    ]);
  }

  /** All combinations of the lines of words-with-clitics.tsv, with و and ف before those that have neither. */
  private closed(): ClosedRow[] {
    const rows = new Map<string, ClosedRow>();
    for (const cells of this.rows('words-with-clitics.tsv', ['proclitics', 'word', 'pronouns'])) {
      const word = plain(cells.word!);
      for (const choice of cells.proclitics!.split(' ')) {
        const own = choice === '-' ? [] : choice.split('+').map(plain);
        for (const pronoun of cells.pronouns!.split(' ')) {
          const end = pronoun === '-' ? '' : plain(pronoun);
          for (const before of CONJUNCTIONS.includes(own[0] ?? '')
            ? [[]]
            : [[], ...CONJUNCTIONS.map((c) => [c])]) {
            const letters = [...before, ...own];
            if (letters.length === 0 && end === '') continue;
            const form = letters.join('') + word + end;
            if (!rows.has(form)) rows.set(form, [form, letters.map((each) => each.length), word.length]);
          }
        }
      }
    }
    return [...rows.values()];
  }

  private rows(name: string, columns: readonly string[]): Readonly<Record<string, string>>[] {
    return readTsv(`data/${name}`, this.read(name), columns).map(({ cells }) => cells);
  }

  private kinds(file: string, names: string): number {
    return names.split(' ').reduce((bits, name) => {
      if (!(name in KINDS)) throw new TsvError(file, 0, `unknown kind of word "${name}"`);
      return bits | KINDS[name]!;
    }, 0);
  }
}

/** What kind of word the words of a file are. */
function bitsOf(name: ClassName, value: string): number {
  if (name === 'speech-verb' || (name === 'common' && value === 'v')) return VERB;
  if (name === 'function') return value === 'aux' ? Form.function | VERB : Form.function;
  return NAMES.has(name) ? Form.name : Form.noun;
}
