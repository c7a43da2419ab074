import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentRecord } from '../src/document.js';
import { Pipeline } from '../src/pipeline.js';
import { anyText, arabicText } from './support/text.js';

const pipeline = Pipeline.load();
const extract = (text: string) => pipeline.extract({ id: 'test', text });
const shown = (record: DocumentRecord) => record.entities.map((e) => `${e.type}:${e.text}`).join(' ');

describe('entities', () => {
  it.each([
    ['a country', 'وصل الوفد إلى فرنسا أمس.', 'LOC:فرنسا'],
    ['a preposition off', 'عقد الاجتماع بالقاهرة.', 'LOC:القاهرة'],
    ['a conjunction off', 'زار الوفد لبنان وسوريا.', 'LOC:لبنان LOC:سوريا'],
    ['a proclitic letter that belongs to the name', 'سافر إلى باريس.', 'LOC:باريس'],
    ['لل before an article', 'قدمت الدول مساعدات للعراق.', 'LOC:لعراق'],
    ['vowel marks', 'وَصَلَ إِلَى بَغْدَادَ.', 'LOC:بَغْدَادَ'],
    ['a nationality is no place', 'قال مسؤول سوري إن الاتفاق قريب.', ''],
    ['a ministry', 'قالت وزارة الخارجية الروسية إن المحادثات انتهت.', 'ORG:وزارة الخارجية الروسية'],
    [
      'a ministry without its head word',
      'وأكدت الدفاع الروسية في بيان أن العملية انتهت.',
      'ORG:الدفاع الروسية',
    ],
    ['an organisation with its acronym', 'أعلن حلف شمال الأطلسي انتهاء المناورات.', 'ORG:حلف شمال الأطلسي'],
    ['a person after a title', 'استقبل الرئيس الفرنسي إيمانويل ماكرون الوفد.', 'PER:إيمانويل ماكرون'],
    ['a person that no list has', 'وقال المدير العام سامر الحمداني إن العمل مستمر.', 'PER:سامر الحمداني'],
    ['a compound name', 'وقال عبد الرحمن بن خالد إن العمل مستمر.', 'PER:عبد الرحمن بن خالد'],
    ['و and a preposition, no adjective', 'وفي تكريت شمال بغداد قتل جندي.', 'LOC:تكريت LOC:بغداد'],
    ['a country, no president of that name', 'وفازت كوريا على اليابان.', 'LOC:كوريا LOC:اليابان'],
    ['an agency only in its exact spelling', 'وهي امرأة متزوجة وأم لثلاثة أولاد.', ''],
    [
      'words that are names in another spelling',
      'ولم يتعرض أيا منهم لأي أذى في حينه، وأعرب بأسف عن ذلك.',
      '',
    ],
    ['a family name that is firewood', 'بدأت الأسر تشتري الحطب من أجل طهي الطعام.', ''],
    ['a body with its nationality', 'صوت الكنيست الإسرائيلي على القانون.', 'ORG:الكنيست الإسرائيلي'],
    ['a name of everyday words after a title', 'وقال المدير إيهاب أمين إن العمل مستمر.', 'PER:إيهاب أمين'],
    [
      'an article before what is a verb without it',
      'ويقول الخبير ضرغام العزي إن العمل مستمر.',
      'PER:ضرغام العزي',
    ],
    [
      'a proclitic with tatweel after a name',
      'وقال الخبير محمد عادل لـ"رويترز" أمس.',
      'PER:محمد عادل ORG:رويترز',
    ],
    ['everyday words', 'قال المتحدث إن الأسعار ارتفعت بسبب زيادة الطلب على السلع.', ''],
  ])('%s', (_, text, expected) => {
    expect(shown(extract(text))).toBe(expected);
  });

  it('finds next to nothing in 200 everyday sentences without a name', () => {
    const text = readFileSync(new URL('entities-none.txt', import.meta.url), 'utf8');
    const sentences = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(sentences.length).toBe(200);
    const found = sentences.map((sentence) => shown(extract(sentence))).filter((names) => names !== '');
    expect(found.length, found.join(', ')).toBeLessThan(2);
  });

  it('gives the proclitic, the name and the id of what it found', () => {
    const [entity] = extract('قدمت الدول مساعدات للعراق.').entities;
    expect(entity).toMatchObject({
      text: 'لعراق',
      name: 'العراق',
      prefix: 'ل',
      id: 'iso:IQ',
      country: 'IQ',
      rule: 'gazetteer',
    });
  });

  it('keeps the title as the role', () => {
    const [entity] = extract('وقال وزير الخارجية الروسي سيرغي لافروف إن المحادثات مفيدة.').entities;
    expect(entity).toMatchObject({ text: 'سيرغي لافروف', type: 'PER' });
    expect(entity!.role).toContain('وزير الخارجية');
  });

  it('finds the short form of a name that was sure before, in the same chain', () => {
    const { entities } = extract(
      'قال الرئيس التركي رجب طيب أردوغان إن بلاده مستعدة.\nوأضاف أردوغان أن المحادثات مستمرة.',
    );
    expect(entities.map((e) => e.text)).toEqual(['رجب طيب أردوغان', 'أردوغان']);
    expect(entities[0]!.chain).toBe(entities[1]!.chain);
  });

  it('finds the last words of a name that was sure before', () => {
    const { entities } = extract(
      'قالت الشرطة إن سليم بن غالم سافر.\nوقال محامي الشاب سليم بن غالم إنه بريء.\nويعتقد أن بن غالم قتل.',
    );
    expect(entities.map((e) => e.text)).toEqual(['سليم بن غالم', 'سليم بن غالم', 'بن غالم']);
    expect(new Set(entities.map((e) => e.chain)).size).toBe(1);
  });

  it('is the same for the same text, whatever was read before', () => {
    const text = 'التقى وزير الدفاع محمد علي في بغداد وفدا من الأمم المتحدة.';
    const first = JSON.stringify(extract(text));
    extract('نص آخر عن مدينة حلب وعن زيارة إلى موسكو.');
    expect(JSON.stringify(extract(text))).toBe(first);
  });
});

/** Every span of a record is what it says that it is. */
function checkSpans(text: string, record: DocumentRecord): void {
  const spans = [
    ...record.entities,
    ...record.dates,
    ...record.quotes,
    ...(record.dateline ? [record.dateline] : []),
  ];
  for (const span of spans) expect(text.slice(span.start, span.end)).toBe(span.text);
  for (const list of [record.entities, record.dates]) {
    for (let i = 1; i < list.length; i++) expect(list[i]!.start).toBeGreaterThanOrEqual(list[i - 1]!.end);
  }
  for (const entity of record.entities) {
    expect(entity.text).not.toBe('');
    expect(entity.confidence).toBeGreaterThan(0);
    expect(entity.confidence).toBeLessThanOrEqual(1);
  }
}

describe('spans', () => {
  it.each([
    ['any Unicode', anyText],
    ['Arabic-heavy', arabicText],
  ])('text.slice(start, end) === text: %s', (_, texts) => {
    fc.assert(
      fc.property(texts, (text) => checkSpans(text, extract(text))),
      { numRuns: 400 },
    );
  });

  const folder = new URL('../fixtures/articles/', import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  it('has at least 16 fixtures', () => expect(files.length).toBeGreaterThanOrEqual(16));
  it.each(files)('fixture %s', (name) => {
    const text = readFileSync(new URL(name, folder), 'utf8');
    const gold = JSON.parse(readFileSync(new URL(name.replace('.txt', '.gold.json'), folder), 'utf8'));
    for (const span of gold.annotations) expect(text.slice(span.start, span.end)).toBe(span.text);
    const record = extract(text);
    checkSpans(text, record);
    expect(record.language.code).toBe('ar');
    expect(record.entities.length).toBeGreaterThan(0);
  });
});

describe('reference date', () => {
  const relative = 'قال المسؤول أمس إن العمل انتهى.';
  it.each([
    ['none', relative, undefined, {}, null, 'X'],
    [
      'argument before all',
      `(رويترز) - 14 مارس 2020\n${relative}`,
      '2019-01-01',
      { date: '2018-05-05' },
      'argument',
      '2018-05-04',
    ],
    ['the record', relative, '2019-01-02', {}, 'record', '2019-01-01'],
    [
      'the record with time and zone keeps its local day',
      relative,
      '2019-01-02T00:30:00+03:00',
      {},
      'record',
      '2019-01-01',
    ],
    ['the record as news write it', relative, '2 يناير 2019', {}, 'record', '2019-01-01'],
    ['the dateline', `(رويترز / 14 مارس 2020) - ${relative}`, undefined, {}, 'dateline', '2020-03-13'],
    ['the default', relative, undefined, { defaultDate: '2018-05-05' }, 'default', '2018-05-04'],
  ])('%s', (_, text, date, options, source, value) => {
    const record = pipeline.extract({ id: 'test', text, date }, options);
    expect(record.date?.source ?? null).toBe(source);
    const yesterday = record.dates.find((mention) => mention.text === 'أمس');
    expect(yesterday).toBeDefined();
    if (value === 'X') expect(yesterday).toMatchObject({ from: null, to: null });
    else expect(yesterday).toMatchObject({ value, from: value });
  });
});
