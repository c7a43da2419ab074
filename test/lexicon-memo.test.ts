import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Sections } from '../src/lexicon/binary.js';
import { Lexicon } from '../src/lexicon/lookup.js';
import { Units } from '../src/text/units.js';
import { tokenize } from '../src/tokens/tokenize.js';
import { Tokens } from '../src/tokens/tokens.js';
import { arabicText } from './support/text.js';

const path = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const sections = new Sections(readFileSync(path('dist/newsparse.npg')), false);
const used = new Lexicon(sections);
const articles = readdirSync(path('fixtures/articles'))
  .filter((name) => name.endsWith('.txt'))
  .map((name) => readFileSync(path(`fixtures/articles/${name}`), 'utf8'));

/** All that the lexicon says of a text. */
function annotated(text: string, lexicon: Lexicon): readonly (readonly number[])[] {
  const units = new Units();
  const tokens = new Tokens();
  units.setString(text);
  tokenize(units.data, units.length, tokens);
  lexicon.annotate(units.data, tokens);
  const { word, base, baseStart, stem, root, prefix, classes, phrase } = tokens;
  return [word, base, baseStart, stem, root, prefix, classes, phrase].map((array) =>
    Array.from(array.subarray(0, tokens.count)),
  );
}

describe('what the lexicon says of a text', () => {
  it.each([
    'وفي للعراق والقاهرة بإدلب',
    'أن إن ان أنّ',
    'على علي عَلِيّ',
    'آب أب اب',
    'مجلس الأمن ومجلس الأمن',
    'BBC 2020 «فتح» لـCNN',
  ])('is the same the second time: %s', (text) => {
    const fresh = annotated(text, new Lexicon(sections));
    expect(annotated(`${text}\n${text}`, used).map((all) => all.slice(0, fresh[0]!.length))).toEqual(fresh);
    expect(annotated(text, used)).toEqual(fresh);
  });

  it('does not hang on the texts before it', () => {
    for (const article of articles) annotated(article, used);
    for (const article of articles.slice(0, 6))
      expect(annotated(article, used)).toEqual(annotated(article, new Lexicon(sections)));
    fc.assert(
      fc.property(arabicText, (text) => {
        expect(annotated(text, used)).toEqual(annotated(text, new Lexicon(sections)));
      }),
      { numRuns: 25 },
    );
  });

  it('is right where a text has more forms than are remembered', () => {
    const letters = Array.from('ابتجدرسعفقكلمنهوي');
    const forms = letters.flatMap((a) =>
      letters.flatMap((b) => letters.flatMap((c) => letters.map((d) => a + b + c + d))),
    );
    expect(forms.length).toBeGreaterThan(80_000);
    const fresh = annotated(forms.join(' '), new Lexicon(sections));
    expect(annotated(forms.join(' '), used)).toEqual(fresh);
    const backwards = annotated(forms.toReversed().join(' '), used);
    expect(backwards[0]!.toReversed()).toEqual(fresh[0]);
    expect(backwards[1]!.toReversed()).toEqual(fresh[1]);
    expect(backwards[6]!.filter((bits) => bits !== 0).length).toBeGreaterThan(1000);
  });
});
