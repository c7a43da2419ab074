import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import catalogue from '../data/words-of-report.json' with { type: 'json' };
import { Pipeline } from '../src/pipeline.js';
import { ReportCollector } from '../src/report/collect.js';
import type { ReportData } from '../src/report/data.js';
import { writePage } from '../src/report/page.js';
import { type Case, checkIn, NOTHING } from './support/cases.js';
import { root } from './support/cli.js';
import { makeFiles } from './support/files.js';
import { anyText, arabicText } from './support/text.js';

const pipeline = Pipeline.load();
function collect(...documents: { id: string; text: string; date?: string }[]): ReportData {
  const collector = new ReportCollector();
  for (const document of documents) collector.add(pipeline.extract(document), document.text);
  return collector.data('عنوان', 'ar');
}
const fixtures = join(root, 'fixtures/articles');
const articles = readdirSync(fixtures)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => ({ id: name, text: readFileSync(join(fixtures, name), 'utf8') }));

const isSound = ({ actors, articles: all }: ReportData): boolean =>
  all.every(
    ({ text, mentions, quotes, events, sentences }) =>
      mentions.every(
        ([actor, start, end]) => actors[actor] && 0 <= start && start < end && end <= text.length,
      ) &&
      quotes.every(
        ({ start, end, actor }) => start < end && end <= text.length && (actor === null || actors[actor]),
      ) &&
      events.every(
        ({ start, end, from }) => start < end && end <= text.length && /^\d{4}-\d\d-\d\d$/.test(from),
      ) &&
      sentences.every((start, i) => start < text.length && (i === 0 || start > sentences[i - 1]!)),
  );

describe('what a page holds', () => {
  it('has every mention, quote and day of the texts', () => {
    const data = collect(...articles);
    expect(isSound(data)).toBe(true);
    articles.forEach((article, i) => {
      const record = pipeline.extract(article);
      expect(data.articles[i]!.mentions).toHaveLength(record.entities.length);
      expect(data.articles[i]!.quotes).toHaveLength(record.quotes.length);
      expect(data.articles[i]!.date).toBe(record.date?.value ?? null);
    });
  });

  it('joins what has one name over all texts', () => {
    const { actors } = collect(
      { id: 'a', text: 'زار هاكان فيدان دمشق.' },
      { id: 'b', text: 'استقبلت دمشق هاكان فيدان، وقال فيدان إن الزيارة مهمة.' },
    );
    expect(actors.map(({ name }) => name)).toEqual(['هاكان فيدان', 'دمشق']);
  });

  it('knows who speaks', () => {
    const { actors, articles: all } = collect({
      id: 'a',
      text: 'زار هاكان فيدان دمشق. وقال فيدان: "لن نغلق الحدود هذا العام". وقال مصدر أمني: "الطريق مغلق منذ الصباح".',
    });
    expect(
      all[0]!.quotes.map(({ actor, speaker }) => [actor === null ? null : actors[actor]!.name, speaker]),
    ).toEqual([
      ['هاكان فيدان', 'فيدان'],
      [null, 'مصدر أمني'],
    ]);
  });

  it.each([
    ['عنوان قصير\n\nنص طويل', 'عنوان قصير'],
    ['\n\n  عنوان  بعد\tفراغ \nنص', 'عنوان بعد فراغ'],
    ['', ''],
    ['كلمة '.repeat(60), `${'كلمة '.repeat(24).trim()}…`],
  ])('calls a text by its first line: %j', (text, title) => {
    expect(collect({ id: 'a', text }).articles[0]!.title).toBe(title);
  });

  it('is sound for any text', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, arabicText), (text) => isSound(collect({ id: text, text }))),
      { numRuns: 50 },
    );
  });
});

describe('the page', () => {
  const hostile = '</script><script>alert(1)</script><!-- <img src=x onerror=alert(1)> \u2028 \ud800 " \' &';
  const page = writePage(collect({ id: hostile, text: `${hostile} زار هاكان فيدان دمشق.` }));
  const blocks = [...page.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)];

  it('keeps texts inside of its data', () => {
    expect(blocks).toHaveLength(4);
    const data = JSON.parse(blocks[2]![2]!) as ReportData;
    expect(data.articles[0]!.text).toContain('</script><script>alert(1)</script><!--');
    expect(page.split('alert(1)</script>').length).toBe(1);
  });

  it('allows its own script and style alone', () => {
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)![1];
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)![1]!;
    expect(policy).toBe(
      `default-src 'none'; script-src ${hash(blocks[3]![2]!)}; style-src ${hash(style)}; img-src data:; base-uri 'none'; form-action 'none'`,
    );
  });

  it('names nothing that a browser would fetch', () => {
    const outside = page.replace(/<script[^>]*>[\s\S]*?<\/script>/g, '');
    expect(outside).not.toMatch(/https?:|url\(|@import/);
  });

  it('has the same words in both languages', () => {
    expect(Object.keys(catalogue.ar)).toEqual(Object.keys(catalogue.en));
    const script = readdirSync(join(root, 'src/report/page'))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(root, 'src/report/page', name), 'utf8'))
      .join('\n');
    const used = new Set([...script.matchAll(/words\.(\w+)/g)].map((match) => match[1]!));
    const other = new Set(['title', 'noScript']);
    expect(Object.keys(catalogue.en).filter((word) => !used.has(word) && !other.has(word))).toEqual([]);
  });
});

describe('the command', () => {
  const files = makeFiles();
  const check = checkIn(files.path);
  afterAll(files.remove);
  // biome-ignore format: one case a line
  const cases: Case[] = [
    ['newsparse report a.txt b.txt | (head -2; tail -1)', 0, /^<!doctype html>\n<html lang="ar" dir="rtl">\n<\/html>\n$/, NOTHING],
    ['newsparse report --lang en --title "<b>" a.txt', 0, /^<!doctype html>\n<html lang="en" dir="rtl">[\s\S]*<title>&lt;b&gt;<\/title>/, NOTHING],
    ['mkdir -p in/deep && cp a.txt in/ && cp b.txt in/deep/ && newsparse report in -o page.html && grep -c "in/deep/b.txt" page.html', 0, /^1\n$/, NOTHING],
    ['newsparse report -d 2020-03-14 - < a.txt | grep -o \'"date":"2020-03-14"\'', 0, /^"date":"2020-03-14"\n$/, NOTHING],
    ['newsparse report none.txt -o none.html; ls none.html', 2, NOTHING, /NP101[\s\S]*NP183[\s\S]*none.html/],
    ['newsparse report a.txt none.txt | tail -c 8', 0, /^<\/html>\n$/, /NP101/],
    ['newsparse report --keep-fields a.txt', 2, NOTHING, /NP200 unknown option '--keep-fields'/],
    ['newsparse report --on-error record a.txt', 2, NOTHING, /NP209 --on-error record/],
    ['newsparse report -o folder/ a.txt', 2, NOTHING, /NP209 --output DIR/],
    ['newsparse report -f json a.txt', 2, NOTHING, /NP200 unknown option '-f'/],
  ];
  cases.forEach(check);
});
