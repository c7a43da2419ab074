/**
 * Where an expression may begin or lie, told from the classes of the neighbours alone. Most numbers, ordinals and units
 * of a text are no dates; what this turns away costs nothing more.
 */
import { Class, ClassNumber, Flag } from '../lexicon/classes.js';
import { DIGIT_NINE, DIGIT_ZERO, FOLD } from '../text/characters.js';
import { Kind } from '../tokens/tokens.js';
import { Link } from './meanings.js';
import type { Reader } from './reader.js';

/** Classes that make a token worth a look. */
export const TRIGGERS =
  Class.month |
  Class.weekday |
  Class.unit |
  Class.ordinal |
  Class.daypart |
  Class.anchor |
  Class.holiday |
  Class.number;

const NUMBERS = Class.number | Class.ordinal;
const NEAR = TRIGGERS | Class.era | Class.modifier;
const WORDS = NEAR | Class['date-word'];
/** So many words a number may have before the grammar has to look for itself. */
const RUN = 12;

const COLON = 0x3a;
const DOT = 0x2e;
const SLASH = 0x2f;
const HYPHEN = 0x2d;
const BRACKET = 0x28;
const JOINTS = '/-–—.,،\\(';

const ZONES = Link.zone | Link['zone-t'] | Link['zone-word'];
/** Before a unit or a part of the day these say nothing about what it is. */
const PLAIN_LINKS =
  Link.in |
  Link.to |
  Link.until |
  Link.of |
  Link.and |
  Link.at |
  Link.was |
  Link.by |
  Link.equals |
  Link.only;

/** May an expression lie at the token? Only asked where a class of `TRIGGERS` or a number is. */
export function mayTrigger(r: Reader, t: number, bits: number): boolean {
  const { tokens } = r;
  if (tokens.kind[t] === Kind.number) return digitsMay(r, t);
  if (bits & (Class.anchor | Class.holiday) || tokens.phrase[t] !== 0) return true;
  if (bits & Class.weekday && weekdayMay(r, t)) return true;
  if (bits & Class.month && monthMay(r, t)) return true;
  if (bits & Class.unit && unitMay(r, t)) return true;
  if (bits & Class.daypart && daypartMay(r, t)) return true;
  return (bits & NUMBERS) !== 0 && wordsMay(r, t);
}

/** Is it a word or number that an expression may have? */
function isDateWord(r: Reader, t: number): boolean {
  return t < r.count && ((r.tokens.classes[t]! & WORDS) !== 0 || r.isNumber(t) || r.isArticle(t));
}

/** May what begins at the token carry on a number, a month or a part of the day? */
function goesOn(r: Reader, t: number): boolean {
  if (t >= r.count) return false;
  const { tokens } = r;
  const bits = tokens.classes[t]!;
  if (bits & NEAR) return true;
  if (bits & Class['date-word'])
    return r.isLink(t, ZONES) || isDateWord(r, r.after(t, ClassNumber['date-word']));
  switch (tokens.kind[t]) {
    case Kind.number:
      return true;
    case Kind.latin:
      return tokens.end[t]! - tokens.start[t]! === 3;
    case Kind.word:
      return (r.isLoneAnd(t) || r.isArticle(t)) && isDateWord(r, t + 1);
    default:
      return r.isSign(t, JOINTS) && isDateWord(r, t + 1);
  }
}

/** The token after a run of number words. */
function runEnd(r: Reader, t: number): number {
  let end = t;
  while (
    end < r.count &&
    end < t + RUN &&
    ((r.tokens.classes[end]! & NUMBERS && (r.tokens.classes[end]! & NEAR & ~NUMBERS) === 0) ||
      (r.isLoneAnd(end) && r.has(end + 1, NUMBERS)))
  )
    end++;
  return end;
}

function digitsMay(r: Reader, t: number): boolean {
  const { start, end } = r.tokens;
  let dots = 0;
  let plain = 0;
  for (let i = start[t]!; i < end[t]!; i++) {
    const unit = r.units[i]!;
    if (unit === COLON || unit === SLASH || unit === HYPHEN) return true;
    if (unit === DOT) dots++;
    const v = FOLD[unit]!;
    if (v >= DIGIT_ZERO && v <= DIGIT_NINE) plain++;
  }
  // 14.3.2020 has two dots, 14.03 may be the third of them.
  if (dots >= 2) return true;
  const run = runEnd(r, t + 1);
  if (goesOn(r, run) || (run > t + 1 && isFraction(r, run - 1))) return true;
  const before = t > 0 ? r.tokens.classes[t - 1]! : 0;
  if (dots === 1) return (before & Class['date-word']) !== 0;
  // A year stands alone after a preposition or in brackets.
  return plain === 4 && ((before & WORDS) !== 0 || r.sign(t - 1) === BRACKET);
}

function wordsMay(r: Reader, t: number): boolean {
  const end = runEnd(r, t + 1);
  // In كانون الأول/ديسمبر the ordinal belongs to what is before it.
  if (end === t + 1 && r.isSign(end, JOINTS) && !r.has(t - 1, Class.unit | Class['date-word'])) return false;
  if (end > t + RUN || goesOn(r, end)) return true;
  if (t > 0 && r.isLink(t - 1, Link.at | Link.between)) return true;
  // في ألفين وتسعة; الربع الأول; الثامنة والربع.
  return end > t + 1 && (r.has(t - 1, Class['date-word']) || isFraction(r, t) || isFraction(r, end - 1));
}

const isFraction = (r: Reader, t: number): boolean => r.word(t, ClassNumber.number).value.includes('/');

function weekdayMay(r: Reader, t: number): boolean {
  if ((r.word(t, ClassNumber.weekday).flags & Flag.weak) === 0) return true;
  return r.has(t - 1, WORDS) || goesOn(r, t + 1);
}

function monthMay(r: Reader, t: number): boolean {
  if ((r.word(t, ClassNumber.month).flags & (Flag.weak | Flag.common)) === 0) return true;
  return r.breaksBefore(t) || r.has(t - 1, WORDS) || r.isNumber(t - 1) || goesOn(r, t + 1);
}

function daypartMay(r: Reader, t: number): boolean {
  if (r.word(t, ClassNumber.daypart).daypart?.moment !== null) return true;
  if (r.has(t - 1, Class.modifier) || r.has(t - 2, Class.modifier) || goesOn(r, t + 1)) return true;
  if (r.isLink(t - 1, Link.in | Link.at)) return r.isDefinite(t);
  return r.has(t - 1, Class['date-word']) && !r.isLink(t - 1, PLAIN_LINKS);
}

const AFTER_UNIT = NEAR & ~Class.unit;
const BEFORE_UNIT = Class.modifier | NUMBERS | Class.anchor;
function unitMay(r: Reader, t: number): boolean {
  const meaning = r.word(t, ClassNumber.unit);
  // مرة is an everyday word, and tells how often only before what it is counted in.
  if (meaning.kind === 'freq')
    return r.isLink(t + 1, Link.in | Link.every) || r.has(t + 1, Class.number | Class.unit);
  if (meaning.unit === null || (meaning.unit.form !== '1' && meaning.unit.form !== 'n')) return true;
  if (t + 1 < r.count) {
    if (r.tokens.classes[t + 1]! & AFTER_UNIT || r.isNumber(t + 1)) return true;
    if (r.isArticle(t + 1) || r.isLoneAnd(t + 1) || r.isAnd(t + 1) || r.special(t + 1, 'decade') !== '')
      return true;
  }
  // قرن من الزمان
  if (r.isLink(t + 1, Link.of) && r.link(t + 2) === 'of-time') return true;
  if (t === 0) return false;
  const before = r.tokens.classes[t - 1]!;
  if (before & BEFORE_UNIT || r.isNumber(t - 1) || r.has(t - 2, Class.modifier)) return true;
  return (before & Class['date-word']) !== 0 && !r.isLink(t - 1, PLAIN_LINKS);
}
