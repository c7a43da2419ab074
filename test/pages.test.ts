/** Pages: the main text, what the page says about itself, and pages that are made to cost time. */
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { aboutPage } from '../src/sources/html/about.js';
import { pageItem, type RawPage } from '../src/sources/html/page.js';
import { DEEPEST, MOST_ELEMENTS, scanPage } from '../src/sources/html/scan.js';
import type { InputSettings } from '../src/sources/item.js';
import { makeArchives } from './support/archive.js';
import { type Case, checkPipedIn, NOTHING } from './support/cases.js';
import { folder, shell } from './support/cli.js';
import { encodeSingleByte } from './support/encode.js';
import { expectRecord } from './support/schema.js';

const SENTENCE =
  'زار الوزير هاكان فيدان دمشق أمس، وقال إن المحادثات تناولت المعابر وعودة النازحين إلى قراهم.';
const BODY = Array.from({ length: 4 }, () => `<p>${SENTENCE} ${SENTENCE}</p>`).join('\n');

/** A page of a newspaper with what stands around an article. */
const page = (head: string, body = BODY) => `<!DOCTYPE html>
<html lang="ar" dir="rtl"><head><title>عنوان المقال | الصحيفة</title>${head}</head>
<body><nav><ul><li><a href="/">الرئيسية</a><li><a href="/s">برشلونة</a></ul></nav>
<h1>عنوان <em>المقال</em></h1><article>${body}</article>
<aside>الأكثر قراءة: محمد صلاح</aside><footer>حقوق النشر في لندن</footer></body></html>`;

const settings: InputSettings = {
  kind: 'auto',
  encoding: 'auto',
  fields: { text: 'text', id: 'id', date: 'date' },
  keepFields: false,
  maxDocument: 1 << 26,
  strict: false,
  signal: new AbortController().signal,
};

function read(html: string | Buffer, raw: Partial<RawPage> = {}) {
  const item = pageItem(
    {
      origin: { file: 'a.html', line: null, kind: 'html' },
      id: 'a.html',
      bytes: Buffer.from(html),
      charset: null,
      url: null,
      captured: null,
      ...raw,
    },
    settings,
  );
  if ('problem' in item) throw item.problem;
  return { ...item.document, kinds: item.warnings.map(({ kind }) => kind) };
}

describe('the text of a page', () => {
  it('is its headline and main text, a paragraph apart, without what stands around them', () => {
    const { text, kinds } = read(page(''));
    expect(kinds).toEqual([]);
    expect(text).toBe(`عنوان المقال\n\n${Array(4).fill(`${SENTENCE} ${SENTENCE}`).join('\n\n')}`);
  });

  // biome-ignore format: one case a line
  it.each([
    ['<p>واحد<p>اثنان', 'واحد\n\nاثنان'],
    ['<div>واحد</div><div>اثنان</div>', 'واحد\nاثنان'],
    ['واحد<br>اثنان', 'واحد\nاثنان'],
    ['<b>وا</b>حد', 'واحد'],
    ['  <p> واحد \n\t اثنان&nbsp; </p>', 'واحد اثنان'],
    ['<table><tr><td>واحد</td><td>اثنان</td></tr><tr><td>ثلاثة</td></tr></table>', 'واحد اثنان\nثلاثة'],
    ['<p>واحد &amp; &quot;اثنان&quot; &#x644;&lrm;</p>', 'واحد & "اثنان" ل\u200e'],
    ['<script>x="<p>لا</p>"</script><style>لا</style><p>نعم</p><noscript>لا</noscript>', 'نعم'],
    ['<nav>لا<nav>لا</nav>لا</nav>نعم', 'نعم'],
    ['<!-- لا --><p>نعم</p><svg><text>لا</text></svg>', 'نعم'],
    ['<head><title>لا</title></head><p>نعم', 'نعم'],
    ['<title>لا</title>نعم', 'نعم'],
    ['<form><p>نعم</p><button>لا</button></form>', 'نعم'],
    ['', ''],
  ])('%s', (html, text) => expect(scanPage(html).text).toBe(text));

  it.each(['', ' ', '<p></p>', '<script>x</script>'])('of %j there is none', (html) =>
    expect(() => read(html)).toThrow(expect.objectContaining({ kind: 'no-page-text' })),
  );

  it.each([
    ['a page that says it', page('<meta charset="windows-1256">'), null],
    [
      'a page that says it the old way',
      page('<meta http-equiv=Content-Type content="text/html; charset=windows-1256">'),
      null,
    ],
    ['a server that says it', page(''), 'windows-1256'],
    ['nobody', page(''), null],
    ['a page that is wrong', page('<meta charset="utf-8">'), null],
    ['a server that names none there is', page(''), 'x-none'],
  ])('is read in windows-1256 by %s', (_, html, charset) => {
    const { text } = read(Buffer.from(encodeSingleByte(html, 'windows-1256')), { charset });
    expect(text).toBe(read(page('')).text);
  });

  it('is UTF-8 where the bytes are, whatever the page says', () =>
    expect(read(page('<meta charset="windows-1256">')).text).toBe(read(page('')).text));

  it('of anything is given without an error, and its offsets are its own', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<p>',
        '</p>',
        '<div',
        '>',
        '<!--',
        '-->',
        '</',
        '<script>',
        '&',
        ';',
        '"',
        '<td>',
        'دمشق ',
      ),
      fc.string({ unit: 'binary', maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const html = pieces.join('');
        const { text, elements, depth } = scanPage(html);
        expect(text).toBe(text.replace(/^[ \n]+|[ \n]+$/g, ''));
        expect(elements + depth).toBeLessThanOrEqual(html.length * 2);
        try {
          read(html);
        } catch (error) {
          expect(error).toMatchObject({
            kind: expect.stringMatching(/^(no-page-text|binary|unknown-bytes)$/),
          });
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('what a page says about itself', () => {
  const LD = (value: unknown) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`;
  // biome-ignore format: one case a line
  const published: [head: string, expected: string | null][] = [
    ['<meta property="article:published_time" content="2020-07-31T18:20:00+03:00">', '2020-07-31T18:20:00+03:00'],
    ['<meta name="article:published_time" content="2020-07-31">', '2020-07-31'],
    ['<META CONTENT=2020-07-31 PROPERTY=Article:Published_Time>', '2020-07-31'],
    [LD({ '@type': 'NewsArticle', datePublished: '2020-07-30' }), '2020-07-30'],
    [LD({ '@graph': [{ '@type': 'Organization', datePublished: '1999' }, { '@type': ['WebPage', 'Article'], datePublished: '2020-07-30' }] }), '2020-07-30'],
    [LD([{ '@type': 'BlogPosting', datePublished: '2020-07-30' }]), '2020-07-30'],
    [`<script type="application/ld+json">{broken</script>${LD({ datePublished: '2020-07-30' })}`, '2020-07-30'],
    ['</head><body><time datetime="2020-07-29">أمس</time>', '2020-07-29'],
    ['</head><body><time datetime="2020-07-28">x</time><time itemprop="datePublished" datetime="2020-07-29">أمس</time>', '2020-07-29'],
    [`<meta property="article:published_time" content="2020-07-31">${LD({ datePublished: '2020-07-30' })}<time datetime="2020-07-29"></time>`, '2020-07-31'],
    [`${LD({ datePublished: '2020-07-30' })}<time datetime="2020-07-29"></time>`, '2020-07-30'],
    [LD({ datePublished: 5 }), null],
    ['', null],
  ];
  it.each(published)('%s', (head, expected) =>
    expect(aboutPage(scanPage(page(head))).published).toBe(expected),
  );

  it.each([
    [LD({ '@type': 'NewsArticle', headline: 'من البيانات' }), 'من البيانات'],
    ['<meta property="og:title" content="من الوصف">', 'عنوان المقال'],
  ])('its title: %s', (head, title) => expect(aboutPage(scanPage(page(head))).title).toBe(title));
  it.each([
    ['<title>عنوان\n الصفحة</title><p>x', 'عنوان الصفحة'],
    ['<title>x</title><meta property="og:title" content="من الوصف">', 'من الوصف'],
    ['<p>x', null],
  ])('its title without a heading: %s', (html, title) => expect(aboutPage(scanPage(html)).title).toBe(title));

  it('its address', () => {
    const head =
      '<meta property="og:url" content="https://example.org/o"><link rel=canonical href="https://example.org/c">';
    expect(read(page(head)).page?.url).toBe('https://example.org/c');
    expect(read(page(head), { url: 'https://example.org/w' }).page?.url).toBe('https://example.org/w');
  });
});

describe('pages that are made to cost time', () => {
  // biome-ignore format: one case a line
  it.each([
    ['deep', '<div>'.repeat(DEEPEST + 10) + SENTENCE, ['page-too-deep']],
    ['very deep', '<div>'.repeat(1_000_000) + SENTENCE + '</span>'.repeat(1_000_000), ['page-too-large']],
    ['deep in what has no end tags', '<p><li><td>'.repeat(2000) + SENTENCE, ['page-too-deep']],
    ['many elements', `<p>${SENTENCE}</p>`.repeat(MOST_ELEMENTS + 1), ['page-too-large']],
    ['many comments', `<!-- -->x`.repeat(500_000) + SENTENCE, ['page-too-large']],
    ['many attributes', `<p ${Array.from({ length: 300_000 }, (_, i) => `a${i}=1`).join(' ')}>${SENTENCE}`, ['page-too-large']],
    ['an attribute without an end', `${SENTENCE}<p a="${'x'.repeat(5_000_000)}`, []],
    ['a comment without an end', `${SENTENCE}<!--${'<!-'.repeat(1_000_000)}`, []],
    ['entities without an end', `${SENTENCE}${'&am'.repeat(500_000)}`, ['page-unreadable']],
    ['paragraphs without an end', `<p>${SENTENCE}`.repeat(2000), []],
  ])('%s', (_, html, kinds) => {
    const start = process.cpuUsage();
    const result = read(html);
    expect(result.text).toContain(SENTENCE);
    expect(result.kinds).toEqual(kinds);
    const { user } = process.cpuUsage(start);
    // Seconds would be the square of the size.
    expect(user / 1e6).toBeLessThan(20);
  }, 60_000);
});

const files = folder({
  'a.html': page('<meta property="article:published_time" content="2020-07-31T18:20:00+03:00">'),
  page: page(''),
  'b.htm.gz': gzipSync(page('')),
  'deep.html': '<div>'.repeat(1000) + SENTENCE,
  'empty.html': '',
  'scripts.html': '<script>x</script>',
});
afterAll(files.remove);
const archived = files.path;

makeArchives(archived, page(''), read(page('')).text);

describe('pages on the command line', () => {
  // biome-ignore format: one case a line
  const cases: Case[] = [
    ['newsparse extract -f ndjson a.html | pick "[r.date.value, r.date.source, r.page.title, r.page.published]"', 0, /^2020-07-31T18:20:00\nmetadata\nعنوان المقال\n2020-07-31T18:20:00\+03:00\n$/, NOTHING],
    ['newsparse extract -d 2021-01-01 a.html | pick r.date.source', 0, /^argument\n$/, NOTHING],
    ['newsparse extract a.html | pick "r.dates.map(d => d.value)" | sort -u', 0, /^2020-07-30\n$/, NOTHING],
    ['newsparse extract page | pick "r.page.title"', 0, /^عنوان المقال\n$/, NOTHING],
    ['newsparse extract < page | pick "r.page.title"', 0, /^عنوان المقال\n$/, NOTHING],
    ['newsparse extract b.htm.gz | pick "r.page.title"', 0, /^عنوان المقال\n$/, NOTHING],
    ['newsparse extract --input text a.html | pick "r.page === undefined"', 0, /^true\n$/, NOTHING],
    ['newsparse extract --input html page | pick "r.page.title"', 0, /^عنوان المقال\n$/, NOTHING],
    ['newsparse extract deep.html | pick "r.page.title"', 0, /^null\n$/, /^deep.html: NP116 warning: is a page nested deeper than 256 elements: all of its text is taken\n$/],
    ['newsparse extract empty.html', 1, NOTHING, /^empty.html: NP105/],
    ['newsparse extract scripts.html', 1, NOTHING, /^scripts.html: NP114/],
    ['newsparse extract --on-error record -f ndjson scripts.html | pick r.error.code', 0, /^NP114\n$/, NOTHING],
    ['newsparse extract --max-document 1KB a.html', 1, NOTHING, /^a.html: NP107/],
    ['newsparse extract -r . --include "*.html" --exclude "[des]*" -f ndjson | pick r.id', 0, /^.\/a.html\n$/, NOTHING],
    ['newsparse sentences a.html | head -1', 0, /^عنوان المقال\n$/, NOTHING],
    ['newsparse normalize a.html | head -1', 0, /^عنوان المقال\n$/, NOTHING],
    ['newsparse detect -f ndjson a.html | pick r.language.code', 0, /^ar\n$/, NOTHING],
    ['newsparse extract --input html --text-field b a.html', 2, NOTHING, /NP209 --text-field has no effect with --input html/],
    // Archives.
    ['newsparse extract -f ndjson a.warc | pick "[r.id, r.page.url, r.page.captured, r.date && r.date.source]"', 0, /^urn:uuid:1\nhttps:\/\/example.org\/plain\n2020-08-01T10:00:00Z\ncapture\nurn:uuid:2\n/, NOTHING],
    ['newsparse extract -f ndjson a.warc | pick r.page.url', 0, /^https:\/\/example.org\/plain\nhttps:\/\/example.org\/chunked\nhttps:\/\/example.org\/gzip\nhttps:\/\/example.org\/deflate\nhttps:\/\/example.org\/br\nhttps:\/\/example.org\/1256\nhttps:\/\/example.org\/resource\nhttps:\/\/example.org\/wet\n$/, NOTHING],
    ['newsparse extract -f ndjson a.warc | pick "r.text.length" | sort -u | wc -l', 0, /^ *1\n$/, NOTHING],
    ['newsparse extract -f ndjson < a.warc | wc -l', 0, /^ *8\n$/, NOTHING],
    ['newsparse extract -f ndjson a.warc.gz | wc -l', 0, /^ *8\n$/, NOTHING],
    ['newsparse extract -f ndjson cut.warc | pick r.id', 1, /^urn:uuid:1\n$/, /^cut.warc: NP117 is no WARC file: it ends in the middle of a record\n/],
    ['newsparse extract -f ndjson cut-picture.warc | pick r.id', 1, /^urn:uuid:1\n$/, /^cut-picture.warc: NP117/],
    ['newsparse extract -f ndjson cut.warc.gz | wc -l', 1, /^ *\d\n$/, /^cut.warc.gz: NP111/],
    ['newsparse extract -f ndjson --input warc a.html', 1, NOTHING, /^a.html: NP117 is no WARC file: it does not begin with WARC\/\n$/],
    ['newsparse extract -f ndjson broken.warc | wc -l', 1, /^ *1\n$/, /^broken.warc: NP117/],
    ['newsparse extract -f ndjson --max-document 2KB large.warc | pick r.page.url', 1, /^https:\/\/example.org\/small\n$/, /^large.warc:\d+: NP107[\s\S]*large.warc:\d+: NP107/],
    ['newsparse sentences -f ndjson a.warc | pick "r.sentences[0].text" | sort -u', 0, /^عنوان المقال\n$/, NOTHING],
  ];
  cases.forEach(checkPipedIn(archived));

  it('records hold to the schema, and their offsets are those of their text', async () => {
    const { stdout } = await shell('newsparse extract -f ndjson a.html a.warc', archived);
    const records = stdout
      .trim()
      .split('\n')
      .map((each) => JSON.parse(each));
    expect(records).toHaveLength(9);
    for (const record of records) {
      expectRecord(record);
      expect(record.entities.length).toBeGreaterThan(3);
      for (const { start, end, text } of [...record.entities, ...record.dates, ...record.quotes])
        expect(record.text.slice(start, end)).toBe(text);
    }
  });

  it('several threads give the same bytes', async () => {
    const one = await shell('newsparse extract -f ndjson a.warc many.warc a.html', archived);
    const two = await shell('newsparse extract -f ndjson -j 2 a.warc many.warc a.html', archived);
    expect(one.stdout.split('\n').length).toBeGreaterThan(200);
    expect(two).toEqual(one);
  }, 60_000);
});
