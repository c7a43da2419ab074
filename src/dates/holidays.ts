/** The days of holidays. */
import {
  type CalendarName,
  dateIn,
  dayNumber,
  easternEaster,
  fromDays,
  toDays,
  westernEaster,
} from './calendars.js';
import { Parts } from './parts.js';
import { daySpan, type Span, type State } from './state.js';
import { yearText } from './timex.js';

export function holidaySpan(state: State): Span | null | undefined {
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
        const feast = Parts.of({ holiday, year: fromDays(ref.days).year + n });
        const span = holidaySpan({ ...state, parts: feast });
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
