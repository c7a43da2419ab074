/** From what an expression states to a day or an interval, with what had to be inferred. */
import { calendarSpan } from './calendar-span.js';
import { dayNumber, daysInMonth, fromDays, toDays, weekdayOf } from './calendars.js';
import { holidaySpan } from './holidays.js';
import type { Parts } from './parts.js';
import {
  type Anchor,
  daySpan,
  inWeek,
  monthSpan,
  type ResolveContext,
  type Resolved,
  type Span,
  type State,
  weekSpan,
} from './state.js';
import { boundOf, clockValue, dayValue, instantText, weekStartOf, weekValue, yearValue } from './timex.js';
import type { Daypart } from './types.js';

/** The day after the last whose year has four digits. */
const LAST_DAY = toDays(10_000, 1, 1);

/**
 * Gives a value and an interval to what the grammar found.
 * @returns null when the parts contradict each other or name a day that does not exist
 */
export function resolve(parts: Parts, context: ResolveContext): Resolved | null {
  const inferred: string[] = [];
  const state: State = {
    parts,
    context,
    inferred,
    conflict: null,
    calendar: parts.calendar ?? 'gregorian',
    original: null,
  };
  if (parts.reference) return reference(parts.reference, context.reference, state);
  const span = spanOf(state);
  if (span === undefined) return null;
  if (span === null) return unknown(state);
  if (span.end > LAST_DAY) return null;
  checkConflicts(state, span);
  if (parts.hour !== undefined && span.grain === 'day') return clock(state, span);
  if (parts.part && span.grain === 'day') return daypart(state, span, parts.part);
  let { first, end } = span;
  let value = span.value;
  let mod: string | null = parts.mod ?? null;
  if (parts.rest && context.reference) first = Math.max(first, context.reference.days);
  if (parts.edge) {
    mod = parts.edge;
    const days = end - first;
    const third = span.grain === 'month' ? 10 : Math.floor(days / 3);
    if (span.grain === 'year' || span.grain === 'decade' || span.grain === 'century') {
      const [start, stop] = yearThirds(first, end);
      if (parts.edge === 'START') end = start;
      else if (parts.edge === 'END') first = stop;
      else [first, end] = [start, stop];
    } else if (days >= 3) {
      if (parts.edge === 'START') end = first + third;
      else if (parts.edge === 'END') first += days >= 28 ? third * 2 : days - third;
      else [first, end] = days >= 28 ? [first + third, first + third * 2] : [first + third, end - third];
    }
  }
  const from =
    parts.rest && context.reference?.seconds != null && span.grain === 'day'
      ? instantText(first, context.reference.seconds)
      : dayValue(first);
  if (span.grain === 'range') value = `${dayValue(span.first)}/${dayValue(span.end - 1)}`;
  return finish(state, {
    value,
    type: 'DATE',
    from,
    to: dayValue(end),
    grain: span.grain === 'range' ? 'month' : span.grain,
    mod,
    day: span.first,
    endDay: end,
  });
}

function finish(
  state: State,
  rest: Omit<Resolved, 'calendar' | 'original' | 'inferred' | 'conflict'>,
): Resolved {
  // Field by field: spreading costs more than all the rest of the resolver.
  return {
    value: rest.value,
    type: rest.type,
    from: boundOf(rest.from),
    to: boundOf(rest.to),
    grain: rest.grain,
    mod: rest.mod,
    calendar: state.calendar,
    original: state.original,
    inferred: state.inferred,
    conflict: state.conflict,
    day: rest.day,
    endDay: rest.endDay,
  };
}

function yearThirds(first: number, end: number): [number, number] {
  const a = fromDays(first).year;
  const b = fromDays(end).year;
  if (b - a === 1) return [toDays(a, 5, 1), toDays(a, 9, 1)];
  const third = Math.round((b - a) / 3);
  return [toDays(a + third, 1, 1), toDays(b - third, 1, 1)];
}

function reference(name: string, anchor: Anchor | null, state: State): Resolved {
  const at = anchor
    ? anchor.seconds === null
      ? dayValue(anchor.days)
      : instantText(anchor.days, anchor.seconds)
    : null;
  return finish(state, {
    value: name,
    type: 'DATE',
    from: name === 'PAST_REF' ? null : at,
    to: name === 'FUTURE_REF' ? null : at,
    grain: 'reference',
    mod: null,
    day: null,
    endDay: null,
  });
}

/** The day or interval in days; null when there is no reference to count from, undefined for what cannot be. */
function spanOf(state: State): Span | null | undefined {
  const { parts, context } = state;
  const ref = context.reference;
  if (parts.offset) return offsetSpan(state);
  if (parts.everyYear) return null;
  if (parts.holiday !== undefined) return holidaySpan(state);
  if (parts.dayShift !== undefined || parts.same === 'D') {
    if (parts.same === 'D') {
      const day = context.previousDay;
      return day === null ? null : daySpan(day);
    }
    if (!ref) return null;
    const day = (parts.anaphoric ? (context.previousDay ?? ref.days) : ref.days) + parts.dayShift!;
    if (parts.day !== undefined && parts.month !== undefined) return calendarSpan(state, state);
    return daySpan(parts.weekday === undefined ? day : onWeekday(day, parts.weekday));
  }
  if (parts.weekShift !== undefined || parts.same === 'W') {
    const base =
      parts.same === 'W'
        ? context.previousDay
        : ((parts.anaphoric ? context.previousDay : null) ?? ref?.days ?? null);
    if (base === null) return null;
    const first = weekStartOf(base, context.weekStart) + 7 * (parts.weekShift ?? 0);
    return parts.weekday === undefined ? weekSpan(first) : daySpan(inWeek(first, parts.weekday));
  }
  if (parts.weekendShift !== undefined) return weekendSpan(state);
  if (
    parts.decade !== undefined ||
    parts.century !== undefined ||
    parts.centuryShift !== undefined ||
    parts.decadeShift !== undefined
  )
    return longSpan(state);
  return calendarSpan(state, state);
}

/** أمس الجمعة in an article that is dated a day or two late means the Friday: the weekday wins when it is that near. */
function onWeekday(day: number, weekday: number): number {
  const ahead = (weekday - weekdayOf(day) + 7) % 7;
  if (ahead <= 2) return day + ahead;
  return ahead >= 5 ? day + ahead - 7 : day;
}

function weekendSpan(state: State): Span | null {
  const ref = state.context.reference;
  if (!ref) return null;
  // The last two days of the week, on whichever day that begins.
  let week = weekStartOf(ref.days, state.context.weekStart) + 7 * state.parts.weekendShift!;
  if (state.parts.toward === 0 && state.context.tense === 'past' && ref.days < week + 5) week -= 7;
  return { value: `${weekValue(week)}-WE`, first: week + 5, end: week + 7, grain: 'weekend' };
}

function longSpan({ parts, context }: State): Span | null {
  const year = context.reference?.year ?? null;
  if (parts.decade !== undefined || parts.decadeShift !== undefined) {
    if (parts.decade === undefined && year === null) return null;
    const decade = parts.decade ?? Math.floor(year! / 10) + parts.decadeShift!;
    return {
      value: String(decade).padStart(3, '0'),
      first: toDays(decade * 10, 1, 1),
      end: toDays(decade * 10 + 10, 1, 1),
      grain: 'decade',
    };
  }
  if (parts.century === undefined && year === null) return null;
  const century = parts.century ?? Math.floor(year! / 100) + parts.centuryShift!;
  const value = parts.bc ? `BC${String(century).padStart(2, '0')}` : String(century).padStart(2, '0');
  const first = parts.bc ? -(century + 1) * 100 + 1 : century * 100;
  return { value, first: toDays(first, 1, 1), end: toDays(first + 100, 1, 1), grain: 'century' };
}

/** قبل عام is a year, قبل شهر a month, قبل أسبوع a day, قبل ساعتين a time. */
function offsetSpan({ parts, context }: State): Span | null | undefined {
  const ref = context.reference;
  if (!ref) return null;
  const sign = parts.offsetSign!;
  const a = parts.offset!;
  const years = (a.Y ?? 0) + (a.DE ?? 0) * 10 + (a.CE ?? 0) * 100;
  const exact = years * 12 + (a.M ?? 0);
  const months = Math.floor(exact + 1e-9);
  const days = (a.D ?? 0) + (a.N ?? 0) + (a.W ?? 0) * 7 + Math.round((exact - months) * 30);
  if (a.H || a.MIN || a.S) return undefined;
  const count = ref.year * 12 + ref.month - 1 + sign * months;
  const year = Math.floor(count / 12);
  const month = count - year * 12 + 1;
  if (days > 0 || (parts.exact && months % 12 !== 0)) {
    const day = dayNumber('gregorian', year, month, Math.min(ref.day, daysInMonth('gregorian', year, month)));
    return daySpan(day + sign * Math.round(days));
  }
  if (a.M || years % 1 !== 0) return monthSpan(year, month);
  return { value: yearValue(year), first: toDays(year, 1, 1), end: toDays(year + 1, 1, 1), grain: 'year' };
}

/** The date in the other calendar, the weekday and a word like أمس must agree with the date, which wins. */
function checkConflicts(state: State, span: Span): void {
  const { parts, context } = state;
  if (span.grain !== 'day') return;
  if (parts.other) pair(state, span, parts.other);
  if (parts.weekday !== undefined && !parts.nth && weekdayOf(span.first) !== parts.weekday)
    state.conflict ??= `weekday ${parts.weekday}`;
  if (parts.dayShift === undefined || !context.reference) return;
  const day = context.reference.days + parts.dayShift;
  if (day !== span.first) state.conflict ??= `relative ${dayValue(day)}`;
}

/**
 * Two dates of one day, in two calendars. More than a day between them is a conflict; up to a day is how far a sighted
 * month may be from the table. The Gregorian date is the one that the news goes by.
 */
function pair(state: State, span: Span, parts: Parts): void {
  const other = resolve(parts, state.context);
  if (other?.day == null) return;
  const own = span.first;
  const isGregorian = state.calendar === 'gregorian';
  if (Math.abs(other.day - own) > 1)
    state.conflict = isGregorian
      ? `${other.calendar} ${dayValue(other.day)}`
      : `${state.calendar} ${dayValue(own)}`;
  state.conflict ??= other.conflict;
  if (isGregorian && other.original) state.original = other.original;
  if (isGregorian || other.calendar !== 'gregorian' || other.day === own) return;
  span.first = other.day;
  span.end = other.day + 1;
  span.value = dayValue(other.day);
  const year = state.inferred.indexOf('year');
  if (year >= 0 && parts.year !== undefined) state.inferred.splice(year, 1);
}

/** The hour of the day, 0 to 24, from an hour as it is said and the part of the day beside it. */
export function hourOfDay(hour: number, part: Daypart | undefined): number {
  if (!part || hour > 12) return hour;
  if (part.moment === 24) return hour === 12 ? 24 : hour;
  switch (part.code) {
    case 'MO':
      return hour === 12 ? 0 : hour;
    case 'MI':
      return hour < 10 ? hour + 12 : hour;
    case 'NI':
      return hour === 12 ? 24 : hour >= 6 ? hour + 12 : hour;
    default:
      return hour === 12 ? 12 : hour + 12;
  }
}

function clock(state: State, span: Span): Resolved {
  const { hour, minute, second, part } = state.parts;
  const h = hourOfDay(hour!, part);
  const seconds = h * 3600 + minute! * 60 + (second ?? 0);
  const length = second !== undefined ? 1 : minute === 0 ? 3600 : 60;
  return finish(state, {
    value: `${span.value}${clockValue(h, minute!, second)}`,
    type: 'TIME',
    from: instantText(span.first, seconds),
    to: instantText(span.first, seconds + length),
    grain: second !== undefined ? 'second' : minute === 0 ? 'hour' : 'minute',
    mod: state.parts.mod ?? null,
    day: span.first,
    endDay: span.first + 1,
  });
}

function daypart(state: State, span: Span, part: Daypart): Resolved {
  const value =
    part.moment === null ? `${span.value}T${part.code}` : `${span.value}${clockValue(part.moment, 0)}`;
  let { from, to } = part;
  if (part.moment !== null) to = from + 1;
  const third = (to - from) / 3;
  if (state.parts.partEdge === 'START') to = from + third;
  if (state.parts.partEdge === 'END') from = to - third;
  return finish(state, {
    value,
    type: 'TIME',
    from: instantText(span.first, Math.round(from * 3600)),
    to: instantText(span.first, Math.round(to * 3600)),
    grain: part.moment === null ? 'part' : 'hour',
    mod: state.parts.partEdge ?? state.parts.mod ?? null,
    day: span.first,
    endDay: span.first + 1,
  });
}

/** A value with X's: nothing is there to count from, or it means every year. */
function unknown(state: State): Resolved | null {
  const { parts } = state;
  const pad = (n: number): string => String(n).padStart(2, '0');
  let value = 'XXXX';
  if (parts.month !== undefined && (parts.calendar ?? 'gregorian') === 'gregorian')
    value += `-${pad(parts.month)}${parts.day === undefined ? '' : `-${pad(parts.day)}`}`;
  else if (parts.weekday !== undefined) value += `-WXX-${parts.weekday}`;
  else if (parts.season) value += `-${parts.season}`;
  else if (parts.weekShift !== undefined) value += '-WXX';
  else if (parts.weekendShift !== undefined) value += '-WXX-WE';
  else if (parts.monthShift !== undefined) value += parts.day === undefined ? '-XX' : `-XX-${pad(parts.day)}`;
  else if (parts.decadeShift !== undefined) value = 'XXX';
  else if (parts.centuryShift !== undefined) value = 'XX';
  else if (parts.quarterShift !== undefined) value += '-QX';
  else if (parts.quarter) value += `-Q${parts.quarter}`;
  else if (parts.half) value += `-H${parts.half}`;
  else if (parts.yearShift === undefined && parts.same !== 'Y') value += '-XX-XX';
  const day = value.length === 10;
  const time = parts.hour !== undefined || parts.part !== undefined;
  if (parts.hour !== undefined)
    value += clockValue(hourOfDay(parts.hour, parts.part), parts.minute ?? 0, parts.second);
  else if (parts.part)
    value += parts.part.moment === null ? `T${parts.part.code}` : clockValue(parts.part.moment, 0);
  return finish(state, {
    value,
    type: time ? 'TIME' : 'DATE',
    from: null,
    to: null,
    grain: time ? 'part' : day ? 'day' : 'year',
    mod: parts.edge ?? parts.mod ?? null,
    day: null,
    endDay: null,
  });
}
