import { Class, ClassNumber, Flag } from '../lexicon/classes.js';
import type { Lexicon } from '../lexicon/lookup.js';
import { ALEF, FEH, FIRST_LETTER, FOLD, LAM, WAW, YEH } from '../text/characters.js';
import { Gap, Kind, Tokens } from '../tokens/tokens.js';
import type { CalendarName } from './calendars.js';
import { digitText, digitValue, plainValue } from './digits.js';
import type { Found } from './found.js';
import { type DaypartWord, Link, type Meaning, Meanings, NONE, type UnitWord } from './meanings.js';
import type { DateContext, Direction } from './types.js';

const CALENDARS: Readonly<Record<string, CalendarName>> = {
  g: 'gregorian',
  h: 'islamic-umalqura',
  p: 'persian',
  c: 'coptic',
};

const SEEN = 0x0633;
const TEH = 0x062a;
const NOON = 0x0646;
/** What follows these words in a sentence has happened. */
export const BEHIND = Link.after | Link['shortly-after'] | Link.since | Link.was;
/** So many tokens back a sign of the future is looked for. */
const SENTENCE = 30;
/** Classes of words that are no verbs. */
const NAMED =
  Class.number |
  Class.ordinal |
  Class.unit |
  Class.given |
  Class.surname |
  Class.nationality |
  Class.title |
  Class['org-head'] |
  Class['place-head'];

/** A month's name. */
export interface MonthWord {
  readonly calendar: CalendarName;
  readonly month: number;
  readonly end: number;
  readonly flags: number;
}

/** How many tokens back what was read is kept; a power of two, and more than any expression has. */
const KEPT = 64;

/** What the grammar sees of the text: tokens by what they mean. All methods take a token number, also one outside of the text. */
export class Reader {
  count = 0;
  text = '';
  units: Uint16Array = new Uint16Array(0);
  tokens = new Tokens();
  context: DateContext = { reference: null, prefer: 'past', monthFirst: false };
  private readonly meanings: Meanings;
  /** What was read at a token, since several rules ask: of the last tokens, at their numbers modulo the size. */
  private readonly momentToken = new Int32Array(KEPT);
  private readonly moments: (Found | null)[] = new Array<Found | null>(KEPT).fill(null);

  constructor(readonly lexicon: Lexicon) {
    this.meanings = new Meanings(lexicon);
  }

  /** Turns to another text. */
  open(text: string, units: Uint16Array, tokens: Tokens, context: DateContext): this {
    this.text = text;
    this.units = units;
    this.tokens = tokens;
    this.context = context;
    this.count = tokens.count;
    this.momentToken.fill(-1);
    return this;
  }

  /** What `momentAt` found at a token; undefined when it was not asked yet. */
  knownMoment(t: number): Found | null | undefined {
    const i = t & (KEPT - 1);
    return this.momentToken[i] === t ? this.moments[i]! : undefined;
  }
  keepMoment(t: number, moment: Found | null): void {
    const i = t & (KEPT - 1);
    this.momentToken[i] = t;
    this.moments[i] = moment;
  }

  /** The ASCII form of a token of digits and separators. */
  digits(t: number): string {
    return digitText(this.units, this.tokens.start[t]!, this.tokens.end[t]!);
  }
  /** The value of such a token; NaN for a time, a date, or anything else. */
  digitValue(t: number): number {
    const { units } = this;
    const [from, to] = [this.tokens.start[t]!, this.tokens.end[t]!];
    const plain = plainValue(units, from, to);
    return Number.isNaN(plain) ? digitValue(digitText(units, from, to)) : plain;
  }
  /** How many digits a token of nothing else has; 0 for one with separators. */
  digitCount(t: number): number {
    const [from, to] = [this.tokens.start[t]!, this.tokens.end[t]!];
    return Number.isNaN(plainValue(this.units, from, to)) ? 0 : to - from;
  }

  /** As `digitCount`, of any token. */
  digitCountAt(t: number): number {
    return this.isNumber(t) ? this.digitCount(t) : 0;
  }

  has(t: number, bits: number): boolean {
    return t >= 0 && t < this.count && (this.tokens.classes[t]! & bits) !== 0;
  }

  /** What the token (or the phrase that begins with it) means in a class; an empty value when it has none. */
  value(t: number, classNumber: number): Meaning {
    if (t < 0 || t >= this.count || (this.tokens.classes[t]! & (1 << classNumber)) === 0) return NONE;
    return this.meanings.value(this.units, this.tokens, t, classNumber);
  }

  /** As `value`, of the single word. */
  word(t: number, classNumber: number): Meaning {
    if (t < 0 || t >= this.count || (this.tokens.classes[t]! & (1 << classNumber)) === 0) return NONE;
    return this.meanings.word(this.units, this.tokens, t, classNumber);
  }

  /** The token after the word or phrase that has the class. */
  after(t: number, classNumber: number): number {
    return this.lexicon.extent(this.tokens, t, classNumber);
  }

  /** What the grammar calls the function word at `t`. */
  link(t: number): string {
    return this.value(t, ClassNumber['date-word']).value;
  }
  /** Is the word at `t` one of those? @param links bits of `Link` */
  isLink(t: number, links: number): boolean {
    return (this.value(t, ClassNumber['date-word']).link & links) !== 0;
  }
  modifier(t: number): string {
    return this.value(t, ClassNumber.modifier).value;
  }

  kind(t: number): number {
    return t >= 0 && t < this.count ? this.tokens.kind[t]! : -1;
  }
  isNumber(t: number): boolean {
    return this.kind(t) === Kind.number;
  }
  /** Does a line or paragraph begin with the token, or the text end before it? */
  breaksBefore(t: number): boolean {
    return t < 0 || t >= this.count || this.tokens.gap[t]! >= Gap.line;
  }
  isGlued(t: number): boolean {
    return t > 0 && t < this.count && this.tokens.gap[t] === Gap.none;
  }
  /** The single code unit of a one-letter token, else 0. */
  sign(t: number): number {
    if (t < 0 || t >= this.count || this.tokens.end[t]! - this.tokens.start[t]! !== 1) return 0;
    return this.units[this.tokens.start[t]!]!;
  }
  /** Is the token one of the signs? */
  isSign(t: number, signs: string): boolean {
    const sign = this.sign(t);
    if (sign === 0) return false;
    for (let i = 0; i < signs.length; i++) if (signs.charCodeAt(i) === sign) return true;
    return false;
  }
  raw(t: number): string {
    return this.text.slice(this.tokens.start[t]!, this.tokens.end[t]!);
  }

  /** Has the token the proclitic و (also as a part of several), or is و the token before it? */
  isAnd(t: number): boolean {
    return this.row(t) !== 0 && this.meanings.andRows[this.row(t)] === 1;
  }
  /** The proclitics that came off, in one string, without the article. */
  proclitics(t: number): string {
    const row = this.row(t);
    return row === 0 ? '' : this.meanings.proclitics[row]!;
  }
  private row(t: number): number {
    return t < 0 || t >= this.count || this.tokens.kind[t] !== Kind.word ? 0 : this.tokens.prefix[t]!;
  }

  /** Does the word begin with the article, after its proclitics? */
  isDefinite(t: number): boolean {
    if (t < 0 || t >= this.count || this.kind(t) !== Kind.word) return false;
    if (this.lexicon.isDefinite(this.tokens, t)) return true;
    let i = this.tokens.baseStart[t]!;
    if (FOLD[this.units[i]!] !== ALEF) return false;
    while (++i < this.tokens.end[t]!)
      if (FOLD[this.units[i]!]! >= FIRST_LETTER) return FOLD[this.units[i]!] === LAM;
    return false;
  }
  /** Is و its first letter? */
  beginsWithAnd(t: number): boolean {
    return FOLD[this.units[this.tokens.start[t]!]!] === WAW;
  }
  /** The article alone before digits or Latin letters: الـ in الـ14, also with a blank before digits. */
  isArticle(t: number): boolean {
    if (this.kind(t) !== Kind.word) return false;
    const glued = this.isGlued(t + 1);
    if (!glued && (!this.isNumber(t + 1) || this.breaksBefore(t + 1))) return false;
    let [count, last, before] = [0, 0, 0];
    for (let i = this.tokens.start[t]!; i < this.tokens.end[t]!; i++) {
      const letter = FOLD[this.units[i]!]!;
      if (letter < FIRST_LETTER) continue;
      if (++count > 4) return false;
      before = last;
      last = letter;
    }
    return last === LAM && before === ALEF && (glued || count === 2);
  }
  /** A word of و alone, or و glued to digits. */
  isLoneAnd(t: number): boolean {
    if (this.kind(t) !== Kind.word) return false;
    let seen = false;
    for (let i = this.tokens.start[t]!; i < this.tokens.end[t]!; i++) {
      const v = FOLD[this.units[i]!]!;
      if (v < FIRST_LETTER) continue;
      if (seen || v !== WAW) return false;
      seen = true;
    }
    return seen;
  }
  /** The folded letters of a token. */
  letters(t: number): string {
    if (t < 0 || t >= this.count) return '';
    let out = '';
    for (let i = this.tokens.start[t]!; i < this.tokens.end[t]!; i++) {
      const v = FOLD[this.units[i]!]!;
      if (v >= FIRST_LETTER) out += String.fromCharCode(v);
    }
    return out;
  }

  month(t: number): MonthWord | null {
    const { value, flags } = this.value(t, ClassNumber.month);
    if (value === '') return null;
    return {
      calendar: CALENDARS[value[0]!]!,
      month: Number(value.slice(2)),
      end: this.after(t, ClassNumber.month),
      flags,
    };
  }
  weekday(t: number): { day: number; weak: boolean } | null {
    const { value, number, flags } = this.word(t, ClassNumber.weekday);
    return value === '' ? null : { day: number, weak: (flags & Flag.weak) !== 0 };
  }
  unit(t: number): UnitWord | null {
    return this.word(t, ClassNumber.unit).unit;
  }
  /** What a word or phrase of the units means: بشكل يومي. */
  unitMeaning(t: number): Meaning {
    return this.value(t, ClassNumber.unit);
  }
  afterUnit(t: number): number {
    return this.after(t, ClassNumber.unit);
  }
  /** Is it اليوم, which is today and the day? */
  isDay(t: number): boolean {
    return this.value(t, ClassNumber.anchor).value === 'day:0';
  }
  /** The value of a unit word of another kind: season, decade, set, adj. */
  special(t: number, kind: string): string {
    const meaning = this.word(t, ClassNumber.unit);
    return meaning.kind === kind ? meaning.rest : '';
  }
  daypart(t: number): (DaypartWord & { end: number; weak: boolean }) | null {
    const { daypart, flags } = this.value(t, ClassNumber.daypart);
    if (daypart === null) return null;
    const { code, from, to, moment, shift } = daypart;
    return {
      code,
      from,
      to,
      moment,
      shift,
      end: this.after(t, ClassNumber.daypart),
      weak: (flags & Flag.weak) !== 0,
    };
  }
  /** Is there a sign of the future before the token, in its sentence, nearer than a verb of saying? */
  comesLater(t: number): boolean {
    if (this.breaksBefore(t)) return false;
    for (let i = t - 1; i >= Math.max(0, t - SENTENCE); i--) {
      if (this.isFuture(i)) return true;
      if (this.isPastSaying(i) || this.isLink(i, BEHIND) || this.isSentenceEnd(i) || this.breaksBefore(i + 1))
        return false;
    }
    return false;
  }
  /** Does a verb of saying stand close before the token? */
  wasSaid(t: number): boolean {
    for (let i = t - 1; i >= Math.max(0, t - 4); i--) {
      if (this.breaksBefore(i + 1)) return false;
      if (this.isPastSaying(i)) return true;
    }
    return false;
  }
  private isPastSaying(t: number): boolean {
    if (this.value(t, ClassNumber['speech-verb']).value !== 'say') return false;
    const first = FOLD[this.units[this.tokens.baseStart[t]!]!]!;
    return first !== YEH && first !== TEH;
  }
  isSentenceEnd(t: number): boolean {
    return this.isSign(t, '.!?؟');
  }
  /** سوف, المقرر, or a verb with the prefix of the future. */
  isFuture(t: number): boolean {
    if (this.kind(t) !== Kind.word) return false;
    const link = this.link(t);
    if (link === 'future' || this.modifier(t) === 'next') return true;
    if (link === 'not-future') return false;
    if (this.meanings.futureRows[this.tokens.prefix[t]!] === 1) return true;
    if (this.tokens.classes[t]! & ~Class['speech-verb'] & NAMED) return false;
    const from = this.tokens.start[t]!;
    const initial = FOLD[this.units[from]!];
    if (initial !== SEEN && initial !== WAW && initial !== FEH) return false;
    // [وف] س [يتنا], and at least three letters more.
    let count = initial === SEEN ? 0 : -1;
    for (let i = from; i < this.tokens.end[t]!; i++) {
      const letter = FOLD[this.units[i]!]!;
      if (letter < FIRST_LETTER) continue;
      if (count === 0 && letter !== SEEN) return false;
      if (count === 1 && letter !== YEH && letter !== TEH && letter !== NOON && letter !== ALEF) return false;
      if (++count === 5) return true;
    }
    return false;
  }

  /** الماضي, الجاري, المقبل and their like. */
  direction(t: number): Direction | null {
    return this.value(t, ClassNumber.modifier).direction;
  }
}

export const AND = String.fromCharCode(WAW);
export const isWeak = (flags: number): boolean => (flags & Flag.weak) !== 0;

const READERS = new WeakMap<Lexicon, Reader>();
/** The reader of a lexicon's words; one text after the other. */
export function readerOf(lexicon: Lexicon): Reader {
  let reader = READERS.get(lexicon);
  if (!reader) {
    reader = new Reader(lexicon);
    READERS.set(lexicon, reader);
  }
  return reader;
}
