import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TfIdf } from 'natural/lib/natural/tfidf/index.js';
import { afterAll, describe, expect, it } from 'vitest';
import { Frequencies, FrequencyError } from '../src/keywords/frequencies.js';
import { keywordsOf } from '../src/keywords/keywords.js';
import { Pipeline } from '../src/pipeline.js';
import { type Case, checkIn, NOTHING } from './support/cases.js';
import { root, shell } from './support/cli.js';
import { line, makeFiles } from './support/files.js';

const pipeline = Pipeline.load();
const terms = (text: string) => pipeline.terms({ id: '', text });
const folder = join(root, 'fixtures/articles');
const articles = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));

describe('terms', () => {
  // The text, then each term with its kind and count. "kind text count", in any order.
  const cases: [text: string, has: string[], hasNot: string[]][] = [
    [
      'قال الوزير إن أسعار القمح ارتفعت، وإن أسعار القمح ستنخفض.',
      ['phrase أسعار القمح 2'],
      ['word القمح 2', 'word أسعار 2'],
    ],
    [
      'أسعار القمح ترتفع. أسعار القمح تنخفض. القمح غال.',
      ['phrase أسعار القمح 2', 'word القمح 3'],
      ['word أسعار 2'],
    ],
    [
      'اتفاق إطلاق النار قريب. اتفاق إطلاق النار بعيد.',
      ['phrase اتفاق إطلاق النار 2'],
      ['phrase إطلاق النار 2', 'phrase اتفاق إطلاق 2'],
    ],
    [
      'زار هاكان فيدان دمشق. وعاد فيدان من دمشق.',
      ['name هاكان فيدان 2', 'name دمشق 2'],
      ['word دمشق 2', 'word فيدان 1'],
    ],
    ['المفاوضات صعبة ومفاوضات أخرى أسهل.', ['word المفاوضات 2'], []],
    ['ذهب إلى المستشفى ثم للمستشفى ثم للمستشفى.', ['word المستشفى 3'], []],
    ['أسعار. القمح، أسعار: القمح', [], ['phrase أسعار القمح 2']],
    ['constructor toString constructor valueOf', ['word constructor 2', 'word toString 1'], []],
    [
      'في على من إلى قال 5 مارس الماضي ثلاثة',
      [],
      ['word مارس 1', 'word قال 1', 'word ثلاثة 1', 'word الماضي 1'],
    ],
  ];
  it.each(cases)('%s', (text, has, hasNot) => {
    const found = terms(text).map((term) => `${term.kind} ${term.text} ${term.count}`);
    for (const each of has) expect(found).toContain(each);
    for (const each of hasNot) expect(found).not.toContain(each);
  });

  it('stand once each', () => {
    for (const { text } of articles) {
      const keys = terms(text).map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  it('are none in a text without words', () => {
    expect(terms('… 12 !')).toEqual([]);
  });
});

describe('weights', () => {
  const counted = articles.map(({ text }) => terms(text));
  const own = new Frequencies();
  for (const each of counted) own.add(each);

  it('are those of natural over the same batch', () => {
    const natural = new TfIdf();
    const lists = counted.map((each) => each.flatMap(({ key, count }) => new Array<string>(count).fill(key)));
    for (const list of lists) natural.addDocument(list);
    counted.forEach((each, document) => {
      const scores = new Map(natural.listTerms(document).map(({ term, tfidf }) => [term, tfidf]));
      const found = keywordsOf(each, own, Number.POSITIVE_INFINITY);
      expect(found.length).toBe(each.length);
      const byText = new Map(each.map((term) => [`${term.kind} ${term.text} ${term.type}`, term.key]));
      for (const { kind, text, type, score } of found)
        expect(score).toBeCloseTo(scores.get(byText.get(`${kind} ${text} ${type}`)!)!, 3);
    });
  });

  it('put names first, then phrases, then words, each by weight', () => {
    const rank = { name: 0, phrase: 1, word: 2 };
    for (const each of counted) {
      const found = keywordsOf(each, own, 15);
      for (let i = 1; i < found.length; i++) {
        const [a, b] = [found[i - 1]!, found[i]!];
        expect(rank[a.kind] < rank[b.kind] || (a.kind === b.kind && a.score >= b.score)).toBe(true);
      }
    }
  });

  it('find what the fixtures are about', () => {
    const about = (name: string) => {
      const at = articles.findIndex((article) => article.name === name);
      return keywordsOf(counted[at]!, own, 10).map(({ text }) => text);
    };
    expect(about('17-libya-oil.txt')).toEqual(
      expect.arrayContaining(['ليبيا', 'المؤسسة الوطنية للنفط', 'الإنتاج']),
    );
    expect(about('12-urdu-dateline.txt')).toEqual(expect.arrayContaining(['إيران', 'معبر', 'الحدود']));
    expect(about('16-yemen-peace-talks.txt')).toEqual(expect.arrayContaining(['مارتن غريفيث', 'الحديدة']));
  });
});

describe('files of frequencies', () => {
  it('read back as they were written', () => {
    const frequencies = new Frequencies();
    for (const { text } of articles) frequencies.add(terms(text));
    const read = Frequencies.parse(frequencies.toText(['a note']));
    expect(read).toEqual(frequencies);
    frequencies.everyday = 4;
    expect(Frequencies.parse(frequencies.toText())).toEqual(frequencies);
  });

  it('say in how many documents an everyday word stands at least', () => {
    const everyday = Frequencies.parse(`${head}# everyday words: 2\nسوق\t3\n`);
    const df = (key: string, isEveryday: boolean) => everyday.of({ key, isEveryday });
    expect([df('سوق', true), df('باب', true), df('باب', false)]).toEqual([3, 2, 0]);
    expect(Frequencies.parse(`${head}# everyday words: 9\n`).everyday).toBe(3);
  });

  const head = '# newsparse document frequencies 1\n# documents: 3\n';
  it.each([
    ['', 1],
    ['term\tdocuments\nسوق\t1\n', 1],
    ['# newsparse document frequencies 1\n# documents: 0\n', 2],
    ['# newsparse document frequencies 1\nسوق\t1\n', 2],
    [`${head}سوق\n`, 3],
    [`${head}سوق\t4\n`, 3],
    [`${head}سوق\t1\t2\n`, 3],
    [`${head}\t1\n`, 3],
    [`${head}سوق\t1\nنفط\t-1\n`, 4],
  ])('are refused when they are broken: %j', (text, at) => {
    expect(() => Frequencies.parse(text)).toThrow(FrequencyError);
    expect(() => Frequencies.parse(text)).toThrow(expect.objectContaining({ line: at }));
  });
});

describe('the command', () => {
  const files = makeFiles();
  const check = checkIn(files.path);
  afterAll(files.remove);
  // biome-ignore format: one case a line
  const cases: Case[] = [
    ['newsparse keywords a.txt', 0, /"id": "a.txt",\n {2}"keywords": \[\n {4}\{\n {6}"text": "هاكان فيدان",\n {6}"kind": "name",\n {6}"type": "PER"/, NOTHING],
    ['newsparse keywords -f csv a.txt b.txt', 0, /^id,rank,text,kind,type,entity_id,count,score\na.txt,1,بيروت,name,LOC,geonames:276781[^\n]*\n[\s\S]*a.txt,3,هاكان فيدان,name,PER,,/, NOTHING],
    ['newsparse keywords -f ndjson --top 1 good.ndjson', 0, /^\{"id":"x","keywords":\[\{"text":[^\n]*\}\]\}\n\{"id":"y","keywords":\[\]\}\n[^\n]+\n$/, NOTHING],
    ['newsparse keywords -f table a.txt', 0, /^a.txt\nهاكان فيدان +PER/, NOTHING],
    ['newsparse keywords -f ndjson mixed.ndjson', 0, /^\{"id":"x"[^\n]*\n\{"id":"mixed.ndjson:2","error":\{"code":"NP121"/, /NP303/],
    ['newsparse keywords --keep-fields -f ndjson --text-field body --id-field key fields.jsonl', 0, /"meta":\{/, NOTHING],
    ['newsparse keywords --write-df all.df a.txt b.txt && head -3 all.df', 0, /^# newsparse document frequencies 1\n# documents: 2\nterm\tdocuments\n$/, NOTHING],
    ['newsparse keywords --write-df x.df --df y.df a.txt', 2, NOTHING, /NP209 --df has no effect with --write-df/],
    ['newsparse keywords --write-df x.df --top 3 a.txt', 2, NOTHING, /NP209 --top/],
    ['newsparse keywords --write-df x.df none.txt; test ! -e x.df', 0, NOTHING, /NP101[\s\S]*NP182/],
    ['newsparse keywords --df none.df a.txt', 1, NOTHING, /^none.df: NP104/],
    ['newsparse keywords --df a.txt a.txt', 1, NOTHING, /^a.txt:1: NP181 holds no document frequencies: the first line/],
    ['newsparse keywords --top 0 a.txt', 2, NOTHING, /NP226 --top: "0" is no number from 1/],
    ['newsparse keywords -f timeml a.txt', 2, NOTHING, /NP202 --format/],
    ['newsparse keywords empty.txt', 1, NOTHING, /^empty.txt: NP105/],
  ];
  cases.forEach(check);

  it('weighs one text against the frequencies of others', async () => {
    const common = line({ id: 'c', text: 'أسعار القمح اليوم. أسعار القمح غدا.' });
    const text = 'أسعار القمح ثابتة. أسعار القمح ومحصول الزيتون جيد ومحصول الزيتون وفير.';
    const run = await shell(
      `printf '%s' '${common.trim()}\n${common.trim()}\n' | newsparse keywords --input ndjson --write-df wheat.df && printf '%s' '${text}' | newsparse keywords --df wheat.df --top 1 -f csv`,
      files.path,
    );
    expect(run.stdout).toMatch(/stdin,1,(محصول الزيتون|الزيتون),/);
  });
});
