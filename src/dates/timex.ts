/** TIMEX3 values and half-open intervals. All strings are local times without a zone. */
import { fromDays, toDays, weekdayOf } from './calendars.js';
import type { Amount, UnitName } from './types.js';

const TWO = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));
const two = (n: number): string => TWO[n] ?? String(n);

export const yearText = (year: number): string => {
  if (year > 999) return String(year);
  return year > 0 ? String(year).padStart(4, '0') : `-${String(1 - year).padStart(4, '0')}`;
};
/** The value of a year; years before Christ as TIMEX3 has them (BC0063). */
export const yearValue = (year: number): string =>
  year > 0 ? yearText(year) : `BC${String(1 - year).padStart(4, '0')}`;
export const monthValue = (year: number, month: number): string => `${yearValue(year)}-${two(month)}`;

/** The days of a text lie close together, so the last few are kept: day numbers and what is written for them. */
const KEPT = 1024;
const keptDays = new Float64Array(KEPT).fill(Number.NaN);
const keptValues = new Array<string>(KEPT).fill('');

/** `YYYY-MM-DD` of a day number. */
export function dayValue(days: number): string {
  const slot = days & (KEPT - 1);
  if (keptDays[slot] === days) return keptValues[slot]!;
  const { year, month, day } = fromDays(days);
  const value = `${yearValue(year)}-${two(month)}-${two(day)}`;
  keptDays[slot] = days;
  keptValues[slot] = value;
  return value;
}

/** The ISO week that a day is in: its Monday, its year and number. */
export function isoWeek(days: number): { monday: number; year: number; week: number } {
  const monday = days - weekdayOf(days) + 1;
  const { year } = fromDays(monday + 3);
  const first = toDays(year, 1, 4);
  const start = first - weekdayOf(first) + 1;
  return { monday, year, week: (monday - start) / 7 + 1 };
}
/** The day on which the week of a day begins. @param weekStart 1 is Monday */
export const weekStartOf = (days: number, weekStart: number): number =>
  days - ((weekdayOf(days) - weekStart + 7) % 7);

/** The first day of a year's first week, which is the one that has the fourth of January in it. */
export const firstWeek = (year: number, weekStart: number): number =>
  weekStartOf(toDays(year, 1, 4), weekStart);

/** `YYYY-Www` of the week that begins on a day; of one that begins on another day than Monday the ISO week that most of it is in. */
export function weekValue(first: number): string {
  const { year, week } = isoWeek(first + 3);
  return `${yearValue(year)}-W${two(week)}`;
}

/** `THH:MM` or `THH:MM:SS`. */
export const clockValue = (hour: number, minute: number, second?: number): string =>
  `T${two(hour)}:${two(minute)}${second === undefined ? '' : `:${two(second)}`}`;

/** A date-time, `YYYY-MM-DDTHH:MM:SS`, of a day number and seconds, which may lie on other days. */
export function instantText(days: number, seconds: number): string {
  const day = days + Math.floor(seconds / 86400);
  const rest = ((seconds % 86400) + 86400) % 86400;
  const second = Math.floor(rest % 60);
  return `${dayValue(day)}T${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}:${two(second)}`;
}

const DASH = 0x2d;
const DIGIT_NINE = 0x39;

/** A day or date-time as a bound; null before Christ and after the year 9999, which have no form that sorts. */
export const boundOf = (moment: string | null): string | null =>
  moment !== null && moment.charCodeAt(0) <= DIGIT_NINE && moment.charCodeAt(4) === DASH ? moment : null;

const ORDER: readonly (readonly [UnitName, string])[] = [
  ['Y', 'Y'],
  ['M', 'M'],
  ['W', 'W'],
  ['D', 'D'],
];
const CLOCK_ORDER: readonly (readonly [UnitName, string])[] = [
  ['H', 'H'],
  ['MIN', 'M'],
  ['S', 'S'],
];

/** The TIMEX3 value of an amount, in the largest units: two and a half years are P2Y6M. Null for what has no value. */
export function amountValue(amount: Amount): string | null {
  const a: Amount = { ...amount };
  if (a.N) return Object.keys(a).length === 1 ? `P${number(a.N)}D`.replace('D', 'D') : null;
  const years = (a.CE ?? 0) * 100 + (a.DE ?? 0) * 10;
  if (years > 0) a.Y = (a.Y ?? 0) + years;
  carry(a, 'Y', 'M', 12);
  carry(a, 'W', 'D', 7);
  carry(a, 'D', 'H', 24);
  carry(a, 'H', 'MIN', 60);
  carry(a, 'MIN', 'S', 60);
  let out = 'P';
  for (const [unit, letter] of ORDER) if (a[unit]) out += `${number(a[unit])}${letter}`;
  let time = '';
  for (const [unit, letter] of CLOCK_ORDER) if (a[unit]) time += `${number(a[unit])}${letter}`;
  if (time !== '') out += `T${time}`;
  return out === 'P' ? null : out;
}

/** Writes a fraction of a unit in the smaller unit when it comes out even: 2.5 years are 2 years and 6 months. */
function carry(a: Amount, unit: UnitName, smaller: UnitName, factor: number): void {
  const count = a[unit];
  if (count === undefined || count % 1 === 0) return;
  const rest = (count % 1) * factor;
  if (Math.abs(rest - Math.round(rest)) > 1e-9) return;
  a[unit] = Math.floor(count);
  a[smaller] = (a[smaller] ?? 0) + Math.round(rest);
}
const number = (n: number): string => String(Math.round(n * 1e6) / 1e6);
