/** Tables for people: what a document names, its dates and quotes, and a line that sums up. */
import { Chalk, type ChalkInstance } from 'chalk';
import Table from 'cli-table3';
import type { Alternative, DateMention, DocumentRecord, Entity, Feature } from '../document.js';
import { matchingForm } from '../text/characters.js';
import { cleanForTerminal, isolate } from '../text/terminal.js';
import { cutToWidth, displayWidth, wrapToWidth } from '../text/width.js';
import type { FormatSettings, Formatter } from './formatter.js';
import { type TableWords, wordsOf } from './words.js';

/** Cells between two columns. */
const GAP = 2;
/** The narrowest that a column is made. */
const NARROWEST = 8;
/** Lines of a cell; what is longer is cut. */
const LINES = 3;

interface Column {
  head: string;
  align?: 'right';
  /** A text of the document: isolated on a terminal. */
  text?: boolean;
  color?: (cell: string, row: number) => string;
  /** Never cut, however many lines it takes. */
  whole?: boolean;
}

export function tableFormatter(settings: FormatSettings): Formatter {
  const chalk = new Chalk({ level: settings.color ? 1 : 0 });
  let first = true;
  const separate = (text: string): string => {
    const block = first ? text : `\n${text}`;
    first = false;
    return block;
  };
  return {
    begin: () => '',
    record: (record) => separate(formatRecord(record, settings, chalk)),
    error: ({ id, error }) => separate(`${cleanForTerminal(id ?? '')}: ${error.code} ${error.message}\n`),
    end: () => '',
  };
}

function formatRecord(record: DocumentRecord, settings: FormatSettings, chalk: ChalkInstance): string {
  const { layers, width } = settings;
  const heads = wordsOf(settings.lang ?? 'en').table;
  const blocks = [chalk.bold(cutToWidth(cleanForTerminal(record.id), width))];
  const add = (columns: Column[], rows: string[][]) => {
    if (rows.length === 0) return;
    const filled = columns.map((_, at) => rows.some((row) => row[at] !== ''));
    const cells = rows.map((row) => row.filter((_, at) => filled[at]));
    blocks.push(
      layOut(
        columns.filter((_, at) => filled[at]),
        cells,
        settings,
        chalk,
      ),
    );
  };
  if (layers.includes('entities')) {
    const groups = groupEntities(record.entities);
    const paint = (cell: string, row: number) => colorOf(chalk, groups[row]!.type)(cell);
    add(
      [
        { head: heads.name, text: true },
        { head: heads.type, color: paint },
        { head: heads.about, text: true },
        ...(settings.forms ? [{ head: heads.written, text: true }] : []),
        { head: heads.mentions, align: 'right' },
      ],
      groups.map((group) => [
        group.text,
        group.label,
        group.about,
        ...(settings.forms ? [group.forms.join(' · ')] : []),
        String(group.count),
      ]),
    );
  }
  if (layers.includes('dates')) {
    add(
      [
        { head: heads.date, text: true },
        { head: heads.value, color: (cell) => chalk.green(cell) },
        { head: heads.from },
        { head: heads.to },
        { head: heads.remarks },
      ],
      record.dates.map((mention) => [
        mention.text,
        mention.value,
        momentOf(mention.from),
        momentOf(mention.to),
        remarksOn(mention, wordsOf(settings.lang ?? 'en')),
      ]),
    );
  }
  if (layers.includes('quotes')) {
    add(
      [
        { head: heads.speaker, text: true },
        { head: heads.quote, text: true },
      ],
      record.quotes.map((quote) => [quote.speaker?.text ?? '–', quote.text]),
    );
  }
  if (settings.explain && record.alternatives !== undefined) {
    const decisions = decisionsOf(record, record.alternatives, wordsOf(settings.lang ?? 'en').decision);
    const paint = (cell: string, row: number) =>
      decisions[row]!.taken ? chalk.green(cell) : chalk.dim(cell);
    add(
      [
        { head: heads.candidate, text: true },
        { head: heads.type },
        { head: heads.score, align: 'right' },
        { head: heads.decision, color: paint },
        { head: heads.because, whole: true },
      ],
      decisions.map(({ cells }) => cells),
    );
  }
  blocks.push(
    wrapToWidth(summaryOf(record, settings), width, LINES)
      .map((line) => chalk.dim(line))
      .join('\n'),
  );
  return `${blocks.join('\n\n')}\n`;
}

/** A candidate and what became of it, as a row. */
interface Decision {
  readonly start: number;
  readonly taken: boolean;
  readonly cells: string[];
}

/** Everything that was considered, in the order of the text. */
function decisionsOf(
  record: DocumentRecord,
  alternatives: readonly Alternative[],
  words: TableWords['decision'],
): Decision[] {
  const because = (features: readonly Feature[] = []): string =>
    features
      .filter(({ weight }) => Math.abs(weight) >= 0.05)
      .map(({ feature, weight }) => `${feature} ${signed(weight)}`)
      .join(', ');
  const total = (features: readonly Feature[] = []): number =>
    features.reduce((sum, { weight }) => sum + weight, 0);
  const taken = record.entities.map(({ start, text, type, rule, features }) => ({
    start,
    taken: true,
    cells: [text, `${type} ${rule}`, signed(total(features)), words.taken, because(features)],
  }));
  const lost = alternatives.map(({ start, text, type, rule, score, lostTo, features }) => ({
    start,
    taken: false,
    cells: [
      text,
      `${type} ${rule}`,
      signed(score),
      lostTo === null
        ? words.unlikely
        : words.lost.replace('{winner}', () => `${lostTo.text} ${lostTo.type}`),
      because(features),
    ],
  }));
  return [...taken, ...lost].sort((a, b) => a.start - b.start || Number(b.taken) - Number(a.taken));
}

const signed = (number: number): string => `${number > 0 ? '+' : ''}${number.toFixed(1)}`;

/** A moment without its seconds where there are none: tables have little room. */
const momentOf = (moment: string | null): string => moment?.replace(/(T\d\d:\d\d):00$/, '$1') ?? '–';

/** The mentions of one entity. */
interface Group {
  text: string;
  type: string;
  label: string;
  about: string;
  /** Other forms in which it is written. */
  forms: string[];
  count: number;
}

const TYPE_ORDER = ['PER', 'ORG', 'LOC'];

/** One row an entity: those of a chain, the most mentioned first within a type. */
function groupEntities(entities: readonly Entity[]): Group[] {
  const chains = new Map<string, Entity[]>();
  for (const entity of entities) {
    const key = `${entity.type} ${entity.chain}`;
    const chain = chains.get(key);
    if (chain === undefined) chains.set(key, [entity]);
    else chain.push(entity);
  }
  const rank = (type: string) => {
    const at = TYPE_ORDER.indexOf(type);
    return at < 0 ? TYPE_ORDER.length : at;
  };
  return [...chains.values()]
    .map(groupOf)
    .sort((a, b) => rank(a.type) - rank(b.type) || compare(a.type, b.type) || b.count - a.count);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function groupOf(mentions: readonly Entity[]): Group {
  const fullest = mentions.reduce((best, mention) =>
    mention.text.length > best.text.length ? mention : best,
  );
  const { type, subtype } = fullest;
  const form = matchingForm(fullest.text);
  const names = new Set(
    mentions.map(({ name }) => name).filter((name) => !form.includes(matchingForm(name))),
  );
  const roles = new Set(mentions.flatMap((mention) => (mention.role === null ? [] : [mention.role])));
  return {
    text: fullest.text,
    type,
    label: subtype === null ? type : `${type} ${subtype}`,
    about: [...names, ...roles].join(' · '),
    forms: [
      ...new Set(
        mentions.map((mention) => mention.text.replace(/\s+/g, ' ')).filter((each) => each !== fullest.text),
      ),
    ],
    count: mentions.length,
  };
}

function colorOf(chalk: ChalkInstance, type: string): (text: string) => string {
  if (type === 'PER') return chalk.cyan;
  if (type === 'LOC') return chalk.green;
  return type === 'ORG' ? chalk.magenta : chalk.yellow;
}

function remarksOn(mention: DateMention, { remarks, summary, terms }: TableWords): string {
  const named = (term: string): string => (terms as Readonly<Record<string, string>>)[term] ?? term;
  const inferred = mention.inferred.map(named).join(remarks.and);
  return [
    mention.type === 'DATE' ? null : named(mention.type.toLowerCase()),
    mention.mod === null ? null : named(mention.mod.toLowerCase()),
    mention.calendar === 'gregorian' ? null : `${mention.calendar} ${mention.original ?? ''}`.trim(),
    mention.zone,
    inferred === '' ? null : remarks.inferred.replace('{parts}', () => inferred),
    mention.conflict === null ? null : remarks.conflict.replace('{what}', () => mention.conflict!),
  ]
    .filter((remark) => remark !== null)
    .join(summary.join);
}

function summaryOf(record: DocumentRecord, { layers, lang = 'en' }: FormatSettings): string {
  const { summary: words, terms } = wordsOf(lang);
  // A count before an Arabic noun changes the noun's form: there the noun stands first.
  const plural = (count: number, one: string, more: string): string =>
    lang === 'ar' ? `${more}: ${count}` : `${count} ${count === 1 ? one : more}`;
  const parts: string[] = [];
  if (layers.includes('entities')) {
    const { length } = record.entities;
    const distinct = groupEntities(record.entities).length;
    parts.push(
      plural(distinct, words.entity, words.entities) +
        words.join +
        plural(length, words.mention, words.mentions),
    );
  }
  if (layers.includes('dates')) parts.push(plural(record.dates.length, words.date, words.dates));
  if (layers.includes('quotes') && record.quotes.length > 0) {
    parts.push(plural(record.quotes.length, words.quote, words.quotes));
  }
  parts.push(`${words.language} ${record.language.code}`);
  if (record.date !== null)
    parts.push(`${words.reference} ${record.date.value} (${terms[record.date.source]})`);
  return parts.join(' · ');
}

/** A table whose columns fit into the width and stay aligned whatever marks the texts have. */
function layOut(
  columns: readonly Column[],
  rows: string[][],
  settings: FormatSettings,
  chalk: ChalkInstance,
): string {
  const cells = rows.map((row) => row.map(cleanForTerminal));
  const wanted = columns.map((column, index) =>
    Math.max(displayWidth(column.head), ...cells.map((row) => displayWidth(row[index]!))),
  );
  const widths = fitColumns(wanted, settings.width - GAP * (columns.length - 1));
  const table = new Table({
    head: columns.map(({ head }, index) => chalk.bold(cutToWidth(head, widths[index]!))),
    chars: CHARACTERS,
    colAligns: columns.map(({ align }) => align ?? 'left'),
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
  });
  for (const [index, row] of cells.entries()) {
    table.push(
      columns.map((column, at) =>
        wrapToWidth(row[at]!, widths[at]!, column.whole ? Number.POSITIVE_INFINITY : LINES)
          .map((line) => (column.text && settings.terminal ? isolate(line) : line))
          .map((line) => (line !== '' && column.color ? column.color(line, index) : line))
          .join('\n'),
      ),
    );
  }
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** Only a line below the heads. */
const CHARACTERS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '─',
  'mid-mid': ' '.repeat(GAP),
  right: '',
  'right-mid': '',
  middle: ' '.repeat(GAP),
};

/** Widths of the columns: as wanted if there is room, else the widest give way until they fit. */
export function fitColumns(wanted: readonly number[], available: number): number[] {
  const widths = [...wanted];
  let excess = widths.reduce((sum, width) => sum + width, 0) - available;
  while (excess > 0) {
    const widest = Math.max(...widths);
    if (widest <= NARROWEST) break;
    widths[widths.indexOf(widest)] = widest - 1;
    excess--;
  }
  return widths;
}
