/** What the words of dates mean, read once from the lexicon and kept in the form in which the grammar asks for it. */
import { Class, ClassNumber } from '../lexicon/classes.js';
import type { Lexicon } from '../lexicon/lookup.js';
import { LAM, WAW } from '../text/characters.js';
import type { Tokens } from '../tokens/tokens.js';
import type { Daypart, Direction, HolidayWord, UnitName } from './types.js';

/** Bits of the function words that the grammar asks for together; data/words/date-word.tsv says what they are. */
export const Link = {
  in: 1,
  to: 1 << 1,
  until: 1 << 2,
  of: 1 << 3,
  and: 1 << 4,
  during: 1 << 5,
  at: 1 << 6,
  since: 1 << 7,
  was: 1 << 8,
  by: 1 << 9,
  before: 1 << 10,
  after: 1 << 11,
  'shortly-before': 1 << 12,
  'shortly-after': 1 << 13,
  between: 1 << 14,
  date: 1 << 15,
  day: 1 << 16,
  future: 1 << 17,
  anniversary: 1 << 18,
  'name-before': 1 << 19,
  counted: 1 << 20,
  for: 1 << 21,
  this: 1 << 22,
  equals: 1 << 23,
  'zone-word': 1 << 24,
  'zone-t': 1 << 25,
  zone: 1 << 26,
  only: 1 << 27,
  minus: 1 << 28,
  /** Any other. */
  other: 1 << 29,
  that: 1 << 30,
  every: 1 << 31,
} as const;

export interface UnitWord {
  readonly unit: UnitName;
  /** 1 singular, a accusative that says "one", 2 dual, n plural. */
  readonly form: string;
}

export interface DaypartWord extends Daypart {
  /** The part belongs to the day so many on from the reference. */
  readonly shift: number | null;
}

const DIRECTIONS: Readonly<Record<string, Direction>> = { past: -1, this: 0, next: 1, next2: 2, past2: -2 };

/** A word's or phrase's value in one class, with what the grammar reads out of it. */
export class Meaning {
  readonly value: string;
  /** The value as a number; NaN when it is none. */
  readonly number: number;
  /** Of a function word: its bit of `Link`; else 0. */
  readonly link: number = 0;
  /** Of a modifier: past, this, next. */
  readonly direction: Direction | null = null;
  readonly unit: UnitWord | null = null;
  /** Of a unit word that is no unit (season, decade, set, adj): its kind, and what follows the colon. */
  readonly kind: string = '';
  readonly rest: string = '';
  readonly daypart: DaypartWord | null = null;
  readonly holiday: HolidayWord | null = null;

  constructor(
    value: string,
    readonly flags: number,
    classNumber: number,
  ) {
    // A property's name is an internalized string: from then on comparing it with a literal compares pointers.
    this.value = Object.keys({ [`${value}`]: 0 })[0]!;
    this.number = value === '' ? Number.NaN : Number(value);
    if (value === '') return;
    if (classNumber === ClassNumber['date-word'])
      this.link = (Link as Readonly<Record<string, number>>)[value] ?? Link.other;
    else if (classNumber === ClassNumber.modifier) this.direction = DIRECTIONS[value] ?? null;
    else if (classNumber === ClassNumber.daypart) this.daypart = toDaypart(value);
    else if (classNumber === ClassNumber.holiday) this.holiday = toHoliday(value);
    else if (classNumber === ClassNumber.unit) {
      const colon = value.indexOf(':');
      this.kind = value.slice(0, Math.max(0, colon));
      this.rest = value.slice(colon + 1);
      if (colon >= 0 && colon <= 3 && this.kind !== 'set' && this.kind !== 'adj')
        this.unit = { unit: this.kind as UnitName, form: this.rest };
    }
  }
}

function toHoliday(value: string): HolidayWord {
  const kind = value[0] as HolidayWord['kind'];
  const rest = value.slice(2);
  if (kind === 'w' || kind === 'e') return { kind, month: 0, day: Number(rest) };
  const [month, day] = rest.split('-');
  return { kind, month: Number(month), day: Number(day ?? 0) };
}

function toDaypart(value: string): DaypartWord {
  const [code, from, to, shift] = value.split(' ');
  const moment = from!.startsWith('=') ? Number(from!.slice(1)) : null;
  return {
    code: code!,
    from: moment ?? Number(from),
    to: moment ?? Number(to),
    moment,
    shift: shift === undefined ? null : Number(shift),
  };
}

export const NONE = new Meaning('', 0, -1);
const SEEN_TEXT = String.fromCharCode(0x0633);
const AND = String.fromCharCode(WAW);
const FOR = String.fromCharCode(LAM);

/** Words of the date classes are few, so what they mean is kept with the lexicon from text to text. */
export class Meanings {
  /** What proclitics came off, without the article, by row. */
  readonly proclitics: readonly string[];
  readonly andRows: Uint8Array;
  /** Rows with the prefix of the future. */
  readonly futureRows: Uint8Array;
  readonly forRows: Uint8Array;
  /** A small number for each word id that was asked for. */
  private readonly small: Uint16Array;
  private count = 0;
  private readonly words: (Meaning | undefined)[] = [];
  private readonly phrases = new Map<number, Meaning>();

  constructor(private readonly lexicon: Lexicon) {
    this.small = new Uint16Array(lexicon.vocabulary.capacity);
    const { rows } = lexicon.proclitics;
    this.proclitics = rows.map((_, i) => lexicon.proclitics.text(i) ?? '');
    this.andRows = Uint8Array.from(rows, (row) => (row.segments[0] === AND ? 1 : 0));
    this.futureRows = Uint8Array.from(rows, (row) => (row.segments.includes(SEEN_TEXT) ? 1 : 0));
    this.forRows = Uint8Array.from(this.proclitics, (text) => (text.endsWith(FOR) ? 1 : 0));
  }

  /** Of the token's phrase or word, which must have the class. */
  value(units: Uint16Array, tokens: Tokens, t: number, classNumber: number): Meaning {
    const phrase = tokens.phrase[t]!;
    if (phrase === 0 || this.lexicon.extent(tokens, t, classNumber) === t + 1)
      return this.word(units, tokens, t, classNumber);
    const key = phrase * 32 + classNumber;
    let known = this.phrases.get(key);
    if (known === undefined) {
      const found = this.lexicon.value(units, tokens, t, classNumber);
      known = found ? new Meaning(found.value, found.flags, classNumber) : NONE;
      this.phrases.set(key, known);
    }
    return known;
  }

  /** Of the token's word alone, which must have the class (or begin a phrase that has). */
  word(units: Uint16Array, tokens: Tokens, t: number, classNumber: number): Meaning {
    const id =
      tokens.word[t]! >= 0 ? tokens.word[t]! : tokens.base[t]! >= 0 ? tokens.base[t]! : tokens.stem[t]!;
    let small = id < 0 ? 0 : this.small[id]!;
    if (small !== 0) {
      const known = this.words[small * 32 + classNumber];
      if (known !== undefined) return known;
    }
    const found = this.lexicon.wordValue(units, tokens, t, classNumber);
    const meaning = found ? new Meaning(found.value, found.flags, classNumber) : NONE;
    if (id < 0) return meaning;
    if (small === 0) {
      // The number of words in all date classes is far below the limit; beyond it nothing is kept.
      if (this.count >= 0xfffe) return meaning;
      small = ++this.count;
      this.small[id] = small;
      for (let i = 0; i < 32; i++) this.words.push(undefined);
      if (small === 1) for (let i = 0; i < 32; i++) this.words.push(undefined);
    }
    this.words[small * 32 + classNumber] = meaning;
    return meaning;
  }
}

/** Classes whose words the grammar reads. */
export const DATE_CLASSES =
  Class.month |
  Class.weekday |
  Class.unit |
  Class.number |
  Class.ordinal |
  Class.daypart |
  Class.anchor |
  Class.modifier |
  Class['date-word'] |
  Class.holiday |
  Class.era;
