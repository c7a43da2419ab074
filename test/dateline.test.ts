import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Pipeline } from '../src/pipeline.js';
import { arabicText } from './support/text.js';

const pipeline = Pipeline.load();
const cases = readFileSync(new URL('datelines.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.replaceAll('⏎', '\n').split('\t') as [string, string, string, string]);
const datelineOf = (text: string) => pipeline.extract({ id: '', text }, { only: ['dates'] }).dateline;

describe('datelines', () => {
  it.each(cases)('%s', (text, place, agencies, date) => {
    const found = datelineOf(text);
    const shown = found
      ? [found.place ?? '-', found.agencies.join('|') || '-', found.date ?? '-']
      : ['-', '-', '-'];
    expect(shown).toEqual([place, agencies, date]);
  });

  it('has sixty shapes', () => {
    expect(cases.filter(([, ...parts]) => parts.some((part) => part !== '-')).length).toBeGreaterThanOrEqual(
      60,
    );
  });

  it('stands in the first lines of any text, and is what the text has there', () => {
    fc.assert(
      fc.property(arabicText, (text) => {
        const found = datelineOf(text);
        return found === null || text.slice(found.start, found.end) === found.text;
      }),
    );
  });

  it('feeds the reference date', () => {
    const text = 'القاهرة 5 مارس 2020 (رويترز) - قال الوزير أمس إنه سيستقيل.';
    expect(pipeline.extract({ id: '', text }).date).toEqual({ value: '2020-03-05', source: 'dateline' });
  });
});
