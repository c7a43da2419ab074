/** Days, months and years of a calendar, with the year, month or week that must be inferred. */
import {
  type CalendarName,
  type CivilDate,
  dateIn,
  dayNumber,
  daysInMonth,
  hasUmmAlQura,
  monthStart,
  monthsIn,
  toDays,
  weekdayOf,
} from './calendars.js';
import { daySpan, inWeek, monthSpan, type Span, type State, weekSpan } from './state.js';
import { firstWeek, weekStartOf, yearText, yearValue } from './timex.js';
import type { Direction } from './types.js';

const isHijri = (calendar: CalendarName | undefined): boolean =>
  calendar === 'islamic-umalqura' || calendar === 'islamic-civil';

/** Years, months, days, weekdays and what is counted in them. `into` receives what was inferred. */
export function calendarSpan(state: State, into: State): Span | null | undefined {
  const { parts, context } = state;
  const ref = context.reference;
  let calendar = parts.calendar ?? 'gregorian';
  let year = parts.year;
  if (year !== undefined && parts.bc) year = 1 - year;
  if (parts.shortYear && year !== undefined) {
    const base = ref?.year ?? 2000;
    const century = Math.floor(base / 100) * 100;
    year += year + century > base + 20 ? century - 100 : century;
  }
  if (isHijri(parts.calendar) && year !== undefined && !hasUmmAlQura(year))
    calendar = into.calendar = 'islamic-civil';
  const told = parts.anaphoric ? (context.previous?.day ?? null) : null;
  const now: CivilDate | null =
    told !== null
      ? dateIn(calendar, told)
      : ref && calendar !== 'gregorian'
        ? dateIn(calendar, ref.days)
        : ref;
  if (year === undefined && parts.yearShift !== undefined) {
    if (!now) return null;
    year = now.year + parts.yearShift;
  }
  if (parts.same === 'Y') {
    const day = context.previous?.day ?? context.previousDay ?? ref?.days ?? null;
    if (day === null) return null;
    ({ year } = dateIn(calendar, day));
  }
  let { month } = parts;
  if (parts.inGregorian !== undefined && month !== undefined) {
    ({ year } = dateIn(calendar, toDays(parts.inGregorian, 1, 1)));
    while (monthStart(calendar, year, month) < toDays(parts.inGregorian, 1, 1)) year++;
  }
  if (month !== undefined && month > monthsIn(calendar)) return undefined;
  if (parts.monthShift !== undefined || parts.same === 'M') {
    const day = parts.same === 'M' ? (context.previous?.day ?? null) : (told ?? ref?.days ?? null);
    if (day === null) return null;
    const base = dateIn(calendar, day);
    const count = base.year * 12 + base.month - 1 + (parts.monthShift ?? 0);
    year = Math.floor(count / 12);
    month = count - year * 12 + 1;
  }
  if (parts.quarterShift !== undefined) {
    if (!ref) return null;
    const count = ref.year * 4 + Math.floor((ref.month - 1) / 3) + parts.quarterShift;
    return quarterSpan(Math.floor(count / 4), (count % 4) + 1);
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
      const { n } = parts.nth;
      const { weekStart } = context;
      return weekSpan(
        n > 0 ? firstWeek(year!, weekStart) + 7 * (n - 1) : firstWeek(year! + 1, weekStart) - 7,
      );
    }
    const first = monthStart(calendar, year!, 1);
    const end = monthStart(calendar, year! + 1, 1);
    if (parts.quarter) return quarterSpan(year!, parts.quarter);
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

const quarterSpan = (year: number, quarter: number): Span => ({
  value: `${yearValue(year)}-Q${quarter}`,
  first: toDays(year, quarter * 3 - 2, 1),
  end: monthStart('gregorian', year, quarter * 3 + 1),
  grain: 'quarter',
});

const originalText = (year: number, month: number, day: number): string =>
  `${yearText(year)}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/** A year, with the days that the month or day has in it. */
interface Candidate {
  readonly year: number;
  readonly first: number;
  readonly end: number;
}

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
  const { day } = parts;
  // The nearest years in which there is such a day: the one that the reference lies in, the last before, the first after.
  const reach = day === 29 && month === 2 ? 8 : 1;
  let here: Candidate | null = null;
  let past: Candidate | null = null;
  let next: Candidate | null = null;
  for (let year = thisYear - reach; year <= thisYear + reach; year++) {
    const start = monthStart(calendar, year, month);
    const length = monthStart(calendar, year, month + 1) - start;
    if (day !== undefined && day > length) continue;
    const first = start + (day ?? 1) - 1;
    const end = day === undefined ? first + length : first + 1;
    if (end <= ref) past = { year, first, end };
    else if (first > ref) next ??= { year, first, end };
    else here = { year, first, end };
  }
  if (!here && !past && !next) return null;
  if (parts.toward === 0) return thisYear;
  if (parts.toward !== undefined && parts.toward < 0) return (past ?? here ?? next)!.year;
  if (parts.toward !== undefined) return (next ?? here ?? past)!.year;
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
    else if (toward === 0) day = inWeek(weekStartOf(ref.days, context.weekStart), parts.weekday!);
    else if (context.tense === 'nearest') day = ahead < back ? ref.days + ahead : ref.days - back;
    else day = ref.days - back;
  }
  return daySpan(day);
}

/** A day of the month by itself, with or without its weekday. */
function dayOnly(state: State, into: State, day: number): Span | null | undefined {
  const ref = state.context.reference;
  if (!ref) return null;
  into.inferred.push('month', 'year');
  const months = [0, -1, 1].map((n) => {
    const count = ref.year * 12 + ref.month - 1 + n;
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
    const now = context.reference;
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

function nthSpan(
  { parts, context }: State,
  year: number,
  month: number,
  calendar: CalendarName,
): Span | undefined {
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
  // Weeks are those that have their fourth day, and so most of their days, in the month.
  const week =
    n > 0 ? weekStartOf(first + 3, context.weekStart) + 7 * (n - 1) : weekStartOf(end - 4, context.weekStart);
  return week + 3 >= end ? undefined : weekSpan(week);
}
