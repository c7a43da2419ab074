import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Quote } from '../src/document.js';
import { Pipeline } from '../src/pipeline.js';
import { compareQuotes, type GoldQuote, newTally, scoresOf } from './support/quotes.js';
import { anyText, arabicText } from './support/text.js';

const pipeline = Pipeline.load();
const quotesOf = (text: string) => pipeline.extract({ id: '', text }, { only: ['quotes'] }).quotes;
const direct = (text: string) => quotesOf(text).filter(({ kind }) => kind === 'direct');
const rows = (name: string) =>
  readFileSync(new URL(name, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.replaceAll('⏎', '\n').split('\t') as [string, ...string[]]);

describe('direct quotes', () => {
  const cases = rows('quotes.tsv');

  it.each(cases)('%s', (text, expected) => {
    const shown = direct(text).map((quote) => `${quote.text} => ${quote.speaker?.text ?? '?'}`);
    expect(shown.join(' | ') || '-').toBe(expected);
  });

  it('has more than forty cases', () => {
    expect(cases.length).toBeGreaterThan(40);
  });
});

describe('indirect quotes', () => {
  it.each(rows('indirect-quotes.tsv'))('%s', (text, clause, speaker, verb) => {
    const shown = quotesOf(text).map(({ kind, ...quote }) => [
      kind,
      quote.text,
      quote.speaker?.text,
      quote.verb,
    ]);
    expect(shown).toContainEqual(['indirect', clause, speaker, verb]);
  });
});

it.each([
  'قال كريم حداد إن الطريق مغلق.\nيذكر أن تركيا أقامت 12 نقطة مراقبة.',
  'قال كريم حداد إن الطريق مغلق.\nويشار إلى أن المدينة شهدت قصفا عنيفا.',
  'قال كريم حداد إن الطريق مغلق.\nجدير بالذكر أن الوفد وصل أمس.',
  'قال كريم حداد إن الطريق مغلق.\nتجدر الإشارة إلى أن الوفد وصل أمس.',
])('what nobody said is no quote: %s', (text) => {
  expect(quotesOf(text).map((quote) => quote.text)).toEqual(['الطريق مغلق']);
});

describe('any text', () => {
  const sound = (text: string, quotes: readonly Quote[]) =>
    quotes.every(
      ({ start, end, text: words, speaker }) =>
        start < end &&
        text.slice(start, end) === words &&
        (!speaker || text.slice(speaker.start, speaker.end) === speaker.text),
    );

  it('gives quotes that the text has', () => {
    fc.assert(fc.property(fc.oneof(anyText, arabicText), (text) => sound(text, quotesOf(text))));
  });

  it('gives direct quotes that do not overlap', () => {
    const marked = fc
      .array(
        fc.constantFrom(
          '"',
          '«',
          '»',
          '“',
          '”',
          "'",
          ' ',
          '. ',
          '\n',
          ': ',
          ' قال أحمد ',
          ' لن نغلق المدرسة هذا العام ',
        ),
        {
          maxLength: 60,
        },
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(marked, (text) => {
        const quotes = direct(text);
        return (
          sound(text, quotes) && quotes.every((quote, i) => i === 0 || quotes[i - 1]!.end <= quote.start)
        );
      }),
    );
  });

  it.each(['"', '«', '“', '" قال ', '«قال أحمد: '])('takes time linear in the marks: %s', (mark) => {
    const time = (count: number) => {
      const text = `${mark}كلام كثير `.repeat(count);
      const begin = performance.now();
      quotesOf(text);
      return performance.now() - begin;
    };
    time(2000);
    expect(time(16_000)).toBeLessThan(Math.max(400, 24 * time(2000)));
  });
});

describe('the articles', () => {
  const direct = newTally();
  const indirect = newTally();
  for (const folder of ['articles', 'quotes']) {
    const url = new URL(`../fixtures/${folder}/`, import.meta.url);
    for (const name of readdirSync(url).filter((file) => file.endsWith('.gold.json'))) {
      const { annotations, layers } = JSON.parse(readFileSync(new URL(name, url), 'utf8')) as {
        annotations: GoldQuote[];
        layers?: string[];
      };
      const text = readFileSync(new URL(name.replace('.gold.json', '.txt'), url), 'utf8');
      const record = pipeline.extract({ id: name, text });
      compareQuotes('direct', annotations, record, direct);
      if (layers?.includes('indirect')) compareQuotes('indirect', annotations, record, indirect);
    }
  }

  it('have enough quotes to count', () => {
    expect(direct.gold).toBeGreaterThanOrEqual(200);
    expect(indirect.gold).toBeGreaterThanOrEqual(30);
  });
  it('give the spans with an F1 of 0.95', () => {
    expect(scoresOf(direct).spans).toBeGreaterThanOrEqual(0.95);
  });
  it('give the speakers of 0.85', () => {
    expect(direct.speaker / direct.gold).toBeGreaterThanOrEqual(0.85);
  });
});
