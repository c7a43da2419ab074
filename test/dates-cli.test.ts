/** `newsparse dates` in a real shell. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Case, checkIn, NOTHING } from './support/cases.js';
import { shell } from './support/cli.js';
import { dataLines } from './support/dates.js';

const folder = mkdtempSync(join(tmpdir(), 'newsparse-dates-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(
  join(folder, 'a.txt'),
  'وصل الوزير يوم 5 مارس 2020 إلى المدينة. وغادر أمس مساء بعد ثلاثة أيام.\n',
);
writeFileSync(join(folder, 'b.txt'), 'انتهت الحرب عام 1918. وبدأت الحملة في 3 آذار/مارس 2011.\n');
writeFileSync(
  join(folder, 'week.txt'),
  'في الأسبوع الماضي\nفي 10 أكتوبر\nالأحد 5 مارس 2020\nفي عطلة نهاية الأسبوع الماضي\n',
);
const ZONED =
  'قال أمس الجمعة إن 5 مارس والأسبوع الماضي وقبل شهرين وقبل ساعتين وعيد الفطر و13 جمادى الأولى 1444هـ، الساعة 11 مساء.';
writeFileSync(
  join(folder, 'zone.ndjson'),
  `${JSON.stringify({ id: 'z', text: ZONED, date: '2020-03-14T23:30:00+03:00' })}\n`,
);
writeFileSync(join(folder, 'corpus.txt'), `${dataLines('corpus.txt').join('.\n')}\n`);
writeFileSync(join(folder, 'none.txt'), 'لا شيء هنا.\n');
writeFileSync(
  join(folder, 'c.ndjson'),
  `${JSON.stringify({ id: 'one', text: 'يلتقيان غدا', date: '2020-03-14' })}\n${JSON.stringify({ id: 'two' })}\n`,
);

describe('newsparse dates', () => {
  // biome-ignore format: one case a line
  const cases: Case[] = [
    ['newsparse dates --help', 0, /Usage: newsparse dates[\s\S]*--timeline/, NOTHING],
    ['newsparse dates -f table --lang ar b.txt', 0, /^b\.txt\nالتاريخ +القيمة +من +إلى +القاعدة\n/, NOTHING],
    ['newsparse dates -f table b.txt', 0, /^b\.txt\nDate +Value +From +To +Rule\nعام 1918 +1918 +1918-01-01 +1919-01-01 +year\n/, NOTHING],
    ['newsparse dates -f table none.txt', 0, /^none\.txt\n/, NOTHING],
    ['newsparse dates -f csv b.txt', 0, /\nb\.txt,date,12,20,عام 1918,DATE,1918,/, NOTHING],
    ['newsparse dates -f timeml b.txt', 0, /<TIMEX3 tid="t1" type="DATE" value="1918">عام 1918<\/TIMEX3>/, NOTHING],
    ['newsparse dates -f geojson b.txt', 2, NOTHING, /NP202 --format: "geojson" is none of table, json, ndjson, csv, tsv, timeml/],
    ['newsparse dates --timeline -f ndjson none.txt', 0, NOTHING, NOTHING],
    ['newsparse dates --timeline -f ndjson no.txt b.txt', 1, /"1918"/, /no\.txt: NP101 no such file/],
    ['newsparse dates --types PER b.txt', 2, NOTHING, /NP200/],
    ['newsparse dates --explain -f csv b.txt', 2, NOTHING, /NP209 --explain has no effect with the format csv/],
    ['newsparse dates --explain --timeline b.txt', 2, NOTHING, /NP209 --timeline has no effect with --explain/],
    ['newsparse dates -f table --explain -d 2020-03-14 week.txt', 0, /الأسبوع الماضي +2020-W10 .* weekShift=-1\n.*2019-10-10.* month=10 day=10; past of 2020-03-14\n.* day=5 .*; against weekday 7\n/, NOTHING],
    ['newsparse dates --week-start friday b.txt', 2, NOTHING, /NP202 --week-start: "friday" is none of monday, sunday, saturday/],
    ['newsparse dates -f table --timeline a.txt b.txt', 0, /^1918-01-01 +عام 1918 +b\.txt +انتهت الحرب عام 1918\.\n2011-03-03/, NOTHING],
  ];
  cases.forEach(checkIn(folder));

  const lines = async (typed: string): Promise<Record<string, unknown>[]> => {
    const { stdout } = await shell(typed, folder);
    return stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  };

  it('gives records with dates and no other layer', async () => {
    const [record] = await lines('newsparse dates -f ndjson -d 2020-03-14 a.txt');
    expect(Object.keys(record!)).toEqual(['schema', 'id', 'language', 'date', 'dateline', 'dates']);
    expect((record!.dates as { value: string }[]).map((date) => date.value)).toEqual([
      '2020-03-05',
      '2020-03-13TEV',
      'P3D',
    ]);
  });

  it('finds what extract finds', async () => {
    const [mine] = await lines('newsparse dates -f ndjson a.txt');
    const [whole] = await lines('newsparse extract -f ndjson a.txt');
    expect(mine!.dates).toEqual(whole!.dates);
  });

  // biome-ignore format: one case a line
  it.each([
    ['monday', ['2020-W10', '2020-03-02', '2020-03-09'], ['2020-W10-WE', '2020-03-07', '2020-03-09']],
    ['sunday', ['2020-W10', '2020-03-01', '2020-03-08'], ['2020-W10-WE', '2020-03-06', '2020-03-08']],
    ['saturday', ['2020-W11', '2020-03-07', '2020-03-14'], ['2020-W11-WE', '2020-03-12', '2020-03-14']],
  ])('weeks that begin on %s', async (day, week, weekend) => {
    const [record] = await lines(`newsparse dates -f ndjson -d 2020-03-14 --week-start ${day} week.txt`);
    const found = record!.dates as { value: string; from: string; to: string }[];
    expect([found[0]!, found[3]!].map(({ value, from, to }) => [value, from, to])).toEqual([week, weekend]);
  });

  it('explains what is stated and by what the rest was chosen', async () => {
    const [record] = await lines('newsparse dates -f ndjson --explain -d 2020-03-14 week.txt');
    const found = record!.dates as { explain: unknown; inferred: string[] }[];
    expect(found[1]).toMatchObject({
      inferred: ['year'],
      explain: { stated: { month: 10, day: 10 }, reference: '2020-03-14', tense: 'past' },
    });
    const [plain] = await lines('newsparse dates -f ndjson -d 2020-03-14 week.txt');
    expect((plain!.dates as object[]).some((date) => 'explain' in date)).toBe(false);
  });

  it('is the same in every time zone', async () => {
    const zones = ['UTC', 'Asia/Riyadh', 'America/Los_Angeles', 'Pacific/Apia'];
    const line =
      'newsparse dates -f ndjson -d 2020-03-14 corpus.txt && newsparse dates -f ndjson zone.ndjson && newsparse dates -f timeml zone.ndjson';
    const runs = await Promise.all(zones.map((zone) => shell(line, folder, { TZ: zone })));
    expect(runs[0]).toMatchObject({ status: 0, stderr: '' });
    expect(runs[0]!.stdout).toContain('"2020-03-14T21:30"');
    for (const run of runs) expect(run).toEqual(runs[0]);
  });

  it('puts an error record in the place of a bad line', async () => {
    const [one, two] = await lines('newsparse dates -f ndjson c.ndjson');
    expect(one).toMatchObject({ id: 'one', dates: [{ value: '2020-03-15' }] });
    expect(two).toHaveProperty('error.code');
  });

  it('orders a timeline by time, with the sentence, and what has none last', async () => {
    const entries = await lines('newsparse dates --timeline -f ndjson -d 2020-03-14 a.txt b.txt');
    expect(entries.map((entry) => [entry.id, entry.from, entry.value])).toEqual([
      ['b.txt', '1918-01-01', '1918'],
      ['b.txt', '2011-03-03', '2011-03-03'],
      ['a.txt', '2020-03-05', '2020-03-05'],
      ['a.txt', '2020-03-13T17:00:00', '2020-03-13TEV'],
      ['a.txt', null, 'P3D'],
    ]);
    expect(entries[3]!.sentence).toBe('وغادر أمس مساء بعد ثلاثة أيام.');
    for (const entry of entries) {
      const text = readFileSync(join(folder, entry.id as string), 'utf8');
      expect(text.slice(entry.start as number, entry.end as number)).toBe(entry.text);
    }
  });
});
