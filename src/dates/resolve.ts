/** From what an expression states to a day or an interval, with what had to be inferred. */
import {
  type CalendarName,
  dateIn,
  dayNumber,
  daysInMonth,
  easternEaster,
  fromDays,
  hasUmmAlQura,
  monthStart,
  monthsIn,
  toDays,
  weekdayOf,
  westernEaster,
} from './calendars.js';
import {
  clockValue,
  dayValue,
  firstMonday,
  instantText,
  isoWeek,
  monthValue,
  weekValue,
  yearText,
  yearValue,
} from './timex.js';
import type { Daypart, Direction, Parts } from './types.js';

/** What relative parts count from. */
export interface Anchor {
  readonly days: number;
  /** Seconds of the day, when the reference has a time. */
  readonly seconds: number | null;
}

/** Where an ambiguous date lies: `soon` is a future that may be today. */
export type Tense = 'past' | 'nearest' | 'future' | 'soon';

export interface ResolveContext {
  readonly reference: Anchor | null;
  readonly tense: Tense;
  /** The last date of the text, for الشهر نفسه and for clock times. */
  readonly previous: Resolved | null;
  /** The last date of the text that a clock time may belong to. */
  readonly previousDay: number | null;
}

export interface Resolved {
  value: string;
  type: 'DATE' | 'TIME';
  from: string | null;
  to: string | null;
  grain: string;
  mod: string | null;
  calendar: CalendarName;
  original: string | null;
  inferred: string[];
  conflict: string | null;
  /** First day, for ranges and for what refers back; null without a reference. */
  day: number | null;
  endDay: number | null;
}

type Span = { value: string; first: number; end: number; grain: string };

const isHijri = (calendar: CalendarName | undefined): boolean =>
  calendar !== undefined && calendar.startsWith('islamic');

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

interface State {
  readonly parts: Parts;
  readonly context: ResolveContext;
  readonly inferred: string[];
  conflict: string | null;
  calendar: CalendarName;
  original: string | null;
}

function finish(
  state: State,
  rest: Omit<Resolved, 'calendar' | 'original' | 'inferred' | 'conflict'>,
): Resolved {
  const bc = (s: string | null): string | null => (s?.startsWith('BC') ? null : s);
  return {
    ...rest,
    from: bc(rest.from),
    to: bc(rest.to),
    calendar: state.calendar,
    original: state.original,
    inferred: state.inferred,
    conflict: state.conflict,
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
    const day = ref.days + parts.dayShift!;
    if (parts.day !== undefined && parts.month !== undefined)
      return calendarSpan({ ...state, parts: { ...parts } }, state);
    return daySpan(day);
  }
  if (parts.weekShift !== undefined || parts.same === 'W') {
    const base = parts.same === 'W' ? context.previousDay : (ref?.days ?? null);
    if (base === null) return null;
    const monday = isoWeek(base).monday + 7 * (parts.weekShift ?? 0);
    if (parts.weekday !== undefined) return daySpan(monday + parts.weekday - 1);
    return { value: weekValue(monday), first: monday, end: monday + 7, grain: 'week' };
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

const daySpan = (day: number): Span => ({ value: dayValue(day), first: day, end: day + 1, grain: 'day' });

function weekendSpan(state: State): Span | null {
  const ref = state.context.reference;
  if (!ref) return null;
  let monday = isoWeek(ref.days).monday + 7 * state.parts.weekendShift!;
  if (state.parts.toward === 0 && state.context.tense === 'past' && weekdayOf(ref.days) < 6) monday -= 7;
  return { value: `${weekValue(monday)}-WE`, first: monday + 5, end: monday + 7, grain: 'weekend' };
}

function longSpan({ parts, context }: State): Span | null {
  const year = context.reference ? fromDays(context.reference.days).year : null;
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
  const months = Math.round(years * 12 + (a.M ?? 0));
  const days = (a.D ?? 0) + (a.N ?? 0) + (a.W ?? 0) * 7;
  if (a.H || a.MIN || a.S) return undefined;
  const now = fromDays(ref.days);
  const count = now.year * 12 + now.month - 1 + sign * months;
  const year = Math.floor(count / 12);
  const month = count - year * 12 + 1;
  if (days > 0) {
    const day = dayNumber('gregorian', year, month, Math.min(now.day, daysInMonth('gregorian', year, month)));
    return daySpan(day + sign * Math.round(days));
  }
  if (a.M || years % 1 !== 0) return monthSpan(year, month);
  return { value: yearValue(year), first: toDays(year, 1, 1), end: toDays(year + 1, 1, 1), grain: 'year' };
}

const monthSpan = (year: number, month: number): Span => ({
  value: monthValue(year, month),
  first: toDays(year, month, 1),
  end: monthStart('gregorian', year, month + 1),
  grain: 'month',
});

function holidaySpan(state: State): Span | null | undefined {
  const { parts, context } = state;
  const [kind, rest] = parts.holiday!.split(':') as [string, string];
  const ref = context.reference;
  const shift = (parts.holidayDay ?? 1) - 1;
  const inYear = (year: number): number[] => {
    if (kind === 'w') return [westernEaster(year) + Number(rest)];
    if (kind === 'e') return [easternEaster(year) + Number(rest)];
    const [month, day] = rest.split('-').map(Number) as [number, number];
    if (kind === 'g') return [toDays(year, month, day)];
    const calendar: CalendarName = kind === 'h' ? 'islamic-umalqura' : kind === 'p' ? 'persian' : 'coptic';
    const first = dateIn(calendar, toDays(year, 1, 1)).year;
    return [first, first + 1, first + 2]
      .map((y) => dayNumber(calendar, y, month, day))
      .filter((d) => fromDays(d).year === year);
  };
  if (rest === '0' && kind === 'h') {
    // العيد: the feast that was named before, else the nearer one.
    if (!ref) return null;
    const feasts = [-1, 0, 1].flatMap((n) =>
      ['h:10-01', 'h:12-10'].flatMap((holiday) => {
        const span = holidaySpan({
          ...state,
          parts: { ...parts, holiday, holidayDay: 1, year: fromDays(ref.days).year + n },
        });
        return span ? [span.first] : [];
      }),
    );
    const near = feasts.sort((x, y) => Math.abs(x - ref.days) - Math.abs(y - ref.days))[0]!;
    return daySpan(near + shift);
  }
  let year =
    parts.year ??
    (parts.yearShift !== undefined && ref ? fromDays(ref.days).year + parts.yearShift : undefined);
  if (year !== undefined && kind === 'h' && (parts.calendar === 'islamic-umalqura' || year < 1600)) {
    const [month, day] = rest.split('-').map(Number) as [number, number];
    state.calendar = 'islamic-umalqura';
    return daySpan(dayNumber('islamic-umalqura', year, month, day) + shift);
  }
  if (year !== undefined) {
    const day = inYear(year)[0];
    if (day === undefined) return undefined;
    if (kind === 'h') hijri(state, day);
    return daySpan(day + shift);
  }
  if (!ref) return null;
  ({ year } = fromDays(ref.days));
  const all = [year - 1, year, year + 1].flatMap(inYear).sort((x, y) => x - y);
  const future = context.tense === 'future' || context.tense === 'soon';
  const day = future
    ? all.find((d) => d >= ref.days)!
    : all.reduce((best, d) => (Math.abs(d - ref.days) < Math.abs(best - ref.days) ? d : best));
  state.inferred.push('year');
  if (kind === 'h') hijri(state, day);
  return daySpan(day + shift);
}
function hijri(state: State, day: number): void {
  const { year, month, day: d } = dateIn('islamic-umalqura', day);
  state.calendar = 'islamic-umalqura';
  state.original = `${yearText(year)}-${String(month).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
}

/** Years, months, days, weekdays and what is counted in them. `into` receives what was inferred. */
function calendarSpan(state: State, into: State): Span | null | undefined {
  const { parts, context } = state;
  const ref = context.reference;
  let calendar = parts.calendar ?? 'gregorian';
  const own = (days: number) => dateIn(calendar, days);
  let year = parts.year;
  if (year !== undefined && parts.bc) year = 1 - year;
  if (parts.shortYear && year !== undefined) {
    const base = ref ? fromDays(ref.days).year : 2000;
    const century = Math.floor(base / 100) * 100;
    year += year + century > base + 20 ? century - 100 : century;
  }
  if (isHijri(parts.calendar) && year !== undefined && !hasUmmAlQura(year))
    calendar = into.calendar = 'islamic-civil';
  const now = ref ? own(ref.days) : null;
  if (year === undefined && parts.yearShift !== undefined) {
    if (!now) return null;
    year = now.year + parts.yearShift;
  }
  if (parts.same === 'Y') {
    const day = context.previous?.day ?? context.previousDay ?? ref?.days ?? null;
    if (day === null) return null;
    ({ year } = own(day));
  }
  let { month } = parts;
  if (parts.inGregorian !== undefined && month !== undefined) {
    year = own(toDays(parts.inGregorian, 1, 1)).year;
    while (monthStart(calendar, year, month) < toDays(parts.inGregorian, 1, 1)) year++;
  }
  if (month !== undefined && month > monthsIn(calendar)) return undefined;
  if (parts.monthShift !== undefined || parts.same === 'M') {
    const day = parts.same === 'M' ? (context.previous?.day ?? null) : (ref?.days ?? null);
    if (day === null) return null;
    const base = own(day);
    const count = base.year * 12 + base.month - 1 + (parts.monthShift ?? 0);
    year = Math.floor(count / 12);
    month = count - year * 12 + 1;
  }
  if (month === undefined && parts.day !== undefined) return dayOnly(state, into, parts.day);
  if (parts.season) return seasonSpan(state, into, year);
  if (month === undefined && year === undefined) {
    if (parts.weekday !== undefined) return weekdaySpan(state, into);
    if (parts.hour !== undefined || parts.part) {
      const day = context.previousDay ?? ref?.days ?? null;
      if (day === null) return null;
      into.inferred.push('day');
      return daySpan(day);
    }
    return undefined;
  }
  if (month === undefined) {
    if (parts.nth?.of === 'week') {
      const monday =
        parts.nth.n > 0 ? firstMonday(year!) + 7 * (parts.nth.n - 1) : firstMonday(year! + 1) - 7;
      return { value: weekValue(monday), first: monday, end: monday + 7, grain: 'week' };
    }
    const first = monthStart(calendar, year!, 1);
    const end = monthStart(calendar, year! + 1, 1);
    if (parts.quarter)
      return {
        value: `${yearValue(year!)}-Q${parts.quarter}`,
        first: toDays(year!, parts.quarter * 3 - 2, 1),
        end: monthStart('gregorian', year!, parts.quarter * 3 + 1),
        grain: 'quarter',
      };
    if (parts.half)
      return {
        value: `${yearValue(year!)}-H${parts.half}`,
        first: toDays(year!, parts.half * 6 - 5, 1),
        end: monthStart('gregorian', year!, parts.half * 6 + 1),
        grain: 'half',
      };
    if (calendar !== 'gregorian') {
      into.original = yearText(year!);
      return { value: '', first, end, grain: 'range' };
    }
    return { value: yearValue(year!), first, end, grain: 'year' };
  }
  if (year === undefined) {
    if (!now || !ref) return null;
    const inferred = inferYear(state, into, calendar, month, now.year);
    if (inferred === null) return undefined;
    year = inferred;
  }
  if (isHijri(parts.calendar) && !hasUmmAlQura(year)) calendar = into.calendar = 'islamic-civil';
  if (parts.nth) return nthSpan(state, year, month, calendar);
  const length = daysInMonth(calendar, year, month);
  if (parts.day !== undefined) {
    // The thirtieth of a month that the table gives 29 days: sighted one day off; the day after.
    if (parts.day > length && !(calendar !== 'gregorian' && parts.day <= 30)) return undefined;
    const day = dayNumber(calendar, year, month, parts.day);
    if (calendar !== 'gregorian') into.original = originalText(year, month, parts.day);
    return daySpan(day);
  }
  if (calendar !== 'gregorian') {
    into.original = `${yearText(year)}-${String(month).padStart(2, '0')}`;
    const first = monthStart(calendar, year, month);
    return { value: '', first, end: first + length, grain: 'range' };
  }
  return monthSpan(year, month);
}

const originalText = (year: number, month: number, day: number): string =>
  `${yearText(year)}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/** The year of a month (and day) without one. A Hijri month with a Gregorian year is read in that year by the caller. */
function inferYear(
  state: State,
  into: State,
  calendar: CalendarName,
  month: number,
  thisYear: number,
): number | null {
  const { parts, context } = state;
  const ref = context.reference!.days;
  into.inferred.push('year');
  const day = parts.day;
  const bounds = (year: number): [number, number] | null => {
    const length = daysInMonth(calendar, year, month);
    if (day !== undefined && day > length) return null;
    const first = monthStart(calendar, year, month) + (day ?? 1) - 1;
    return [first, day === undefined ? first + length : first + 1];
  };
  const years = day === 29 && month === 2 ? [-8, -4, -3, -2, -1, 0, 1, 2, 3, 4, 8] : [-1, 0, 1];
  const all = years.flatMap((n) => {
    const b = bounds(thisYear + n);
    return b ? [{ year: thisYear + n, first: b[0], end: b[1] }] : [];
  });
  if (all.length === 0) return null;
  const here = all.find((x) => x.first <= ref && ref < x.end);
  const past = all.findLast((x) => x.end <= ref);
  const next = all.find((x) => x.first > ref);
  if (parts.toward === 0) return thisYear;
  if (parts.toward !== undefined && parts.toward < 0) return (past ?? all[0]!).year;
  if (parts.toward !== undefined) return (next ?? all.at(-1)!).year;
  // A weekday beside it decides, when it fits one of the years only.
  if (parts.weekday !== undefined && day !== undefined && !parts.nth) {
    const fitting = [here, past, next].filter((x) => x && weekdayOf(x.first) === parts.weekday);
    if (fitting.length === 1) return fitting[0]!.year;
  }
  if (here) return here.year;
  if (context.tense === 'future' || context.tense === 'soon') return (next ?? past)!.year;
  if (!past || !next) return (past ?? next)!.year;
  const ahead = next.first - ref;
  const ago = ref - past.end;
  if (context.tense === 'nearest') return ahead < ago ? next.year : past.year;
  // News of what is about to come often has no sign of the future: weeks ahead beat most of a year ago.
  return ahead <= 45 && ago > 300 ? next.year : past.year;
}

function weekdaySpan(state: State, into: State): Span | null {
  const { parts, context } = state;
  const ref = context.reference;
  if (!ref) return null;
  const today = weekdayOf(ref.days);
  const back = (today - parts.weekday! + 7) % 7;
  const ahead = (parts.weekday! - today + 7) % 7;
  const toward: Direction | undefined = parts.toward;
  let day: number;
  if (toward !== undefined && toward < 0) day = ref.days - (back || 7) - 7 * (-toward - 1);
  else if (toward !== undefined && toward > 0) day = ref.days + (ahead || 7) + 7 * (toward - 1);
  else {
    into.inferred.push('week');
    if (context.tense === 'future') day = ref.days + (ahead || 7);
    else if (context.tense === 'soon') day = ref.days + ahead;
    else if (toward === 0) day = isoWeek(ref.days).monday + parts.weekday! - 1;
    else if (context.tense === 'nearest') day = ahead < back ? ref.days + ahead : ref.days - back;
    else day = ref.days - back;
  }
  return daySpan(day);
}

/** A day of the month by itself, with or without its weekday. */
function dayOnly(state: State, into: State, day: number): Span | null | undefined {
  const ref = state.context.reference;
  if (!ref) return null;
  const now = fromDays(ref.days);
  into.inferred.push('month', 'year');
  const months = [0, -1, 1].map((n) => {
    const count = now.year * 12 + now.month - 1 + n;
    return { year: Math.floor(count / 12), month: (((count % 12) + 12) % 12) + 1 };
  });
  const days = months
    .filter((m) => day <= daysInMonth('gregorian', m.year, m.month))
    .map((m) => toDays(m.year, m.month, day));
  const { weekday } = state.parts;
  const fitting = weekday === undefined ? days : days.filter((d) => weekdayOf(d) === weekday);
  const future = state.context.tense === 'future' || state.context.tense === 'soon';
  const best = fitting.find((d) => (future ? d >= ref.days : d <= ref.days)) ?? fitting[0];
  return best === undefined ? undefined : daySpan(best);
}

const SEASONS: Readonly<Record<string, number>> = { SP: 3, SU: 6, FA: 9, WI: 12 };
function seasonSpan(state: State, into: State, year: number | undefined): Span | null {
  const { parts, context } = state;
  const start = SEASONS[parts.season!]!;
  let y = year;
  if (y === undefined) {
    if (!context.reference) return null;
    const now = fromDays(context.reference.days);
    into.inferred.push('year');
    const past = now.month >= start + (parts.toward === undefined ? 0 : 3) ? now.year : now.year - 1;
    y =
      parts.toward === 0
        ? now.year
        : parts.toward !== undefined && parts.toward > 0
          ? now.month < start
            ? now.year
            : now.year + 1
          : past;
  }
  const end = start === 12 ? toDays(y + 1, 3, 1) : toDays(y, start + 3, 1);
  return { value: `${yearValue(y)}-${parts.season}`, first: toDays(y, start, 1), end, grain: 'season' };
}

function nthSpan({ parts }: State, year: number, month: number, calendar: CalendarName): Span | undefined {
  const { n, of } = parts.nth!;
  const first = monthStart(calendar, year, month);
  const end = first + daysInMonth(calendar, year, month);
  if (of === 'day') return daySpan(n > 0 ? first + n - 1 : end - 1);
  if (of === 'weekday') {
    const lead = (parts.weekday! - weekdayOf(first) + 7) % 7;
    const day =
      n > 0 ? first + lead + 7 * (n - 1) : end - 1 - ((weekdayOf(end - 1) - parts.weekday! + 7) % 7);
    return day < end ? daySpan(day) : undefined;
  }
  // Weeks are those that have their Thursday in the month.
  const thursday = (4 - weekdayOf(first) + 7) % 7;
  let monday = first + thursday - 3 + 7 * (n - 1);
  if (n < 0) monday = end - 1 - ((weekdayOf(end - 1) - 4 + 7) % 7) - 3;
  if (monday + 3 >= end) return undefined;
  return { value: weekValue(monday), first: monday, end: monday + 7, grain: 'week' };
}

/** The weekday, and the date in the other calendar, must agree. The calendar date wins. */
function checkConflicts(state: State, span: Span): void {
  const { parts, context } = state;
  if (span.grain !== 'day') return;
  if (parts.weekday !== undefined && !parts.nth && weekdayOf(span.first) !== parts.weekday)
    state.conflict = `weekday ${parts.weekday}`;
  if (
    parts.dayShift !== undefined &&
    context.reference &&
    context.reference.days + parts.dayShift !== span.first
  )
    state.conflict = `relative ${dayValue(context.reference.days + parts.dayShift)}`;
  if (!parts.other) return;
  const other = resolve({ ...parts.other }, { ...context, previous: null });
  if (other?.day == null) return;
  const mine = state.calendar === 'gregorian';
  if (Math.abs(other.day - span.first) > 1)
    state.conflict = `${other.calendar} ${mine ? (other.original ?? other.value) : other.value}`;
  if (mine && other.original) state.original = other.original;
  // Where the two differ the Gregorian date is the one that the news goes by.
  if (!mine && other.calendar === 'gregorian' && other.day !== span.first) {
    span.first = other.day;
    span.end = other.day + 1;
    span.value = dayValue(other.day);
    const i = state.inferred.indexOf('year');
    if (i >= 0 && parts.other.year !== undefined) state.inferred.splice(i, 1);
  }
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
