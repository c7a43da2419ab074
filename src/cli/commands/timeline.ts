/** `newsparse dates --timeline`: what the texts say of each time, who and where, in the order of time. */
import { columns } from '../../formats/columns.js';
import { rowWriter } from '../../formats/rows.js';
import { valueWriter } from '../../formats/values.js';
import type { Pipeline } from '../../pipeline.js';
import { type Event, inOrderOfTime, Timeline } from '../../relations/timeline.js';
import { cleanForTerminal } from '../../text/terminal.js';
import { displayWidth } from '../../text/width.js';
import type { Writer } from '../run.js';
import type { ExtractSettings } from '../settings.js';
import { cellOf, TEXT_WIDTH } from '../table.js';
import { recordReader } from '../work.js';

const HEAD = [
  'from',
  'to',
  'value',
  'type',
  'text',
  'sentence',
  'who',
  'where',
  'id',
  'start',
  'end',
  'rule',
];
/** Between names in one cell. */
const JOIN = ' | ';

/** Keeps the events of all texts until the end. */
export function timelineWriter(settings: ExtractSettings, pipeline: Pipeline): Writer {
  const read = recordReader(settings, pipeline);
  const timeline = new Timeline();
  const events: Event[] = [];
  return {
    begin: () => '',
    record(item, warn) {
      events.push(...timeline.of(read(item, warn), item.document.text));
      return '';
    },
    error: (error) =>
      settings.format === 'json' || settings.format === 'ndjson'
        ? valueWriter(settings.format, settings.terminal)(error)
        : '',
    end: () => write(inOrderOfTime(events), settings),
  };
}

function write(events: readonly Event[], settings: ExtractSettings): string {
  const { format, terminal } = settings;
  if (format === 'table') return table(events, settings);
  if (format === 'csv' || format === 'tsv') {
    const rows = events.map((event) => [
      event.from,
      event.to,
      event.value,
      event.type,
      event.text,
      event.sentence,
      event.who.join(JOIN),
      event.where.join(JOIN),
      event.id,
      event.start,
      event.end,
      event.rule,
    ]);
    return rowWriter(format, settings)([HEAD, ...rows]);
  }
  const value = valueWriter(format as 'json' | 'ndjson', terminal);
  return events.map(value).join('');
}

function table(events: readonly Event[], settings: ExtractSettings): string {
  const rows = events.map((event) => [
    event.from ?? '–',
    cellOf(event.text, settings),
    cleanForTerminal(event.id),
  ]);
  const rest = Math.max(TEXT_WIDTH, settings.width - widest(rows) - 6);
  return columns(events.map((event, i) => [...rows[i]!, cellOf(event.sentence, settings, rest)]));
}

/** The cells that the columns take together. */
function widest(rows: readonly (readonly string[])[]): number {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, displayWidth(cell));
    });
  return widths.reduce((sum, width) => sum + width, 0);
}
