import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Sections } from '../src/lexicon/binary.js';
import { Class, type ClassName } from '../src/lexicon/classes.js';
import { Lexicon } from '../src/lexicon/lookup.js';
import { Units } from '../src/text/units.js';
import { tokenize } from '../src/tokens/tokenize.js';
import { Tokens } from '../src/tokens/tokens.js';

const lexicon = new Lexicon(new Sections(readFileSync(new URL('../dist/newsparse.npg', import.meta.url))));

/** The first token of a text: where its base begins, and whether it has a class. */
function first(text: string, name: ClassName) {
  const units = new Units();
  const tokens = new Tokens();
  units.setString(text);
  tokenize(units.data, units.length, tokens);
  lexicon.annotate(units.data, tokens);
  return {
    base: text.slice(tokens.baseStart[0]!, tokens.end[0]!),
    has: (tokens.classes[0]! & Class[name]) !== 0,
  };
}

describe('proclitics that come off', () => {
  it.each<[text: string, base: string, name: ClassName]>([
    ['والحكومة', 'الحكومة', 'common'],
    // Listed names begin with these words.
    ['والشركة', 'الشركة', 'common'],
    ['والصندوق', 'الصندوق', 'org-head'],
    ['بالهيئة', 'الهيئة', 'org-head'],
    ['فالفريق', 'الفريق', 'common'],
    // Small towns have these letters.
    ['وأنس', 'أنس', 'given'],
    ['لأول', 'أول', 'ordinal'],
    ['وصندوق', 'صندوق', 'org-head'],
    ['ومرهف', 'مرهف', 'given'],
  ])('%s', (text, base, name) => {
    expect(first(text, name)).toEqual({ base, has: true });
  });

  it.each([
    ['بورت سودان', 'بورت'],
    ['كيب تاون', 'كيب'],
    ['باريس', 'باريس'],
    ['فيتنام', 'فيتنام'],
  ])('%s keeps its letters', (text, base) => {
    expect(first(text, 'common').base).toBe(base);
  });
});
