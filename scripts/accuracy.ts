/**
 * The figures of accuracy that were measured last (docs/accuracy.json), and the tables that are made of them: in
 * docs/accuracy.md and both READMEs, between comments that name a table. scripts/eval.ts measures.
 */
import { readFileSync, writeFileSync } from 'node:fs';

/** Right, wrong and missed; what precision, recall and F1 are made of. */
export interface Counts {
  tp: number;
  fp: number;
  fn: number;
}
/** Precision, recall, F1. */
export type Score = readonly [precision: number, recall: number, f1: number];

export interface Measured {
  /** Layers of the fixtures. */
  fixtures: Record<string, Counts>;
  /** By set (news, ner) and type, of texts that the weights did not see. */
  crossValidated: Record<string, Score>;
  /** By set and layer, with the weights as they are shipped. */
  shipped: Record<string, Score>;
  /** Cases that are right, of all. */
  cases: Record<string, readonly [right: number, of: number]>;
}

const FILE = new URL('../docs/accuracy.json', import.meta.url);
const PAGES = ['docs/accuracy.md', 'README.md', 'README.ar.md'];

export function scoreOf({ tp, fp, fn }: Counts): Score {
  const precision = tp / (tp + fp || 1);
  const recall = tp / (tp + fn || 1);
  return [precision, recall, (2 * precision * recall) / (precision + recall || 1)];
}

/** Writes what was measured now beside what was measured before, and all tables. */
export function writeAccuracy(now: Partial<Measured>): void {
  const known = JSON.parse(readFileSync(FILE, 'utf8')) as Measured;
  const measured = { ...known, ...now };
  writeFileSync(FILE, `${JSON.stringify(measured, null, 2)}\n`);
  for (const page of PAGES) {
    const file = new URL(`../${page}`, import.meta.url);
    writeFileSync(file, withTables(readFileSync(file, 'utf8'), measured));
  }
}

/** A page with its tables made of these figures. */
export function withTables(markdown: string, measured: Measured): string {
  return markdown.replace(
    /(<!-- accuracy: (.+) -->\n)[\s\S]*?(?=<!-- end of accuracy -->)/g,
    (_, head: string, name: string) => {
      const make = TABLES[name];
      if (make === undefined) throw new Error(`no table "${name}"`);
      return `${head}\n${make(measured)}\n\n`;
    },
  );
}

const shown = (score: Score | undefined): string[] =>
  score === undefined ? ['–', '–', '–'] : score.map((share) => share.toFixed(3));
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, i) => (i < head.length - 3 ? '---' : '---:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

const LAYERS: readonly (readonly [key: string, english: string, arabic: string])[] = [
  ['PER', 'people', 'الأشخاص'],
  ['LOC', 'places', 'الأماكن'],
  ['ORG', 'organisations', 'الجهات'],
  ['entities', 'all entities', 'كل الأسماء'],
  ['date spans', 'dates, span', 'التواريخ، الموضع'],
  ['date values', 'dates, span and value', 'التواريخ، الموضع والقيمة'],
  ['quote spans', 'direct quotes, span', 'الأقوال المباشرة، الموضع'],
  ['quote speakers', 'direct quotes, span and speaker', 'الأقوال المباشرة، الموضع والقائل'],
  ['indirect spans', 'indirect quotes, span', 'الأقوال غير المباشرة، الموضع'],
  ['indirect speakers', 'indirect quotes, span and speaker', 'الأقوال غير المباشرة، الموضع والقائل'],
];
const HEADS = {
  english: ['text', 'layer', 'precision', 'recall', 'F1'],
  arabic: ['النصوص', 'ما يُستخرج', 'الإحكام', 'الاستيفاء', 'F1'],
};
const SETS = {
  english: {
    fixtures: 'our fixtures',
    news: '40 news articles of 2018, cross-validated',
    ner: 'ANERcorp, single sentences, cross-validated',
  },
  arabic: {
    fixtures: 'نصوصنا المرجعية',
    news: '40 مقالا من 2018، بالتحقق المتقاطع',
    ner: 'ANERcorp، جمل منفردة، بالتحقق المتقاطع',
  },
};

/** What the READMEs show. */
function summary({ fixtures, crossValidated }: Measured, language: 'english' | 'arabic'): string {
  const sets = SETS[language];
  const nameOf = (layer: (typeof LAYERS)[number]) => (language === 'english' ? layer[1] : layer[2]);
  const own = LAYERS.filter(([key]) => !/entities|date spans|indirect/.test(key)).map((layer, i) => [
    i === 0 ? sets.fixtures : '',
    nameOf(layer),
    ...shown(scoreOf(fixtures[layer[0]]!)),
  ]);
  const others = (['news', 'ner'] as const).flatMap((set) =>
    LAYERS.slice(0, 3).map((layer, i) => [
      i === 0 ? sets[set] : '',
      nameOf(layer),
      ...shown(crossValidated[`${set} ${layer[0]}`]),
    ]),
  );
  return table(HEADS[language], [...own, ...others]);
}

const SHIPPED: readonly (readonly [key: string, set: string, layer: string])[] = [
  ['news PER', SETS.english.news.split(',')[0]!, 'people'],
  ['news LOC', '', 'places'],
  ['news ORG', '', 'organisations'],
  ['news micro', '', 'all entities'],
  ['news date-span', '', 'dates, span'],
  ['news date-value', '', 'dates, span and value'],
  ['news quote', '', 'quotes, span'],
  ['news quote-joint', '', 'quotes, span and speaker'],
  ['ner PER', 'ANERcorp', 'people'],
  ['ner LOC', '', 'places'],
  ['ner ORG', '', 'organisations'],
  ['ner micro', '', 'all entities'],
  ['tokens', 'PUD treebank', 'tokens'],
  ['words', '', 'words, clitics apart'],
];
const CASES: Readonly<Record<string, string>> = {
  duckling: "dates: Duckling's Arabic corpus",
  recognizers: "dates: Recognizers-Text's Arabic specifications",
  normalize: 'normalization: strings made with Lucene, charabia, CAMeL Tools, PyArabic, Tashaphyne',
};

const TABLES: Readonly<Record<string, (measured: Measured) => string>> = {
  summary: (measured) => summary(measured, 'english'),
  'summary ar': (measured) => summary(measured, 'arabic'),
  fixtures: ({ fixtures }) =>
    table(
      ['layer', 'annotated', 'precision', 'recall', 'F1'],
      LAYERS.map(([key, name]) => {
        const counts = fixtures[key]!;
        return [name, String(counts.tp + counts.fn), ...shown(scoreOf(counts))];
      }),
    ),
  'cross-validated': ({ crossValidated }) =>
    table(
      ['text', 'layer', 'precision', 'recall', 'F1'],
      (['news', 'ner'] as const).flatMap((set) =>
        [...LAYERS.slice(0, 3), ['all', 'all entities'] as const].map(([key, name], i) => [
          i === 0 ? SETS.english[set].split(',')[0]! : '',
          name,
          ...shown(crossValidated[`${set} ${key}`]),
        ]),
      ),
    ),
  shipped: ({ shipped }) =>
    table(
      ['text', 'layer', 'precision', 'recall', 'F1'],
      SHIPPED.map(([key, set, layer]) => [set, layer, ...shown(shipped[key])]),
    ),
  cases: ({ cases }) =>
    table(
      ['cases', 'right', 'of', 'share'],
      Object.entries(CASES).map(([key, name]) => {
        const [right, of] = cases[key] ?? [0, 0];
        return [name, String(right), String(of), of === 0 ? '–' : (right / of).toFixed(3)];
      }),
    ),
};
