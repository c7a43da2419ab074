import { Class, type ClassName, ClassNumber, Flag } from '../lexicon/classes.js';
import type { ClassValue, Lexicon } from '../lexicon/lookup.js';
import { ALEF, FIRST_LETTER, FOLD, LAM, WAW, YEH } from '../text/characters.js';
import { Gap, Kind, type Tokens } from '../tokens/tokens.js';
import type { CalendarName } from './calendars.js';
import type { DateContext, Daypart, Direction, UnitName } from './types.js';

/** What words mean never changes for one lexicon. The words of the date classes are few, so this stays small. */
const MEMOS = new WeakMap<Lexicon, Map<number, ClassValue>>();
const NONE: ClassValue = { value: '', flags: 0 };
const CALENDARS: Readonly<Record<string, CalendarName>> = {
  g: 'gregorian',
  h: 'islamic-umalqura',
  p: 'persian',
  c: 'coptic',
};
const DIRECTIONS: Readonly<Record<string, Direction>> = { past: -1, this: 0, next: 1, next2: 2, past2: -2 };

const SEEN = 0x0633;
const SEEN_TEXT = String.fromCharCode(SEEN);
const FEH = 0x0641;
const TEH = 0x062a;
const NOON = 0x0646;
/** What follows these words in a sentence has happened. */
export const BEHIND = ['after', 'shortly-after', 'since', 'was'];
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

export interface UnitWord {
  readonly unit: UnitName;
  /** 1 singular, a accusative that says "one", 2 dual, n plural. */
  readonly form: string;
}

/** What the grammar sees of the text: tokens by what they mean. All methods take a token number, also one outside of the text. */
export class Reader {
  readonly count: number;
  /** What `momentAt` found at a token, since ranges ask again. */
  readonly moments = new Map<number, object | null>();
  /** Values of words by `keyOf`; kept from text to text with the lexicon. */
  private readonly memo: Map<number, ClassValue>;

  constructor(
    readonly text: string,
    readonly units: Uint16Array,
    readonly tokens: Tokens,
    readonly lexicon: Lexicon,
    readonly context: DateContext,
  ) {
    this.count = tokens.count;
    let memo = MEMOS.get(lexicon);
    if (!memo) {
      memo = new Map();
      MEMOS.set(lexicon, memo);
    }
    this.memo = memo;
  }

  has(t: number, bits: number): boolean {
    return t >= 0 && t < this.count && (this.tokens.classes[t]! & bits) !== 0;
  }

  /** Value and flags of the token (or the phrase that begins with it) in a class; an empty value when it has none. */
  value(t: number, name: ClassName): ClassValue {
    if (!this.has(t, Class[name])) return NONE;
    const number = ClassNumber[name];
    const phrase = this.tokens.phrase[t]!;
    const key = phrase === 0 ? this.keyOf(t, number) : -1;
    const known = this.memo.get(key);
    if (known && key >= 0) return known;
    const value = this.lexicon.value(this.units, this.tokens, t, number) ?? NONE;
    if (key >= 0) this.memo.set(key, value);
    return value;
  }

  /** As `value`, of the single word. */
  word(t: number, name: ClassName): ClassValue {
    if (!this.has(t, Class[name])) return NONE;
    const number = ClassNumber[name];
    const key = this.keyOf(t, number);
    const known = this.memo.get(key);
    if (known && key >= 0) return known;
    const value = this.lexicon.wordValue(this.units, this.tokens, t, number) ?? NONE;
    if (key >= 0) this.memo.set(key, value);
    return value;
  }

  /** One number for what the token's word means in a class; -1 for a word that nobody knows. */
  private keyOf(t: number, classNumber: number): number {
    const { word, base, stem } = this.tokens;
    const id = word[t]! >= 0 ? word[t]! : base[t]! >= 0 ? base[t]! : stem[t]!;
    return id < 0 ? -1 : id * 32 + classNumber;
  }

  /** The token after the word or phrase that has the class. */
  after(t: number, name: ClassName): number {
    return this.lexicon.extent(this.tokens, t, ClassNumber[name]);
  }

  /** What the grammar calls the function word at `t`. */
  link(t: number): string {
    return this.value(t, 'date-word').value;
  }
  isLink(t: number, ...names: string[]): boolean {
    const link = this.link(t);
    return link !== '' && names.includes(link);
  }
  modifier(t: number): string {
    return this.value(t, 'modifier').value;
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
  isSign(t: number, ...signs: string[]): boolean {
    const sign = this.sign(t);
    return sign !== 0 && signs.includes(String.fromCharCode(sign));
  }
  raw(t: number): string {
    return this.text.slice(this.tokens.start[t]!, this.tokens.end[t]!);
  }

  /** Has the token the proclitic و (also as a part of several), or is و the token before it? */
  isAnd(t: number): boolean {
    return this.segment(t, 0) === AND;
  }
  /** The proclitics that came off, in one string, without the article. */
  proclitics(t: number): string {
    if (t < 0 || t >= this.count || this.kind(t) !== Kind.word) return '';
    return this.lexicon.proclitics.text(this.tokens.prefix[t]!) ?? '';
  }
  private segment(t: number, n: number): string {
    if (t < 0 || t >= this.count || this.kind(t) !== Kind.word) return '';
    return this.lexicon.proclitics.rows[this.tokens.prefix[t]!]!.segments[n] ?? '';
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
  /** The article alone before digits or Latin letters: الـ in الـ14. */
  isArticle(t: number): boolean {
    if (this.kind(t) !== Kind.word || !this.isGlued(t + 1)) return false;
    const letters = this.letters(t);
    return letters.endsWith(ARTICLE) && letters.length <= 4;
  }
  /** A word of و alone, or و glued to digits. */
  isLoneAnd(t: number): boolean {
    return this.kind(t) === Kind.word && this.letters(t) === AND;
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
    const { value, flags } = this.value(t, 'month');
    if (value === '') return null;
    return {
      calendar: CALENDARS[value[0]!]!,
      month: Number(value.slice(2)),
      end: this.after(t, 'month'),
      flags,
    };
  }
  weekday(t: number): { day: number; weak: boolean } | null {
    const { value, flags } = this.word(t, 'weekday');
    return value === '' ? null : { day: Number(value), weak: (flags & Flag.weak) !== 0 };
  }
  unit(t: number): UnitWord | null {
    const { value } = this.word(t, 'unit');
    const colon = value.indexOf(':');
    if (colon < 0 || colon > 3) return null;
    const unit = value.slice(0, colon);
    return unit === 'set' || unit === 'adj' ? null : { unit: unit as UnitName, form: value.slice(colon + 1) };
  }
  /** The value of a unit word of another kind: season, decade, set, adj. */
  special(t: number, kind: string): string {
    const { value } = this.word(t, 'unit');
    return value.startsWith(`${kind}:`) ? value.slice(kind.length + 1) : '';
  }
  daypart(t: number): (Daypart & { end: number; shift: number | null; weak: boolean }) | null {
    const { value, flags } = this.value(t, 'daypart');
    if (value === '') return null;
    const [code, from, to, shift] = value.split(' ');
    const moment = from!.startsWith('=') ? Number(from!.slice(1)) : null;
    return {
      code: code!,
      from: moment ?? Number(from),
      to: moment ?? Number(to),
      moment,
      end: this.after(t, 'daypart'),
      shift: shift === undefined ? null : Number(shift),
      weak: (flags & Flag.weak) !== 0,
    };
  }
  /** Is there a sign of the future before the token, in its sentence, nearer than a verb of saying? */
  comesLater(t: number): boolean {
    if (this.breaksBefore(t)) return false;
    for (let i = t - 1; i >= Math.max(0, t - SENTENCE); i--) {
      if (this.isFuture(i)) return true;
      if (
        this.isPastSaying(i) ||
        this.isLink(i, ...BEHIND) ||
        this.isSentenceEnd(i) ||
        this.breaksBefore(i + 1)
      )
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
    if (this.value(t, 'speech-verb').value !== 'say') return false;
    const first = FOLD[this.units[this.tokens.baseStart[t]!]!]!;
    return first !== YEH && first !== TEH;
  }
  isSentenceEnd(t: number): boolean {
    return this.isSign(t, '.', '!', '?', '؟');
  }
  /** سوف, المقرر, or a verb with the prefix of the future. */
  isFuture(t: number): boolean {
    if (this.kind(t) !== Kind.word) return false;
    const link = this.link(t);
    if (link === 'future' || this.modifier(t) === 'next') return true;
    if (link === 'not-future') return false;
    if (this.lexicon.proclitics.rows[this.tokens.prefix[t]!]!.segments.includes(SEEN_TEXT)) return true;
    if (this.tokens.classes[t]! & ~Class['speech-verb'] & NAMED) return false;
    const from = this.tokens.start[t]!;
    const initial = FOLD[this.units[from]!];
    if (initial !== SEEN && initial !== WAW && initial !== FEH) return false;
    const letters = this.letters(t);
    const at = initial === SEEN ? 0 : 1;
    if (letters.length - at < 5 || letters.charCodeAt(at) !== SEEN) return false;
    const person = letters.charCodeAt(at + 1);
    return person === YEH || person === TEH || person === NOON || person === ALEF;
  }

  /** الماضي, الجاري, المقبل and their like. */
  direction(t: number): Direction | null {
    return DIRECTIONS[this.modifier(t)] ?? null;
  }
}

export const AND = String.fromCharCode(WAW);
export const ARTICLE = String.fromCharCode(ALEF, LAM);
export const isWeak = (flags: number): boolean => (flags & Flag.weak) !== 0;
