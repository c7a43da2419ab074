import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findDates, firstAbsoluteDate } from '../../src/dates/find.js';
import type { DateContext } from '../../src/dates/types.js';
import type { DateMention } from '../../src/document.js';
import { Sections } from '../../src/lexicon/binary.js';
import { Lexicon } from '../../src/lexicon/lookup.js';
import { Units } from '../../src/text/units.js';
import { tokenize } from '../../src/tokens/tokenize.js';
import { Tokens } from '../../src/tokens/tokens.js';

const path = fileURLToPath(new URL('../../dist/newsparse.npg', import.meta.url));
const lexicon = new Lexicon(new Sections(readFileSync(path), false));
const units = new Units();
const tokens = new Tokens();

function annotate(text: string): void {
  units.setString(text);
  tokenize(units.data, units.length, tokens);
  lexicon.annotate(units.data, tokens);
}

/** The dates of a text, read on Saturday 14 March 2020 unless the options say otherwise. */
export function dates(text: string, options: Partial<DateContext> = {}): DateMention[] {
  annotate(text);
  const context = { reference: '2020-03-14', prefer: 'past', monthFirst: false, ...options } as const;
  return findDates(text, units.data, tokens, lexicon, context);
}

/** What the dateline stage asks for, over all tokens. */
export function absolute(text: string, withoutYear = false): string | null {
  annotate(text);
  return (
    firstAbsoluteDate(text, units.data, tokens, lexicon, 0, tokens.count, { withoutYear })?.value ?? null
  );
}

/** Lines of a data file of the tests, without comments and empty ones. */
export const dataLines = (name: string): string[] =>
  readFileSync(fileURLToPath(new URL(`../dates/${name}`, import.meta.url)), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
