import { describe, expect, it } from 'vitest';
import { absolute, dataLines, dates } from './support/dates.js';

describe('the corpus: values and the phrases that mean them', () => {
  const groups = new Map<string, string[]>();
  let value = '';
  for (const line of dataLines('corpus.txt')) {
    if (line.startsWith('= ')) {
      value = line.slice(2);
      groups.set(value, []);
    } else groups.get(value)!.push(line);
  }
  it('is large enough', () => {
    expect([...groups.values()].flat().length).toBeGreaterThanOrEqual(900);
  });
  it.each([...groups])('%s', (wanted, phrases) => {
    for (const phrase of phrases) {
      const found = dates(phrase);
      expect([phrase, ...found.map((date) => date.value)]).toEqual([phrase, wanted]);
      expect(phrase.slice(found[0]!.start, found[0]!.end)).toBe(found[0]!.text);
    }
  });
});

describe('the negative corpus', () => {
  const lines = dataLines('negative.txt');
  it('is large enough', () => {
    expect(lines.length).toBeGreaterThanOrEqual(400);
  });
  it('holds no date', () => {
    const found = lines.flatMap((line) =>
      dates(line, { reference: '2018-06-15' })
        .filter((date) => date.type === 'DATE' || date.type === 'TIME')
        .map((date) => `${line}: ${date.text} ${date.value}`),
    );
    expect(found).toEqual([]);
  });
});

describe('what has no place on the line of days', () => {
  // biome-ignore format: one case a line
  it.each<[text: string, values: string[], bounds: (string | null)[]]>([
    ['منذ 2020 عاما', ['P2020Y'], [null, '2018-06-15']],
    ['خلال 9000 سنة المقبلة', ['P9000Y'], ['2018-06-15', null]],
    ['قبل 3000 سنة و5 ساعات', ['P3000YT5H'], [null, '2018-06-15']],
    ['عام 9666هـ', [], []],
    ['يومي 5 و4 سبتمبر 2019', ['2019-09-04'], ['2019-09-04', '2019-09-05']],
    ['نهاية 1441هـ — محرم', [], []],
  ])('%s', (text, values, bounds) => {
    const found = dates(text, { reference: '2018-06-15' });
    expect(found.every(({ from, to }) => from === null || to === null || from < to)).toBe(true);
    expect(found.map((date) => date.value)).toEqual(values);
    expect(found.flatMap(({ from, to }) => [from, to])).toEqual(bounds);
  });
});

describe('spans: proclitics and prepositions stay outside', () => {
  // biome-ignore format: one case a line
  it.each([
    ['وفي 5 مارس 2019 بدأت', '5 مارس 2019'],
    ['وصل يوم الأربعاء الماضي إلى عمان', 'يوم الأربعاء الماضي'],
    ['بنهاية عام 1955 توقف', 'نهاية عام 1955'],
    ['والجمعة أعلن', 'الجمعة'],
    ['منذ شباط (فبراير) 2017 وحتى', 'شباط (فبراير) 2017'],
    ['اعتقل قبل ثلاثة أيام في', 'قبل ثلاثة أيام'],
    ['استمرت لعشرة أشهر في', 'عشرة أشهر'],
    ['قبل أقل من تسعة أشهر على خروجه', 'تسعة أشهر'],
    ['بين عامي 2011 و2014 كانت', 'عامي 2011 و2014'],
    ['مساء أمس السبت، قال', 'مساء أمس السبت'],
    ['الساعة الثالثة من فجر اليوم بعد', 'الساعة الثالثة من فجر اليوم'],
    ['خلال الـ48 ساعة المقبلة.', 'الـ48 ساعة المقبلة'],
    ['وُلد في 12 أكتوبر/تشرين الأول 1936 في', '12 أكتوبر/تشرين الأول 1936'],
    ['ليل السبت الأحد معارك', 'ليل السبت الأحد'],
    ['في السادسة عشرة من عمرها', 'السادسة عشرة من عمرها'],
  ])('%s', (text, wanted) => {
    expect(dates(text).map((date) => date.text)).toEqual([wanted]);
  });
});

describe('intervals', () => {
  // biome-ignore format: one case a line
  it.each([
    ['5 مارس 2020', '2020-03-05', '2020-03-06', null],
    ['مارس 2020', '2020-03-01', '2020-04-01', null],
    ['عام 2015', '2015-01-01', '2016-01-01', null],
    ['أوائل مارس 2020', '2020-03-01', '2020-03-11', 'START'],
    ['منتصف مارس 2020', '2020-03-11', '2020-03-21', 'MID'],
    ['أواخر مارس 2020', '2020-03-21', '2020-04-01', 'END'],
    ['من 2014 إلى 2018', '2014-01-01', '2019-01-01', null],
    ['الأسبوع الماضي', '2020-03-02', '2020-03-09', null],
    ['الثمانينيات', '1980-01-01', '1990-01-01', null],
    ['نحو ثلاثة أيام', null, null, 'APPROX'],
    ['أكثر من ثلاثة أيام', null, null, 'MORE_THAN'],
    ['الأيام الثلاثة الماضية', '2020-03-11', '2020-03-14', null],
    ['الساعة 13:30', '2020-03-14T13:30:00', '2020-03-14T13:31:00', null],
    ['مساء أمس', '2020-03-13T17:00:00', '2020-03-13T22:00:00', null],
    ['رمضان 1441', '2020-04-24', '2020-05-24', null],
  ])('%s', (text, from, to, mod) => {
    expect(dates(text).map((date) => [date.from, date.to, date.mod])).toEqual([[from, to, mod]]);
  });
});

describe('what is inferred, what contradicts, and where it is counted from', () => {
  it('says which parts it inferred', () => {
    expect(dates('5 مارس')[0]!.inferred).toEqual(['year']);
    expect(dates('5 مارس 2020')[0]!.inferred).toEqual([]);
  });
  it('lets the date win over the weekday, and reports it', () => {
    expect(dates('الأحد 5 مارس 2020')[0]).toMatchObject({ value: '2020-03-05', conflict: 'weekday 7' });
    expect(dates('الخميس 5 مارس 2020')[0]!.conflict).toBeNull();
  });
  it('checks the two calendars of a pair', () => {
    const pair = dates('13 جمادى الأولى 1444هـ الموافق 7 ديسمبر 2022');
    expect(pair[0]).toMatchObject({
      value: '2022-12-07',
      calendar: 'islamic-umalqura',
      original: '1444-05-13',
      conflict: null,
    });
    expect(dates('13 جمادى الأولى 1444هـ الموافق 17 ديسمبر 2022')[0]!.conflict).not.toBeNull();
  });
  // biome-ignore format: one case a line
  it.each([
    ['الأربعاء', 'past', '2020-03-11'], ['الأربعاء', 'future', '2020-03-18'], ['الاثنين', 'nearest', '2020-03-16'],
    ['10 أكتوبر', 'past', '2019-10-10'], ['10 أكتوبر', 'future', '2020-10-10'], ['10 يناير', 'nearest', '2020-01-10'],
    ['ستعقد القمة الأربعاء', 'past', '2020-03-18'], ['من المقرر أن تبدأ في أكتوبر', 'past', '2020-10'],
    ['وقال الأربعاء إن', 'past', '2020-03-11'], ['سيعقد بعد ثلاثة أيام', 'past', '2020-03-17'],
    ['بعد ثلاثة أيام من الانتخابات', 'past', 'P3D'], ['قبل ثلاثة أيام من الانتخابات', 'past', 'P3D'],
  ] as const)('%s (%s)', (text, prefer, value) => {
    expect(dates(text, { prefer }).map((date) => date.value)).toEqual([value]);
  });
  it('reads the month first only when asked, or when nothing else is possible', () => {
    expect(dates('3/4/2020')[0]!.value).toBe('2020-04-03');
    expect(dates('3/4/2020', { monthFirst: true })[0]!.value).toBe('2020-03-04');
    expect(dates('4/22/2020')[0]!.value).toBe('2020-04-22');
  });
  it('refers to the date before', () => {
    expect(dates('في يناير 2015 قتل، وفي الشهر نفسه اعتقل').map((date) => date.value)).toEqual([
      '2015-01',
      '2015-01',
    ]);
    expect(dates('مساء أمس الجمعة انطلقت عند الساعة 18:30').map((date) => date.value)).toEqual([
      '2020-03-13TEV',
      '2020-03-13T18:30',
    ]);
  });
  // biome-ignore format: one case a line
  it.each([
    ['أمس', 'XXXX-XX-XX'], ['الأربعاء', 'XXXX-WXX-3'], ['5 مارس', 'XXXX-03-05'], ['الأسبوع الماضي', 'XXXX-WXX'],
    ['العام الماضي', 'XXXX'], ['الآن', 'PRESENT_REF'], ['5 مارس 2020', '2020-03-05'],
  ])('without a reference: %s', (text, value) => {
    const found = dates(text, { reference: null });
    expect(found.map((date) => date.value)).toEqual([value]);
    if (value.includes('X')) expect([found[0]!.from, found[0]!.to]).toEqual([null, null]);
  });
  // biome-ignore format: one case a line
  it.each([
    ['2020-03-14', 'يوم 5 مارس 2019 من الساعة 8 مساء إلى الساعة 2 صباحا', '2019-03-05T20:00/2019-03-06T02:00'],
    [null, 'يوم 5 مارس 2019 من الساعة 8 مساء إلى الساعة 2 صباحا', '2019-03-05T20:00/2019-03-06T02:00'],
    ['2020-03-14', 'من الساعة 8 مساء حتى الساعة 2 صباحا', '2020-03-14T20:00/2020-03-15T02:00'],
    [null, 'من الساعة 8 مساء حتى الساعة 2 صباحا', 'XXXX-XX-XXT20:00/XXXX-XX-XXT02:00'],
  ])('hours that end on the next day, reference %s: %s', (reference, text, value) => {
    expect(dates(text, { reference }).map((date) => date.value)).toEqual([value]);
  });
  // biome-ignore format: one case a line
  it.each([
    ['انها الثامنة والربع', 'T08:15'], ['انها الثامنة ونصف', 'T08:30'], ['عند 8 ونصف', 'T08:30'],
  ])('a fraction makes an hour sure: %s', (text, value) => {
    expect(dates(text).map((date) => date.value)).toEqual([`2020-03-14${value}`]);
  });
  it('keeps the hours of the reference', () => {
    const found = dates('قبل ساعتين', { reference: '2020-03-14T10:30:00' });
    expect(found[0]).toMatchObject({ type: 'TIME', value: '2020-03-14T08:30' });
  });
  it('gives sets their quantifier and clock times their zone', () => {
    expect(dates('كل يوم')[0]).toMatchObject({ type: 'SET', value: 'P1D', quant: 'EVERY' });
    expect(dates('الساعة 18:45 بتوقيت غرينتش')[0]!.zone).toBe('غرينتش');
  });
});

describe('the first full date, for the dateline', () => {
  // biome-ignore format: one case a line
  it.each([
    ['القاهرة 14 مارس 2020 (رويترز)', '2020-03-14'], ['بيروت في 5 مارس', null], ['الرياض 13 جمادى الأولى 1444هـ', '2022-12-07'],
    ['دبي 17/05/2023', '2023-05-17'], ['دمشق (أ ف ب)', null],
  ])('%s', (text, value) => {
    expect(absolute(text)).toBe(value);
  });
  it('takes a date without its year when asked', () => {
    expect(absolute('بيروت في 5 مارس', true)).toBe('XXXX-03-05');
  });
});
