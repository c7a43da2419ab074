/**
 * Writes src/dates/umalqura.generated.ts: how long the months of the Umm al-Qura calendar are, read from Intl, so that no
 * Intl calendar is opened at run time. Run by hand when Intl's tables change: `npx tsx scripts/make-umalqura.ts`.
 */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FIRST_YEAR = 1300;
const LAST_YEAR = 1600;
const DAY = 86_400_000;
/** 1 Muharram 1300. */
const START = Date.UTC(1882, 10, 12);

const format = new Intl.DateTimeFormat('en-u-ca-islamic-umalqura', { day: 'numeric', timeZone: 'UTC' });
const dayOf = (time: number): number =>
  Number(format.formatToParts(time).find((part) => part.type === 'day')!.value);

const years: string[] = [];
let time = START;
for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) {
  let bits = 0;
  for (let month = 0; month < 12; month++) {
    const long = dayOf(time + 29 * DAY) === 30;
    if (!long && dayOf(time + 29 * DAY) !== 1)
      throw new Error(`${year}-${month + 1} is neither 29 nor 30 days long`);
    if (long) bits |= 1 << month;
    time += (long ? 30 : 29) * DAY;
  }
  years.push(bits.toString(16).padStart(3, '0'));
}
const path = join(dirname(fileURLToPath(import.meta.url)), '../src/dates/umalqura.generated.ts');
writeFileSync(
  path,
  `// Written by scripts/make-umalqura.ts from Intl; do not edit.
export const FIRST_YEAR = ${FIRST_YEAR};
export const LAST_YEAR = ${LAST_YEAR};
/** Days from 1970-01-01 to the first day of the first year. */
export const FIRST_DAY = ${START / DAY};
/** Three hexadecimal digits a year: bit m says that month m (from 0) has 30 days. */
export const LONG_MONTHS =
  '${years
    .join('')
    .match(/.{1,90}/g)!
    .join("' +\n  '")}';
`,
);
