/** The days of holidays. */
import {
  type CalendarName,
  dateIn,
  dayNumber,
  easternEaster,
  monthStart,
  toDays,
  westernEaster,
} from './calendars.js';
import { daySpan, type Span, type State } from './state.js';
import { yearText } from './timex.js';
import type { HolidayWord } from './types.js';

const CALENDARS: Readonly<Partial<Record<HolidayWord['kind'], CalendarName>>> = {
  h: 'islamic-umalqura',
  p: 'persian',
  c: 'coptic',
};
/** The two feasts that العيد by itself may mean. */
const FEASTS: readonly HolidayWord[] = [
  { kind: 'h', month: 10, day: 1 },
  { kind: 'h', month: 12, day: 10 },
];

/** The first day that the holiday has in a Gregorian year; NaN for a year without one. */
function dayIn({ kind, month, day }: HolidayWord, year: number): number {
  if (kind === 'g') return toDays(year, month, day);
  if (kind === 'w') return westernEaster(year) + day;
  if (kind === 'e') return easternEaster(year) + day;
  const calendar = CALENDARS[kind]!;
  const from = toDays(year, 1, 1);
  const end = toDays(year + 1, 1, 1);
  const first = dateIn(calendar, from).year;
  // A Hijri year is shorter than a Gregorian one, so there may be two.
  for (let own = first; own <= first + 1; own++) {
    const start = monthStart(calendar, own, month) + day - 1;
    if (start >= from && start < end) return start;
  }
  return Number.NaN;
}

export function holidaySpan(state: State): Span | null | undefined {
  const { parts, context } = state;
  const holiday = parts.holiday!;
  const ref = context.reference;
  const shift = (parts.holidayDay ?? 1) - 1;
  if (holiday.month === 0 && holiday.kind === 'h') {
    if (!ref) return null;
    let near = Number.POSITIVE_INFINITY;
    for (const feast of FEASTS) near = nearer(ref.days, near, nearest(feast, ref.year, ref.days));
    return daySpan(near + shift);
  }
  const year = parts.year ?? (parts.yearShift !== undefined && ref ? ref.year + parts.yearShift : undefined);
  if (year !== undefined && holiday.kind === 'h' && (parts.calendar === 'islamic-umalqura' || year < 1600)) {
    state.calendar = 'islamic-umalqura';
    return daySpan(dayNumber('islamic-umalqura', year, holiday.month, holiday.day) + shift);
  }
  if (year !== undefined) {
    const day = dayIn(holiday, year);
    if (Number.isNaN(day)) return undefined;
    if (holiday.kind === 'h') hijri(state, day);
    return daySpan(day + shift);
  }
  if (!ref) return null;
  const future = context.tense === 'future' || context.tense === 'soon';
  const day = future ? coming(holiday, ref.year, ref.days) : nearest(holiday, ref.year, ref.days);
  state.inferred.push('year');
  if (holiday.kind === 'h') hijri(state, day);
  return daySpan(day + shift);
}

/** Of two days the one that is nearer to a third, the first when they are equally near. */
const nearer = (to: number, a: number, b: number): number =>
  Number.isNaN(b) || Math.abs(a - to) <= Math.abs(b - to) ? a : b;

function nearest(holiday: HolidayWord, year: number, day: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let y = year - 1; y <= year + 1; y++) best = nearer(day, best, dayIn(holiday, y));
  return best;
}

function coming(holiday: HolidayWord, year: number, day: number): number {
  let y = year;
  let found = dayIn(holiday, y);
  while (!(found >= day)) found = dayIn(holiday, ++y);
  return found;
}

function hijri(state: State, day: number): void {
  const { year, month, day: d } = dateIn('islamic-umalqura', day);
  state.calendar = 'islamic-umalqura';
  state.original = `${yearText(year)}-${String(month).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
}
