/** `newsparse dates`: the dates, times, durations and sets of texts; with --timeline those of all texts in one order. */
import type { DateExplanation, DateMention } from '../../document.js';
import { columns } from '../../formats/columns.js';
import { createFormatter } from '../../formats/index.js';
import { wordsOf } from '../../formats/words.js';
import type { Pipeline } from '../../pipeline.js';
import { cleanForTerminal } from '../../text/terminal.js';
import { documentNames, documentSettings, overDocuments } from '../documents.js';
import type { TypedFlags } from '../options.js';
import { interruptible, type Writer } from '../run.js';
import { type ExtractSettings, inFormat, refuse } from '../settings.js';
import { cellOf } from '../table.js';
import { extractWriter, recordReader } from '../work.js';
import { timelineWriter } from './timeline.js';

/** Runs the command and sets `process.exitCode`. @throws CliError */
export async function dates(files: readonly string[], typed: TypedFlags): Promise<void> {
  const timeline = typed.timeline === true;
  // Who and where belong to an event.
  const settings = documentSettings('dates', files, {
    ...typed,
    only: timeline ? ['entities', 'dates'] : ['dates'],
  });
  const { format } = settings;
  refuse(typed, [
    [timeline && format === 'timeml', '--timeline', inFormat(format)],
    [timeline && typed.keepFields === true, '--timeline', '--keep-fields'],
    [timeline && settings.offsets !== 'utf16', '--timeline', `--offsets ${settings.offsets}`],
    [timeline && settings.context > 0, '--timeline', '--context'],
    [timeline && typed.explain === true, '--timeline', '--explain'],
    [timeline && settings.folder !== null, '--timeline', '--output DIR'],
  ]);
  if (settings.folder !== null) {
    const { runBatch } = await import('../batch.js');
    process.exitCode = await interruptible((signal) =>
      runBatch(settings, documentNames(settings, signal), signal),
    );
    return;
  }
  await overDocuments(settings, async (pipeline) => {
    if (timeline) return timelineWriter(settings, pipeline);
    if (format === 'table') return tableWriter(settings, pipeline);
    return extractWriter(settings, pipeline, await createFormatter(format, settings));
  });
}

function tableWriter(settings: ExtractSettings, pipeline: Pipeline): Writer {
  const read = recordReader(settings, pipeline);
  const words = wordsOf(settings.lang).table;
  const heads = [
    words.date,
    words.value,
    words.from,
    words.to,
    words.rule,
    ...(settings.extract.explain ? [words.because] : []),
  ];
  const row = ({ text, value, from, to, rule, conflict, explain }: DateMention): string[] => [
    cellOf(text, settings),
    value,
    from ?? '–',
    to ?? '–',
    rule,
    ...(explain ? [described(explain, conflict)] : []),
  ];
  return {
    begin: () => '',
    record(item, warn) {
      const { id, dates: found } = read(item, warn);
      const rows = columns([heads, ...found.map(row)]);
      return `${cleanForTerminal(id)}\n${rows}`;
    },
    error: () => '',
    end: () => '',
  };
}

/** An explanation in one cell: `day=5 month=3; past of 2020-03-14; against weekday 7`. */
function described(
  { stated, until, other, reference, tense }: DateExplanation,
  conflict: string | null,
): string {
  const list = (parts: object): string =>
    Object.entries(parts)
      .map(([name, value]) => `${name}=${value}`)
      .join(' ');
  const sides = [
    list(stated),
    until ? ` to ${list(until)}` : '',
    other ? ` also ${list(other)}` : '',
    tense === null ? '' : `; ${tense} of ${reference ?? 'no date'}`,
    conflict === null ? '' : `; against ${conflict}`,
  ];
  return sides.join('');
}
