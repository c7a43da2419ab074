import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readVariants, variantsOf } from '../scripts/variants.js';
import { Pipeline } from '../src/pipeline.js';

const file = 'data/variants.tsv';
const rules = readVariants(file, readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'));
const made = (name: string, type: string, foreign: boolean, taken: readonly string[] = []) =>
  variantsOf({ name, type }, rules, foreign, (word) => taken.includes(word));

describe('spellings that rules make', () => {
  it.each([
    ['بلومبرغ', 'ORG', true, ['بلومبورغ', 'بلومبرج', 'بلومبورج']],
    ['هونغ كونغ', 'LOC', true, ['هونج كونج']],
    ['أميركا اللاتينية', 'LOC', false, ['أمريكا اللاتينية']],
    ['البنك الأوروبي', 'ORG', false, ['البنك الأوربي']],
    ['حزب الشعب الديمقراطي', 'ORG', false, ['حزب الشعب الديموقراطي']],
    ['هيئة الإذاعة والتلفزيون', 'ORG', false, ['هيئة الإذاعة والتليفزيون']],
    ['الاتحاد الأوروبي', 'ORG', false, ['الاتحاد الأوربي']],
    ['أبو ظبي', 'LOC', false, ['أبوظبي']],
    ['غزة', 'LOC', false, []],
    ['أبو مازن', 'PER', false, []],
    ['مدينة كبيرة', 'LOC', true, []],
  ])('%s', (name, type, foreign, expected) => {
    expect(made(name, type, foreign).sort()).toEqual([...expected].sort());
  });

  it('takes no word that means something else', () => {
    expect(made('غراب', 'ORG', true, ['جراب'])).toEqual([]);
  });

  it.each(['from\tto\twhere\tnames\nا\tب\tnowhere\tall', 'from\tto\twhere\tnames\nا\t\tword\tall'])(
    'refuses a row that makes no sense',
    (text) => expect(() => readVariants('x.tsv', text)).toThrow(/^x\.tsv:2: /),
  );

  it.each([
    ['وصل الوفد إلى هونج كونج أمس.', 'هونغ كونغ'],
    ['ارتفع سهم شركة جوجل أمس.', 'غوغل'],
  ])('in the bundled names: %s', (text, name) => {
    const { entities } = Pipeline.load().extract({ id: 'test', text });
    expect(entities.map((entity) => entity.name)).toContain(name);
  });
});
