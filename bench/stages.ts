/**
 * What each stage of `extract` costs: the stages run one after the other over the same texts, as in src/pipeline.ts, and
 * the time of each is added up.
 *
 *   npx tsx bench/stages.ts [FILE.ndjson]       the fixtures, or the texts of a file ({"text": …} a line)
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { findDates, firstAbsoluteDate } from '../src/dates/find.js';
import type { DateMention, DocumentRecord, Entity, Language, Quote } from '../src/document.js';
import { EntityContext } from '../src/entities/context.js';
import { findEntities } from '../src/entities/entities.js';
import { Scorer } from '../src/entities/score.js';
import { readWeights } from '../src/entities/weights.js';
import { ndjsonFormatter } from '../src/formats/ndjson.js';
import { Gazetteer } from '../src/gazetteer/gazetteer.js';
import { Matches, matchNames } from '../src/gazetteer/match.js';
import { detectLanguage } from '../src/language/detect.js';
import { Sections } from '../src/lexicon/binary.js';
import { abbreviationsOf } from '../src/lexicon/bundled.js';
import { Lexicon } from '../src/lexicon/lookup.js';
import { type FoundDateline, findDateline } from '../src/news/dateline.js';
import { findQuotes } from '../src/news/quotes.js';
import { Units } from '../src/text/units.js';
import { splitSentences } from '../src/tokens/sentences.js';
import { tokenize } from '../src/tokens/tokenize.js';
import { Tokens } from '../src/tokens/tokens.js';
import { QUICK, rounds } from './effort.js';

const ROUNDS = rounds(5);
const COPIES = QUICK ? 20 : 50;
/** Where npm and `runBundled` start it. */
const root = process.cwd();

/** The texts that speed is measured on: of a file of records, or the fixtures, many times over. */
export function textsOf(file: string | undefined): string[] {
  if (file !== undefined)
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => String(JSON.parse(line).text));
  const folder = join(root, 'fixtures/articles');
  const articles = readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  return Array.from({ length: COPIES }, () => articles).flat();
}

/** What the stages hand on. */
interface Made {
  found: FoundDateline | null;
  entities: Entity[];
  dates: DateMention[];
  quotes: Quote[];
  language: Language;
}

/** The stages in the order of the pipeline. */
export function makeStages(): readonly (readonly [
  name: string,
  run: (text: string, made: Made) => unknown,
])[] {
  const sections = new Sections(readFileSync(join(root, 'dist/newsparse.npg')), false);
  const lexicon = new Lexicon(sections);
  const gazetteer = new Gazetteer(lexicon.vocabulary, sections);
  const abbreviations = abbreviationsOf(sections);
  const scorer = new Scorer(readWeights(sections), lexicon.vocabulary);
  const units = new Units();
  const tokens = new Tokens();
  const matches = new Matches();
  const context = new EntityContext(lexicon, gazetteer, tokens, matches);
  const formatter = ndjsonFormatter({ layers: ['entities', 'dates', 'quotes'], terminal: false });
  const dateOptions = { reference: '2020-03-14', prefer: 'past', monthFirst: false } as const;
  return [
    [
      'tokens',
      (text) => {
        units.setString(text);
        tokenize(units.data, units.length, tokens);
        splitSentences(units.data, tokens, abbreviations);
      },
    ],
    ['lexicon', () => lexicon.annotate(units.data, tokens)],
    ['match', () => matchNames(gazetteer, units.data, tokens, matches, 'all')],
    [
      'entities',
      (text, made) => {
        made.entities = findEntities(text, context.read(units.data), scorer);
      },
    ],
    [
      'dateline',
      (text, made) => {
        made.found = findDateline(text, context, (from, to) =>
          firstAbsoluteDate(text, units.data, tokens, lexicon, from, to, { withoutYear: true }),
        );
      },
    ],
    [
      'dates',
      (text, made) => {
        made.dates = findDates(text, units.data, tokens, lexicon, dateOptions);
      },
    ],
    [
      'quotes',
      (text, made) => {
        made.quotes = findQuotes(text, context, made.entities);
      },
    ],
    [
      'language',
      (text, made) => {
        made.language = detectLanguage(text, units.data);
      },
    ],
    [
      'NDJSON',
      (text, { language, found, entities, dates, quotes }) => {
        const dateline = found?.dateline ?? null;
        const record: DocumentRecord = {
          schema: 1,
          id: 'bench',
          language,
          date: null,
          dateline,
          entities,
          dates,
          quotes,
        };
        return formatter.record(record, text);
      },
    ],
  ];
}

/** The processor's time so far, in milliseconds: what else the machine does is not in it. */
function spentSoFar(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** What it costs to ask for the time, which is small but not nothing beside a stage over one article. */
function costOfClock(): number {
  const times = 20_000;
  const before = spentSoFar();
  for (let i = 0; i < times; i++) spentSoFar();
  return (spentSoFar() - before) / times;
}

/** Measures the stages and prints their speed and their share of the whole. */
export function printStages(texts: readonly string[], times = ROUNDS): void {
  const stages = makeStages();
  const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;
  const spent = stages.map(() => [] as number[]);
  const made = {} as Made;
  const clock = costOfClock();
  for (let round = 0; round <= times; round++) {
    const sums = new Float64Array(stages.length);
    for (const text of texts) {
      let before = spentSoFar();
      for (let i = 0; i < stages.length; i++) {
        stages[i]![1](text, made);
        const after = spentSoFar();
        sums[i]! += after - before - clock;
        before = after;
      }
    }
    // The first round warms the engine up.
    if (round > 0) for (let i = 0; i < stages.length; i++) spent[i]!.push(sums[i]!);
  }
  const medians = spent.map((times) => times.sort((a, b) => a - b)[times.length >> 1]!);
  const total = medians.reduce((sum, ms) => sum + ms, 0);
  const row = (name: string, ms: number) =>
    console.log(
      name.padEnd(28),
      `${((megabytes / ms) * 1000).toFixed(1).padStart(7)} MB/s ${((ms / total) * 100).toFixed(1).padStart(6)} %`,
    );
  console.log(`\nstages of extract over ${megabytes.toFixed(1)} MB, processor time, medians of ${times}`);
  stages.forEach(([name], i) => {
    row(name, medians[i]!);
  });
  row('all', total);
}

if (/^stages\.m?[jt]s$/.test(basename(process.argv[1] ?? ''))) printStages(textsOf(process.argv[2]));
