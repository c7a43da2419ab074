/**
 * Calendars as arithmetic on day numbers (days from 1970-01-01), without Intl at run time. Umm al-Qura comes from a
 * table that was read from Intl; outside of it, and for what it does not cover, the tabular Islamic calendar is used.
 */
import { FIRST_DAY, FIRST_YEAR, LAST_YEAR, LONG_MONTHS } from './umalqura.generated.js';

export type CalendarName = 'gregorian' | 'islamic-umalqura' | 'islamic-civil' | 'persian' | 'coptic';

/** A day in some calendar; months and days from 1. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const floor = Math.floor;

/** Day number of a date of the proleptic Gregorian calendar (year 0 is 1 BC). Source: Hinnant, "chrono-compatible low-level date algorithms". */
export function toDays(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = floor(y / 400);
  const ofEra = y - era * 400;
  const ofYear = floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146097 + ofEra * 365 + floor(ofEra / 4) - floor(ofEra / 100) + ofYear - 719468;
}

/** The Gregorian date of a day number. */
export function fromDays(days: number): CivilDate {
  const shifted = days + 719468;
  const era = floor(shifted / 146097);
  const ofEra = shifted - era * 146097;
  const yearOfEra = floor((ofEra - floor(ofEra / 1460) + floor(ofEra / 36524) - floor(ofEra / 146096)) / 365);
  const ofYear = ofEra - (365 * yearOfEra + floor(yearOfEra / 4) - floor(yearOfEra / 100));
  const shiftedMonth = floor((5 * ofYear + 2) / 153);
  const month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9);
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: ofYear - floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

/** ISO day of the week: 1 is Monday. */
export const weekdayOf = (days: number): number => ((((days + 3) % 7) + 7) % 7) + 1;

/** First day numbers of the Umm al-Qura months, from the first month of the first year; one more at the end. */
let monthStarts: Int32Array | undefined;
function starts(): Int32Array {
  if (monthStarts) return monthStarts;
  const years = LAST_YEAR - FIRST_YEAR + 1;
  const table = new Int32Array(years * 12 + 1);
  let day = FIRST_DAY;
  for (let year = 0; year < years; year++) {
    const bits = Number.parseInt(LONG_MONTHS.slice(year * 3, year * 3 + 3), 16);
    for (let month = 0; month < 12; month++) {
      table[year * 12 + month] = day;
      day += bits & (1 << month) ? 30 : 29;
    }
  }
  table[years * 12] = day;
  monthStarts = table;
  return table;
}

const ISLAMIC_EPOCH = toDays(622, 7, 19);
const COPTIC_EPOCH = toDays(284, 8, 29);
const PERSIAN_EPOCH = toDays(622, 3, 21);

/** First day of a month of the tabular Islamic calendar (civil epoch, leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29). */
const civilMonth = (year: number, month: number): number =>
  ISLAMIC_EPOCH + (year - 1) * 354 + floor((3 + 11 * year) / 30) + Math.ceil(29.5 * (month - 1));

/** First day of a Persian year, by the cycle of 33 years, as ICU computes it. */
const persianYear = (year: number): number => PERSIAN_EPOCH + 365 * (year - 1) + floor((8 * year + 21) / 33);
const persianMonth = (month: number): number => (month <= 7 ? 31 * (month - 1) : 30 * (month - 1) + 6);

const copticYear = (year: number): number => COPTIC_EPOCH + 365 * (year - 1) + floor(year / 4);

/** Does the year lie where the Umm al-Qura table is defined (1300 to 1600 AH)? */
export const hasUmmAlQura = (year: number): boolean => year >= FIRST_YEAR && year <= LAST_YEAR;

/** First day number of a month; month 13 (14 of Coptic) gives the first day of the next year. */
export function monthStart(calendar: CalendarName, year: number, month: number): number {
  switch (calendar) {
    case 'gregorian':
      return month > 12 ? toDays(year + 1, 1, 1) : toDays(year, month, 1);
    case 'islamic-umalqura':
      return hasUmmAlQura(year)
        ? starts()[(year - FIRST_YEAR) * 12 + month - 1]!
        : monthStart('islamic-civil', year, month);
    case 'islamic-civil':
      return month > 12 ? civilMonth(year + 1, 1) : civilMonth(year, month);
    case 'persian':
      return month > 12 ? persianYear(year + 1) : persianYear(year) + persianMonth(month);
    case 'coptic':
      return month > 13 ? copticYear(year + 1) : copticYear(year) + 30 * (month - 1);
  }
}

/** How many months a year has. */
export const monthsIn = (calendar: CalendarName): number => (calendar === 'coptic' ? 13 : 12);

export const daysInMonth = (calendar: CalendarName, year: number, month: number): number =>
  monthStart(calendar, year, month + 1) - monthStart(calendar, year, month);

/** Day number of a date of any calendar; the day may lie beyond the end of its month. */
export const dayNumber = (calendar: CalendarName, year: number, month: number, day: number): number =>
  monthStart(calendar, year, month) + day - 1;

/** The date that a day number has in a calendar. */
export function dateIn(calendar: CalendarName, days: number): CivilDate {
  if (calendar === 'gregorian') return fromDays(days);
  let year: number;
  if (calendar === 'persian') year = floor((days - PERSIAN_EPOCH) / 365.2425) + 1;
  else if (calendar === 'coptic') year = floor((days - COPTIC_EPOCH) / 365.25) + 1;
  else year = floor((days - ISLAMIC_EPOCH) / 354.3667) + 1;
  while (monthStart(calendar, year, 1) > days) year--;
  while (monthStart(calendar, year + 1, 1) <= days) year++;
  let month = 1;
  while (monthStart(calendar, year, month + 1) <= days) month++;
  return { year, month, day: days - monthStart(calendar, year, month) + 1 };
}

/** Day number of Western Easter Sunday (Meeus, Jones and Butcher). */
export function westernEaster(year: number): number {
  const a = year % 19;
  const b = floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - floor(b / 4) - floor((b - floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * floor(c / 4) - h - (c % 4)) % 7;
  const m = floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return toDays(year, floor(n / 31), (n % 31) + 1);
}

/** Day number, in the Gregorian calendar, of Eastern Easter Sunday (Meeus, by the Julian calendar). */
export function easternEaster(year: number): number {
  const d = (19 * (year % 19) + 15) % 30;
  const e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
  const n = d + e + 114;
  const gap = floor(year / 100) - floor(year / 400) - 2;
  return toDays(year, floor(n / 31), (n % 31) + 1) + gap;
}
