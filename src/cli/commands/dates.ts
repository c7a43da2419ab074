/** `newsparse dates`: the dates, times, durations and sets of texts; with --timeline those of all texts in one order. */
import type { DateMention, DocumentRecord } from '../../document.js';
import { columns } from '../../formats/columns.js';
import { createFormatter } from '../../formats/index.js';
import { abbreviationsOf } from '../../lexicon/bundled.js';
import type { Pipeline } from '../../pipeline.js';
import { type Names, readInputs } from '../../sources/input.js';
import { arePlain, expandNames } from '../../sources/names.js';
import { cleanForTerminal, escapeForTerminal, escapeUnit, isolate } from '../../text/terminal.js';
import { Units } from '../../text/units.js';
import { cutToWidth, displayWidth } from '../../text/width.js';
import { splitSentences } from '../../tokens/sentences.js';
import { tokenize } from '../../tokens/tokenize.js';
import { Tokens } from '../../tokens/tokens.js';
import { CliError } from '../errors.js';
import type { TypedFlags } from '../options.js';
import { openOutput } from '../output.js';
import { interruptible, Run, type Writer } from '../run.js';
import { type ExtractSettings, extractSettings, refuse } from '../settings.js';
import { extractWriter, openPipeline } from '../work.js';

/** Line ends to some readers of lines, though JSON has them inside its strings. */
const LINE_ENDS = /[\u0085\u2028\u2029]/g;
/** Cells of a text in a table. */
const TEXT_WIDTH = 40;

/** Runs the command and sets `process.exitCode`. @throws CliError */
export async function dates(files: readonly string[], typed: TypedFlags): Promise<void> {
  const isNothing = files.length === 0 && typed.filesFrom === undefined;
  const settings = extractSettings(
    isNothing ? ['-'] : files,
    { ...typed, only: ['dates'] },
    {
      terminal: process.stdout.isTTY === true,
      progressTerminal: false,
      columns: process.stdout.columns,
      env: process.env,
    },
  );
  const timeline = typed.timeline === true;
  const { format } = settings;
  refuse([
    [
      timeline && format !== 'table' && format !== 'json' && format !== 'ndjson',
      '--timeline',
      `the format ${format}`,
    ],
    [timeline && typed.keepFields === true, '--timeline', '--keep-fields'],
    [timeline && settings.folder !== null, '--timeline', '--output DIR'],
  ]);
  if (isNothing && process.stdin.isTTY === true) throw new CliError('no-input', { command: 'dates' });
  process.exitCode = await interruptible((signal) => run(settings, timeline, signal));
}

async function run(settings: ExtractSettings, timeline: boolean, signal: AbortSignal): Promise<number> {
  const { files, names: how, format } = settings;
  const names: Names = arePlain(files, how) ? files : expandNames(files, how, signal);
  if (settings.folder !== null) {
    const { runBatch } = await import('../batch.js');
    return runBatch(settings, names, signal);
  }
  const output = openOutput(settings.output);
  const pipeline = await openPipeline(settings);
  const writer =
    timeline || format === 'table'
      ? mentionWriter(settings, pipeline, timeline)
      : extractWriter(settings, pipeline, await createFormatter(format, settings));
  return new Run(settings, writer, output).over(readInputs(names, { ...settings.input, signal }), signal);
}

/** A mention of the timeline. */
interface Entry {
  readonly from: string | null;
  readonly to: string | null;
  readonly value: string;
  readonly type: string;
  readonly text: string;
  readonly sentence: string;
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly rule: string;
}

/** Tables, and the timeline in any of its formats. */
function mentionWriter(settings: ExtractSettings, pipeline: Pipeline, timeline: boolean): Writer {
  const { terminal } = settings;
  const entries: Entry[] = [];
  const sentences = new Sentences();
  let record: DocumentRecord | null = null;
  // The records are read as for every other format, with the same warnings.
  const reader = extractWriter(settings, pipeline, {
    begin: () => '',
    record: (each) => {
      record = each;
      return '';
    },
    error: (error) => (settings.format === 'table' ? '' : write(error, settings)),
    end: () => '',
  });
  const shown = (text: string): string => {
    const clean = cutToWidth(cleanForTerminal(text), TEXT_WIDTH);
    return terminal ? isolate(clean) : clean;
  };
  const row = (mention: DateMention): string[] => [
    shown(mention.text),
    mention.value,
    mention.from ?? '–',
    mention.to ?? '–',
    mention.rule,
  ];
  return {
    ...reader,
    record(item, warn) {
      reader.record(item, warn);
      const { id, text } = item.document;
      const found = record!.dates;
      if (!timeline)
        return `${cleanForTerminal(id)}\n${columns([['text', 'value', 'from', 'to', 'rule'], ...found.map(row)])}`;
      if (found.length > 0) sentences.open(text);
      for (const { from, to, value, type, text: said, start, end, rule } of found)
        entries.push({
          from,
          to,
          value,
          type,
          text: said,
          sentence: sentences.around(start),
          id,
          start,
          end,
          rule,
        });
      return '';
    },
    end() {
      if (!timeline) return '';
      // What has no time comes last; equal times in the order of the texts.
      const ordered = entries
        .map((entry, at) => ({ entry, at }))
        .sort((a, b) => compare(a.entry.from, b.entry.from) || a.at - b.at)
        .map(({ entry }) => entry);
      if (settings.format !== 'table') return ordered.map((entry) => write(entry, settings)).join('');
      const rows = ordered.map((entry) => [entry.from ?? '–', shown(entry.text), cleanForTerminal(entry.id)]);
      const used = widest(rows) + 6;
      const rest = Math.max(TEXT_WIDTH, settings.width - used);
      return columns(
        ordered.map((entry, i) => {
          const sentence = cutToWidth(cleanForTerminal(entry.sentence), rest);
          return [...rows[i]!, terminal ? isolate(sentence) : sentence];
        }),
      );
    },
  };
}

function compare(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}

function widest(rows: readonly (readonly string[])[]): number {
  const widths = [0, 0, 0];
  for (const row of rows)
    row.forEach((cell, i) => {
      widths[i] = Math.max(widths[i]!, displayWidth(cell));
    });
  return widths.reduce((sum, width) => sum + width, 0);
}

function write(value: object, { format, terminal }: ExtractSettings): string {
  const json =
    format === 'json' ? JSON.stringify(value, null, 2) : JSON.stringify(value).replace(LINE_ENDS, escapeUnit);
  return `${terminal ? escapeForTerminal(json) : json}\n`;
}

/** The sentences of one text after the other. */
class Sentences {
  private readonly units = new Units();
  private readonly tokens = new Tokens();
  private readonly abbreviations = abbreviationsOf();
  private text = '';
  private at = 0;

  open(text: string): void {
    this.text = text;
    this.at = 0;
    this.units.setString(text);
    tokenize(this.units.data, this.units.length, this.tokens);
    splitSentences(this.units.data, this.tokens, this.abbreviations);
  }

  /** The sentence with the offset, in one line; offsets are asked for in rising order. */
  around(offset: number): string {
    const { tokens } = this;
    while (this.at + 1 < tokens.count && tokens.start[this.at + 1]! <= offset) this.at++;
    const sentence = tokens.sentence[this.at]!;
    let first = this.at;
    let last = this.at;
    while (first > 0 && tokens.sentence[first - 1] === sentence) first--;
    while (last + 1 < tokens.count && tokens.sentence[last + 1] === sentence) last++;
    return this.text.slice(tokens.start[first]!, tokens.end[last]!).replace(/\s+/g, ' ');
  }
}
