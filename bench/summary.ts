/** The few figures of docs/benchmarks.md that the README shows. */
import { figureOf, type Table } from './tables.js';

/** The tables of a page, with the part and the line that stand before each as its title. */
function tablesIn(markdown: string): Table[] {
  const tables: Table[] = [];
  for (const line of markdown.split('\n')) {
    const cells = line.startsWith('| ')
      ? line
          .slice(2, -2)
          .split(/(?<!\\)\|/)
          .map((cell) => cell.trim().replaceAll('`', ''))
      : [];
    if (cells.length > 0) tables.at(-1)?.rows.push(cells);
    else if (line !== '') tables.push({ title: line, rows: [] });
  }
  return tables;
}

/** The table in Markdown; what was not measured is left out. */
export function summaryOf(benchmarks: string): string {
  const tables = tablesIn(benchmarks);
  const of = (row: string, unit: string, title = '') =>
    figureOf(
      tables.filter((table) => table.title.startsWith(title)),
      row,
      unit,
    );
  const rows: [what: string, ...figures: (number | undefined)[]][] = [
    ['`newsparse --version` | # × `node -e 0`', of('newsparse --version', '× node -e 0')],
    [
      '`newsparse extract` of one 3 KB article | # × `node -e 0`',
      of('newsparse extract, 3 KB', '× node -e 0'),
    ],
    [
      'tokens with kinds and hashes, one thread | # × a `/\\p{L}+/gu` loop',
      of('tokens, kinds, fold, hashes', '× the loop'),
    ],
    [
      'normalization, bytes to bytes | # × TextDecoder alone',
      of('normalize match, bytes to bytes', '× TextDecoder'),
    ],
    [
      'tokens and folded forms, beside PyArabic, CAMeL Tools, spaCy | #, #, # ×',
      of('pyarabic tokenize, folded', '× as fast: tokens, kinds'),
      of('camel simple_word_tokenize', '× as fast: tokens, kinds'),
      of('spacy ar tokenizer', '× as fast: tokens, kinds'),
    ],
    [
      'names of a list of 100,000, beside pyahocorasick | # ×',
      of('ahocorasick', 'times as fast', '100000 names'),
    ],
    [
      'dates, bytes to NDJSON, beside dateparser; beside it when it is not told the language either | #, # ×',
      of('dateparser, told the language', '× as fast'),
      of('dateparser, not told', '× as fast'),
    ],
    ['everything, with entities, dates, quotes and NDJSON, one thread | # MB/s', of('all', 'MB/s')],
  ];
  const lines = rows
    .filter(([, ...figures]) => figures.every((figure) => figure !== undefined))
    .map(([what, ...figures]) => `| ${what.replace(/#/g, () => String(figures.shift()))} |`);
  return ['| what | how fast |', '| --- | --- |', ...lines].join('\n');
}
