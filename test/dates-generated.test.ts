import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CalendarName,
  dateIn,
  dayNumber,
  easternEaster,
  fromDays,
  toDays,
  weekdayOf,
  westernEaster,
} from '../src/dates/calendars.js';
import { dayValue } from '../src/dates/timex.js';
import { dataLines, dates } from './support/dates.js';

const arabic = (text: string): string =>
  text.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)));

describe('calendars agree with Intl for every day from 1900 to 2077', () => {
  it.each(['islamic-umalqura', 'islamic-civil', 'persian', 'coptic'] as CalendarName[])('%s', (calendar) => {
    const options = { year: 'numeric', month: 'numeric', day: 'numeric', timeZone: 'UTC' } as const;
    const format = new Intl.DateTimeFormat(`en-u-ca-${calendar}`, options);
    let wrong = 0;
    for (let day = toDays(1900, 1, 1); day < toDays(2078, 1, 1); day++) {
      const parts = Object.fromEntries(
        format.formatToParts(day * 86_400_000).map((part) => [part.type, Number(part.value)]),
      );
      const mine = dateIn(calendar, day);
      const same = mine.year === parts.year && mine.month === parts.month && mine.day === parts.day;
      if (!same || dayNumber(calendar, mine.year, mine.month, mine.day) !== day) wrong++;
    }
    expect(wrong).toBe(0);
  });
  it('knows Easter', () => {
    const text = (day: number): string => dayValue(day);
    expect([2013, 2018, 2020, 2024].map((year) => text(westernEaster(year)))).toEqual([
      '2013-03-31',
      '2018-04-01',
      '2020-04-12',
      '2024-03-31',
    ]);
    expect([2013, 2018, 2020, 2024].map((year) => text(easternEaster(year)))).toEqual([
      '2013-05-05',
      '2018-04-08',
      '2020-04-19',
      '2024-05-05',
    ]);
  });
});

/** Names of the months in each naming, January first. */
const NAMINGS: string[][] = dataLines('months.txt').map((line) => line.split('|'));
const HIJRI = dataLines('months-hijri.txt').map((line) => line.split('|'));

const FIRST = toDays(1950, 1, 1);
const END = toDays(2051, 1, 1);
/** The reference lies so many days after a day that is printed without its year. */
const AFTER = 3;
const WEEKDAYS = ['الاثنين', 'الثلاثاء', 'الأربعاء', 'الخميس', 'الجمعة', 'السبت', 'الأحد'];
// biome-ignore format: ten a line
const ORDINALS = [
  'الأول', 'الثاني', 'الثالث', 'الرابع', 'الخامس', 'السادس', 'السابع', 'الثامن', 'التاسع', 'العاشر',
  'الحادي عشر', 'الثاني عشر', 'الثالث عشر', 'الرابع عشر', 'الخامس عشر', 'السادس عشر', 'السابع عشر', 'الثامن عشر', 'التاسع عشر', 'العشرين',
  'الحادي والعشرين', 'الثاني والعشرين', 'الثالث والعشرين', 'الرابع والعشرين', 'الخامس والعشرين', 'السادس والعشرين', 'السابع والعشرين', 'الثامن والعشرين', 'التاسع والعشرين', 'الثلاثين',
  'الحادي والثلاثين',
];
type Print = (day: number, month: string, year: number, weekday: string) => string;
/** Ways to print a day with its year; every day is printed in the first, and in one of the others, in turn. */
const WITH_YEAR: readonly Print[] = [
  (day, month, year) => `${day} ${month} ${year}`,
  (day, month, year) => `${day} من ${month} ${year}`,
  (day, month, year) => `يوم ${day} ${month} عام ${year}`,
  (day, month, year, weekday) => `${weekday} ${day} ${month} ${year}`,
  (day, month, year, weekday) => `يوم ${weekday}، ${day} ${month} ${year}`,
  (day, month, year) => `${ORDINALS[day - 1]} من ${month} ${year}`,
  (day, month, year) => `${ORDINALS[day - 1]} من شهر ${month} عام ${year}`,
  (day, month, year) => `الـ${day} من ${month} ${year}`,
  (day, month, year) => `في${day} ${month} ${year}`,
  (day, month, year) => `${day} ${month}، ${year}`,
  (day, month, year, weekday) => `${weekday} الموافق ${day} ${month} ${year}`,
];
const WITHOUT_YEAR: readonly Print[] = [
  (day, month) => `${day} ${month}`,
  (day, month) => `${ORDINALS[day - 1]} من ${month}`,
  (day, month, _, weekday) => `${weekday} ${day} ${month}`,
  (day, month) => `يوم ${day} ${month}`,
];

/** The first days that are not read back from what `print` makes of them. */
function misread(print: (day: number) => string): string[] {
  const wrong: string[] = [];
  for (let n = FIRST; n < END && wrong.length < 5; n++) {
    const text = print(n);
    const found = dates(text, { reference: dayValue(n + AFTER) });
    if (found.length !== 1 || found[0]!.value !== dayValue(n))
      wrong.push(`${text}: ${found.map((date) => date.value)}`);
  }
  return wrong;
}

/** Prints a day in the first way or in one of the others. */
function printed(
  calendar: CalendarName,
  n: number,
  names: readonly string[],
  ways: readonly Print[],
  way: number,
) {
  const { year, month, day } = dateIn(calendar, n);
  const weekday = WEEKDAYS[weekdayOf(n) - 1]!;
  return ways[way]!(day, names[month - 1]!, year, weekday);
}

describe('every day of 1950 to 2050 is read back as it is printed', () => {
  const turn = (n: number, ways: readonly Print[]): number =>
    1 + (((n % (ways.length - 1)) + ways.length - 1) % (ways.length - 1));
  it.each([
    ...NAMINGS.map((names) => [names[0]!, 'gregorian', names, ''] as const),
    ...HIJRI.map((names) => [names[2]!, 'islamic-umalqura', names, 'هـ'] as const),
  ])('with the names of %s (%s)', (_, calendar, names, era) => {
    const plain = (n: number): string => printed(calendar, n, names, WITH_YEAR, 0) + era;
    const other = (n: number): string => printed(calendar, n, names, WITH_YEAR, turn(n, WITH_YEAR)) + era;
    const open = (n: number): string => printed(calendar, n, names, WITHOUT_YEAR, 0);
    expect(misread(plain)).toEqual([]);
    expect(misread((n) => arabic(plain(n)))).toEqual([]);
    expect(misread(other)).toEqual([]);
    // صفر is a number and رجب a name: without a year they need more than a number before them.
    const weak = calendar === 'gregorian' ? [] : ['صفر'];
    const isWeak = (n: number): boolean => weak.includes(names[dateIn(calendar, n).month - 1]!);
    expect(misread((n) => (isWeak(n) ? plain(n) : open(n)))).toEqual([]);
    expect(misread((n) => arabic(isWeak(n) ? plain(n) : open(n)))).toEqual([]);
    expect(misread((n) => printed(calendar, n, names, WITHOUT_YEAR, turn(n, WITHOUT_YEAR)))).toEqual([]);
  });
  it('in digits', () => {
    const two = (n: number): string => String(n).padStart(2, '0');
    const forms: ((year: number, month: number, day: number) => string)[] = [
      (year, month, day) => `${day}/${month}/${year}`,
      (year, month, day) => `${two(day)}-${two(month)}-${year}`,
      (year, month, day) => `${two(day)}.${two(month)}.${year}`,
      (year, month, day) => `${year}-${two(month)}-${two(day)}`,
      (year, month, day) => `${year}/${two(month)}/${two(day)}`,
    ];
    for (const form of forms) {
      const print = (n: number): string => {
        const { year, month, day } = fromDays(n);
        return form(year, month, day);
      };
      expect(misread(print)).toEqual([]);
      expect(misread((n) => arabic(print(n)))).toEqual([]);
    }
  });
  it('in both calendars at once', () => {
    const names = NAMINGS[0]!;
    const pair = (n: number): string =>
      `${printed('islamic-umalqura', n, HIJRI[0]!, WITH_YEAR, 0)}هـ الموافق ${printed('gregorian', n, names, WITH_YEAR, 0)}م`;
    expect(misread(pair)).toEqual([]);
  });
});

describe('years in words', () => {
  const units = ['', 'واحد', 'اثنين', 'ثلاثة', 'أربعة', 'خمسة', 'ستة', 'سبعة', 'ثمانية', 'تسعة', 'عشرة'];
  const tens = ['', '', 'عشرين', 'ثلاثين', 'أربعين', 'خمسين', 'ستين', 'سبعين', 'ثمانين', 'تسعين'];
  /** 1 to 99, as one or two terms. */
  const below100 = (n: number): string => {
    if (n <= 10) return units[n]!;
    if (n === 11) return 'أحد عشر';
    if (n === 12) return 'اثني عشر';
    if (n < 20) return `${units[n - 10]} عشر`;
    return n % 10 === 0 ? tens[n / 10]! : `${units[n % 10]} و${tens[Math.floor(n / 10)]}`;
  };
  it.each(['مائة', 'مئة'])('from 1900 to 2099, with %s', (hundred) => {
    const wrong: string[] = [];
    for (let year = 1900; year < 2100; year++) {
      const rest = year % 100 === 0 ? '' : ` و${below100(year % 100)}`;
      const text = `عام ${year < 2000 ? `ألف وتسع${hundred}` : 'ألفين'}${rest}`;
      const found = dates(text);
      if (found.length !== 1 || found[0]!.value !== String(year))
        wrong.push(`${text}: ${found.map((date) => date.value)}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe('on any text', () => {
  const words = dataLines('corpus.txt')
    .concat(dataLines('negative.txt'))
    .flatMap((line) => line.split(' '));
  const text = fc.array(
    fc.oneof(fc.constantFrom(...words, '،', '.', '\n', '/', '-', '(', ')'), fc.nat(3000).map(String)),
    { maxLength: 40 },
  );
  it('spans are in order, do not overlap, and are what the text says', () => {
    fc.assert(
      fc.property(text, fc.constantFrom('2020-03-14', null, '2020-03-14T10:00:00'), (parts, reference) => {
        const joined = parts.join(' ');
        let last = 0;
        for (const date of dates(joined, { reference })) {
          expect(date.start).toBeGreaterThanOrEqual(last);
          expect(date.end).toBeGreaterThan(date.start);
          expect(joined.slice(date.start, date.end)).toBe(date.text);
          expect(date.value).not.toMatch(/NaN|undefined|null/);
          expect(`${date.from} ${date.to}`).not.toMatch(/NaN|undefined/);
          last = date.end;
        }
      }),
      { numRuns: 2000 },
    );
  });
  it.each(['12 ', 'من ', 'و', '5 مارس ', 'ليل السبت ', '1-', 'ثلاثة و'])(
    'takes time in proportion to the length: %s',
    (piece) => {
      const time = (n: number): number => {
        const long = piece.repeat(n);
        const start = performance.now();
        dates(long);
        return performance.now() - start;
      };
      time(1000);
      expect(time(20_000)).toBeLessThan(Math.max(200, time(2000)) * 40);
    },
  );
});
