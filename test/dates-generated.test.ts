import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CalendarName,
  dateIn,
  dayNumber,
  easternEaster,
  fromDays,
  toDays,
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

describe('every day of 1950 to 2050 is read back as it is printed', () => {
  const every = (step: number, print: (year: number, month: number, day: number) => string): string[] => {
    const wrong: string[] = [];
    for (let n = toDays(1950, 1, 1); n < toDays(2051, 1, 1); n += step) {
      const { year, month, day } = fromDays(n);
      const text = print(year, month, day);
      const found = dates(text, { reference: dayValue(n + 3) });
      if (found.length !== 1 || found[0]!.value !== dayValue(n))
        wrong.push(`${text}: ${found.map((date) => date.value)}`);
    }
    return wrong.slice(0, 5);
  };
  it.each(NAMINGS.map((naming) => [naming[0]!, naming] as const))('with the names of %s', (_, naming) => {
    expect(every(1, (year, month, day) => `${day} ${naming[month - 1]} ${year}`)).toEqual([]);
    expect(every(3, (year, month, day) => arabic(`${day} ${naming[month - 1]} ${year}`))).toEqual([]);
    expect(every(3, (_year, month, day) => `${day} ${naming[month - 1]}`)).toEqual([]);
  });
  it('in digits', () => {
    expect(every(1, (year, month, day) => `${day}/${month}/${year}`)).toEqual([]);
    expect(
      every(3, (year, month, day) =>
        arabic(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`),
      ),
    ).toEqual([]);
  });
  it.each(HIJRI.map((naming) => [naming[2]!, naming] as const))('in the Hijri calendar (%s)', (_, naming) => {
    const wrong: string[] = [];
    for (let n = toDays(1950, 1, 1); n < toDays(2051, 1, 1); n += 2) {
      const { year, month, day } = dateIn('islamic-umalqura', n);
      const text = `${day} ${naming[month - 1]} ${year}هـ`;
      const found = dates(text);
      if (found.length !== 1 || found[0]!.value !== dayValue(n))
        wrong.push(`${text}: ${found.map((date) => date.value)}`);
    }
    expect(wrong.slice(0, 5)).toEqual([]);
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
  it.each(['Asia/Riyadh', 'America/Los_Angeles', 'Pacific/Apia'])(
    'the time zone of the machine does not matter: %s',
    (zone) => {
      const before = process.env.TZ;
      const sentence = 'قال أمس السبت إن 5 مارس والأسبوع الماضي وقبل شهرين وعيد الفطر';
      const here = dates(sentence);
      process.env.TZ = zone;
      expect(dates(sentence)).toEqual(here);
      process.env.TZ = before;
    },
  );
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
