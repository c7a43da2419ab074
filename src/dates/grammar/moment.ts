/**
 * Puts atoms together: مساء + أمس + الأربعاء + 14 مارس + الساعة 5 is one expression. Atoms join when they say different
 * things, the words between them allow it, and a finer one does not hang on a coarser one that says nothing about days.
 */
import { Class, ClassNumber } from '../../lexicon/classes.js';
import { Found } from '../found.js';
import { DATE_CLASSES, Link } from '../meanings.js';
import type { Parts } from '../parts.js';
import type { Reader } from '../reader.js';
import type { Edge } from '../types.js';
import {
  dayMonth,
  decadeOrCentury,
  endsHere,
  monthAtom,
  monthDay,
  monthPhrase,
  yearPhrase,
} from './absolute.js';
import { type Atom, atom } from './atom.js';
import { holidayAtom } from './holiday.js';
import { numericDate } from './numeric.js';
import {
  anchorAtom,
  dayOfUnit,
  edgeWord,
  partOfUnit,
  restAtom,
  shifted,
  unitAtom,
  weekdayAtom,
} from './relative.js';
import { clockAtom, daypartAtom, nightEnd, zoneAt } from './time.js';

/** Bit set of what parts say. */
const YEAR = 1;
const MONTH = 2;
const WEEK = 4;
const DAY = 8;
const WEEKDAY = 16;
const ANCHOR = 32;
const PART = 64;
const CLOCK = 128;
const OTHER = 256;

const SAME = { Y: YEAR, M: MONTH, W: WEEK, D: ANCHOR } as const;

/** What an atom says. */
function levels(p: Parts): number {
  let bits = 0;
  if (p.year !== undefined || p.yearShift !== undefined || p.everyYear) bits |= YEAR;
  if (p.month !== undefined || p.monthShift !== undefined || p.season !== undefined) bits |= MONTH;
  if (p.quarter !== undefined || p.half !== undefined) bits |= MONTH;
  if (p.quarterShift !== undefined) bits |= OTHER;
  if (p.weekShift !== undefined || p.weekendShift !== undefined) bits |= WEEK;
  // The nth Tuesday is a day and no weekday that another could be beside.
  if (p.nth) bits |= DAY;
  else if (p.weekday !== undefined) bits |= WEEKDAY;
  if (p.day !== undefined || p.holiday !== undefined) bits |= DAY;
  if (p.dayShift !== undefined) bits |= ANCHOR;
  if (p.part) bits |= PART;
  if (p.hour !== undefined) bits |= CLOCK;
  if (p.reference || p.decade !== undefined || p.decadeShift !== undefined) bits |= OTHER;
  if (p.century !== undefined || p.centuryShift !== undefined) bits |= OTHER;
  if (p.same) bits |= SAME[p.same];
  return bits;
}

type Hang = 'direct' | 'of' | 'in' | 'comma' | 'at' | 'equals';
const DAYS = DAY | WEEKDAY | ANCHOR;

/** May an atom that says `next` follow what says `before`? */
function fits(before: number, next: number, link: Hang): boolean {
  if ((before | next) & OTHER) return false;
  if (before & next & ~PART) return false;
  if (next & (CLOCK | PART) && !(next & (DAYS | MONTH | YEAR | WEEK))) {
    if (link === 'of' || link === 'equals') return false;
    if (before & next) return false;
    if (link === 'at' && !(before & ANCHOR && before & PART)) return false;
    if (link === 'comma') return (next & CLOCK) !== 0 && (before & DAYS) !== 0;
    if (before & PART && !(before & DAYS)) return (next & CLOCK) !== 0;
    if (before & CLOCK) return (before & PART) === 0 && (next & PART) !== 0;
    return (before & DAYS) !== 0;
  }
  if (before & PART && next & PART) return (before & CLOCK) === 0 && link === 'of';
  if (next & ANCHOR) return (before & (DAYS | MONTH | YEAR)) === 0 && link !== 'comma' && link !== 'equals';
  if (next & DAY) {
    if (before & (MONTH | YEAR)) return false;
    if (before & (WEEKDAY | ANCHOR)) return link !== 'of' && link !== 'at' && !(before & WEEK);
    return (before & (PART | CLOCK)) !== 0 && link !== 'at' && link !== 'equals';
  }
  if (next & WEEKDAY) {
    if (before & (DAY | MONTH | YEAR)) return false;
    if (before & ANCHOR) return link === 'direct' || link === 'equals';
    if (before & WEEK) return link === 'direct' || link === 'in';
    return (before & (PART | CLOCK)) !== 0 && link !== 'comma' && link !== 'at' && link !== 'equals';
  }
  if (next & WEEK)
    return (before & WEEKDAY) !== 0 && (link === 'of' || link === 'direct') && !(before & (DAY | ANCHOR));
  if (next & MONTH) return (before & DAY) !== 0 && (before & MONTH) === 0 && (link === 'of' || link === 'in');
  if (next & YEAR) return (before & MONTH) !== 0 && (link === 'of' || link === 'direct');
  return false;
}

/** The atom that begins at a token, given what is there already. */
function atomAt(r: Reader, t: number, before: number, link: Hang): Atom | null {
  const classes = r.tokens.classes[t] ?? 0;
  if (r.isNumber(t) || r.isArticle(t)) {
    return (
      numericDate(r, t) ??
      dayMonth(r, t) ??
      (before & WEEKDAY ? dayOfUnit(r, t, true) : dayOfUnit(r, t, false)) ??
      clockAtom(r, t, link === 'in' && (before & (DAYS | PART)) !== 0 && hourEnds(r, t)) ??
      (before === 0 ? bareYear(r, t) : null)
    );
  }
  if ((classes & TRIGGERS) === 0) return null;
  if ((classes & TRIGGERS) === Class['date-word'] && !r.isLink(t, OPENERS)) return null;
  const anchored = classes & (Class.anchor | Class['date-word']) ? anchorAtom(r, t) : null;
  return (
    (classes & (Class.holiday | Class.ordinal | Class.anchor) ? holidayAtom(r, t) : null) ??
    (classes & Class.modifier ? restAtom(r, t) : null) ??
    (classes & PARTS_OF ? partOfUnit(r, t) : null) ??
    (classes & DAY_NUMBERS ? dayMonth(r, t) : null) ??
    anchored ??
    (classes & (Class.weekday | Class['date-word']) ? weekdayAtom(r, t) : null) ??
    (classes & (Class.month | Class.unit | Class['date-word'])
      ? (monthDay(r, t) ?? monthAtom(r, t))
      : null) ??
    (classes & (Class.unit | Class['date-word'] | Class.modifier) ? unitAtom(r, t) : null) ??
    (classes & Class.unit ? decadeOrCentury(r, t) : null) ??
    (classes & (Class.unit | Class['date-word']) ? yearPhrase(r, t, false) : null) ??
    (classes & DAY_NUMBERS ? dayOfUnit(r, t, (before & WEEKDAY) !== 0) : null) ??
    (classes & CLOCK_WORDS ? clockAtom(r, t, clockExpected(r, t, before, link)) : null) ??
    (classes & (Class.daypart | Class.modifier) ? daypartAtom(r, t) : null)
  );
}
/** Function words that an atom may begin with. */
const OPENERS = Link.day | Link.this | Link.that | Link.every;
const DAY_NUMBERS = Class.number | Class.ordinal | Class['date-word'] | Class.anchor;
const PARTS_OF =
  Class.number | Class.ordinal | Class.unit | Class.weekday | Class.anchor | Class['date-word'];
const CLOCK_WORDS = Class.number | Class.ordinal | Class.unit;
const TRIGGERS = DATE_CLASSES & ~Class.era;

const clockExpected = (r: Reader, t: number, before: number, link: Hang): boolean =>
  r.has(t, Class.ordinal) &&
  (before === 0
    ? r.link(t - 1) === 'at' || (r.link(t - 1) === 'in' && endsHere(r, t + 1) && r.comesLater(t))
    : link === 'in' && (before & (DAYS | PART)) !== 0);
const hourEnds = (r: Reader, t: number): boolean => endsHere(r, t + 1) || r.has(t + 1, Class.daypart);

/** A year of four digits, where the words around it make clear that it is one. */
function bareYear(r: Reader, t: number): Atom | null {
  return yearPhrase(r, t, true);
}

/** Where the next atom may begin, and how it hangs on what is before. */
function follow(r: Reader, end: number): { at: number; link: Hang } | null {
  if (r.breaksBefore(end)) return null;
  if (r.isSign(end, ',،')) {
    // 7 ديسمبر 2022، الموافق 13 جمادى الأولى
    const equals = r.isLink(end + 1, Link.equals) && !r.breaksBefore(end + 2);
    if (equals && !r.breaksBefore(end + 1))
      return { at: r.after(end + 1, ClassNumber['date-word']), link: 'equals' };
    return r.breaksBefore(end + 1) ? null : { at: end + 1, link: 'comma' };
  }
  if (r.modifier(end) === 'APPROX' && !r.breaksBefore(r.after(end, ClassNumber.modifier))) {
    // غدا حوالي الساعة 9
    const at = r.after(end, ClassNumber.modifier);
    return { at, link: r.unit(at)?.unit === 'H' && r.isDefinite(at) ? 'direct' : 'at' };
  }
  const name = r.link(end);
  const proclitics = r.proclitics(end);
  if (
    proclitics === '' &&
    (name === 'of' || name === 'in' || name === 'at' || name === 'equals') &&
    !r.breaksBefore(end + 1)
  ) {
    const at = name === 'equals' ? r.after(end, ClassNumber['date-word']) : end + 1;
    return { at: name === 'equals' && r.isSign(at, ':') ? at + 1 : at, link: name };
  }
  if (r.isSign(end, '/') && r.isNumber(end + 1) === false && r.has(end + 1, Class.month)) return null;
  if (
    proclitics !== '' &&
    !(proclitics.length === 1 && !r.isAnd(end) && r.has(end, Class.unit | Class.month))
  )
    return null;
  return { at: end, link: proclitics === '' ? 'direct' : 'in' };
}

/**
 * The longest expression of a point in time that begins at the token.
 * @returns null where none begins; `weak` expressions are judged by `find`
 */
export function momentAt(r: Reader, t: number): Found | null {
  const known = r.knownMoment(t);
  if (known !== undefined) return known;
  const found = compose(r, t);
  r.keepMoment(t, found);
  return found;
}

const FINER = PART | CLOCK | DAY | ANCHOR | WEEKDAY;

function compose(r: Reader, t: number): Found | null {
  let edge: Edge | undefined;
  let at = t;
  const half = isHalfOfMonth(r, t);
  if (half) at = t + 1;
  else if (r.has(t, Class.modifier) && !r.has(t, Class.holiday | Class.unit)) {
    const word = edgeWord(r, t);
    if (word && !r.breaksBefore(word.end) && r.proclitics(word.end) === '') {
      edge = word.edge;
      at = word.end;
    }
  }
  let begin = atomAt(r, at, 0, 'direct') ?? (edge ? bareUnit(r, at) : null);
  // أول يناير is the first of January, أواخر الصباح a part of the day.
  const fine = begin !== null && edge !== undefined && (levels(begin.parts) & FINER) !== 0;
  const whole = begin !== null && (begin.parts.holiday !== undefined || levels(begin.parts) === ANCHOR);
  if (at !== t && (begin === null || (fine && !whole))) {
    edge = undefined;
    begin = atomAt(r, t, 0, 'direct');
  }
  if (!begin) return null;
  // نهاية مارس, أوائل رجب
  const named = edge && begin.parts.month !== undefined && begin.parts.calendar !== 'persian';
  let weak = begin.weak && !half && !named;
  let has = levels(begin.parts);
  let { end, rule } = begin;
  const { parts } = begin;
  if (edge) parts.edge = edge;
  if (half) {
    parts.day = 15;
    has |= DAY;
  }
  for (let n = 0; n < 8; n++) {
    const night =
      parts.part?.code === 'NI' && has === (PART | WEEKDAY) && parts.nightTo === undefined
        ? nightEnd(r, end)
        : null;
    if (night && night.weekday === (parts.weekday! % 7) + 1) {
      parts.nightTo = night.weekday;
      end = night.end;
      rule = 'night-between';
      continue;
    }
    const beside = datedBeside(r, end, has, parts);
    if (beside && has & DAY) {
      parts.other = beside.parts;
      end = beside.end;
      rule = 'double-date';
      continue;
    }
    if (beside) {
      parts.take(beside.parts);
      has |= levels(beside.parts);
      ({ end, rule } = beside);
      weak = false;
      continue;
    }
    const next = follow(r, end);
    if (!next) break;
    const after = atomAt(r, next.at, has, next.link);
    if (
      !after ||
      (after.weak && !(levels(after.parts) & (PART | WEEKDAY | ANCHOR))) ||
      after.parts.everyYear
    ) {
      if (after?.parts.everyYear && has & MONTH && !(has & YEAR)) {
        parts.everyYear = true;
        end = after.end;
      }
      break;
    }
    const says = levels(after.parts);
    if (next.link === 'equals' && says & DAY && has & DAY && !parts.other) {
      parts.other = after.parts;
      end = after.end;
      rule = 'double-date';
      continue;
    }
    if (!fits(has, says, next.link)) break;
    // A number that something is counted with is no hour: الأحد في 3 مدن.
    if (weak && says & (DAY | MONTH | ANCHOR | WEEK)) weak = false;
    if (has & PART && says & DAYS) weak = false;
    if (says & YEAR && has & MONTH) weak = false;
    parts.take(after.parts);
    if (says & (DAYS | MONTH)) rule = has & (PART | CLOCK) ? rule : after.rule;
    if (has & DAYS && says & CLOCK) rule = 'day-clock';
    if (has & (PART | CLOCK) && says & DAYS) rule = has & CLOCK ? 'day-clock' : 'daypart-day';
    has |= says;
    end = after.end;
  }
  if (parts.hour !== undefined && parts.zone === undefined) {
    const zone = zoneAt(r, end);
    if (zone) {
      parts.zone = zone.zone;
      end = zone.end;
    }
  }
  const found = new Found(t, end, rule, 'moment', parts);
  found.weak = weak;
  return found;
}

/**
 * A date in brackets after a weekday (الأحد (6 أكتوبر 2019)), or one in another calendar in brackets or after a stroke
 * (13 جمادى الأولى 1444هـ (7 ديسمبر 2022), 1444/5/13هـ - 2022/12/7م).
 */
function datedBeside(r: Reader, t: number, has: number, parts: Parts): Atom | null {
  const bracket = r.isSign(t, '(');
  if ((!bracket && !r.isSign(t, '-–/')) || r.breaksBefore(t) || r.breaksBefore(t + 1)) return null;
  const isDay = (has & DAY) !== 0 && parts.month !== undefined && !parts.other;
  if (has !== WEEKDAY && !isDay) return null;
  const date = numericDate(r, t + 1) ?? dayMonth(r, t + 1);
  if (!date || (bracket && !r.isSign(date.end, ')'))) return null;
  if (isDay ? date.parts.calendar === parts.calendar : !bracket) return null;
  return atom(date.parts, bracket ? date.end + 1 : date.end, date.rule);
}

/** نصف شهر مارس: the middle of March. */
const isHalfOfMonth = (r: Reader, t: number): boolean =>
  r.word(t, ClassNumber.number).value === '1/2' &&
  r.unit(t + 1)?.unit === 'M' &&
  !r.breaksBefore(t + 1) &&
  !r.isDefinite(t) &&
  monthPhrase(r, t + 1) !== null;

/** نهاية العام, مطلع الشهر: the present one. */
function bareUnit(r: Reader, t: number): Atom | null {
  const unit = r.unit(t);
  if (unit?.form !== '1' || !r.isDefinite(t) || r.isNumber(t + 1)) return null;
  if (unit.unit !== 'Y' && unit.unit !== 'M') return null;
  return atom(shifted(unit.unit, 0), t + 1, 'edge-unit');
}
