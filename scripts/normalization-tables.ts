/** Writes the tables of docs/normalization.md from data/folds.tsv and data/profiles.tsv; scripts/make-docs.ts runs it. */
import { profilesFile } from '../src/text/folds.js';
import { normalizeText } from '../src/text/normalize.js';
import { compileProfile } from '../src/text/profiles.js';

/** Characters that cannot be seen, or that turn the direction of what stands beside them: shown by their code points. */
const UNSEEN =
  /[\u0000-\u001f\u007f-\u00a0\u00ad\u061c\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2069\u3000\ufeff]/gu;

const shown = (text: string): string => {
  const seen = text.replace(
    UNSEEN,
    (c) => `⟨${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
  );
  return seen.replace(/\|/g, '\\|');
};
const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');

function profileTable(): string {
  const rows = profilesFile().profiles.map(({ name, description, example, folds }) => [
    `\`${name}\``,
    description,
    folds.map((fold) => `\`${fold}\``).join(' ') || '–',
    shown(example),
    shown(normalizeText(example, compileProfile(name))),
  ]);
  return table(['profile', 'what it is', 'folds, in their order', 'example', 'becomes'], rows);
}

function foldTable(): string {
  const rows = profilesFile().folds.map(({ name, description, example }) => [
    `\`${name}\``,
    description,
    shown(example),
    shown(normalizeText(example, compileProfile(null, [name]))),
  ]);
  return table(['fold', 'what it changes', 'example', 'becomes'], rows);
}

/** The page with its tables as the data is now; all else stays. @throws Error when the place of a table is not there */
export function withTables(page: string): string {
  return [
    ['profiles', profileTable()],
    ['folds', foldTable()],
  ].reduce((text, [name, rows]) => {
    const [begin, end] = [`<!-- ${name}: from data/${name}.tsv -->\n`, `<!-- end of ${name} -->\n`];
    const from = text.indexOf(begin!);
    const to = text.indexOf(end);
    if (from < 0 || to < from) throw new Error(`no place for the table of ${name}`);
    return `${text.slice(0, from)}${begin}\n${rows}\n${text.slice(to)}`;
  }, page);
}
