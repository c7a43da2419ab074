import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readMarks } from '../scripts/fit/texts.js';

const folder = new URL('../fixtures/annotated/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));

describe('annotated texts', () => {
  it('reads marks as spans of the text without them', () => {
    const { text, gold } = readMarks('قال [PER أحمد صبح] في [LOC نوى]: [ORG واع] هناك');
    expect(text).toBe('قال أحمد صبح في نوى: واع هناك');
    expect(gold.map(({ start, end, type }) => [text.slice(start, end), type])).toEqual([
      ['أحمد صبح', 'PER'],
      ['نوى', 'LOC'],
      ['واع', 'ORG'],
    ]);
  });

  it('are articles and sentences, by name', () => {
    expect(files.length).toBeGreaterThan(500);
    expect(files.filter((name) => !/^\d{3}[a-z0-9-]*\.(article|sentences)\.txt$/.test(name))).toEqual([]);
  });

  it('have whole marks, of known types, without blanks at their edges', () => {
    const bad = files.flatMap((name) => {
      const { text, gold } = readMarks(readFileSync(new URL(name, folder), 'utf8'));
      const spans = gold.filter(
        ({ start, end, type }) =>
          !['PER', 'LOC', 'ORG'].includes(type) || /^\s|\s$|\n/.test(text.slice(start, end)) || start === end,
      );
      const left = /[[\]]/.exec(text);
      return [
        ...spans.map(({ start, end }) => `${name}: ${text.slice(start, end)}`),
        ...(left ? [`${name}: ${text.slice(left.index - 10, left.index + 10)}`] : []),
      ];
    });
    expect(bad).toEqual([]);
  });
});
