import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Quote } from '../src/document.js';
import { Pipeline } from '../src/pipeline.js';
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
  interface Gold {
    annotations: { layer: string; start: number; end: number; speaker: string }[];
  }
  const fold = (text: string) => text.replace(/[\u0640\u064b-\u0652\u0670"«»]/g, '').trim();
  const within = (inner: string, outer: string) => ` ${outer} `.includes(` ${inner} `);
  const tally = { gold: 0, found: 0, spurious: 0, speaker: 0 };
  for (const folder of ['articles', 'quotes']) {
    const url = new URL(`../fixtures/${folder}/`, import.meta.url);
    for (const name of readdirSync(url).filter((file) => file.endsWith('.gold.json'))) {
      const { annotations } = JSON.parse(readFileSync(new URL(name, url), 'utf8')) as Gold;
      const text = readFileSync(new URL(name.replace('.gold.json', '.txt'), url), 'utf8');
      const { quotes, entities } = pipeline.extract({ id: name, text });
      const said = quotes.filter(({ kind }) => kind === 'direct');
      const gold = annotations.filter(({ layer }) => layer === 'quote');
      const hits = gold.flatMap((want) => {
        const hit = said.find(
          (quote) => Math.abs(quote.start - want.start) <= 2 && Math.abs(quote.end - want.end) <= 2,
        );
        return hit ? [{ want, hit }] : [];
      });
      tally.gold += gold.length;
      tally.found += hits.length;
      tally.spurious += said.length - hits.length;
      for (const { want, hit } of hits) {
        const chain = entities.filter(
          (entity) => hit.speaker?.chain != null && entity.chain === hit.speaker.chain,
        );
        const names = [hit.speaker?.text ?? '?', ...chain.map((entity) => entity.text)].map(fold);
        if (names.some((found) => within(found, fold(want.speaker)) || within(fold(want.speaker), found)))
          tally.speaker++;
      }
    }
  }

  it('have enough quotes to count', () => {
    expect(tally.gold).toBeGreaterThanOrEqual(120);
  });
  it('give the spans with an F1 of 0.95', () => {
    expect((2 * tally.found) / (tally.gold + tally.found + tally.spurious)).toBeGreaterThanOrEqual(0.95);
  });
  it('give the speakers of 0.85', () => {
    expect(tally.speaker / tally.gold).toBeGreaterThanOrEqual(0.85);
  });
});
