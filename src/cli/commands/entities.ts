/** `newsparse entities`: the names of texts; with --unique those of all texts, each once. */
import { columns } from '../../formats/columns.js';
import { writeFeatures } from '../../formats/geojson.js';
import { rowWriter } from '../../formats/rows.js';
import { valueWriter } from '../../formats/values.js';
import { wordsOf } from '../../formats/words.js';
import type { Pipeline } from '../../pipeline.js';
import { type Listed, otherForms, Roster } from '../../relations/roster.js';
import { documentSettings, overDocuments } from '../documents.js';
import { type TypedFlags, UNIQUE_FORMATS } from '../options.js';
import type { Writer } from '../run.js';
import { type ExtractSettings, inFormat, refuse } from '../settings.js';
import { cellOf } from '../table.js';
import { recordReader } from '../work.js';
import { extractAs } from './extract.js';

const HEAD = [
  'type',
  'subtype',
  'id',
  'name',
  'count',
  'documents',
  'country',
  'lat',
  'lon',
  'forms',
  'roles',
];
/** Between forms in one cell. */
const JOIN = ' | ';

/** Runs the command and sets `process.exitCode`. @throws CliError */
export async function entities(files: readonly string[], typed: TypedFlags): Promise<void> {
  const chosen: TypedFlags = { ...typed, only: ['entities'] };
  if (typed.unique !== true) {
    await extractAs('entities', files, chosen);
    return;
  }
  const settings = documentSettings('entities', files, chosen);
  const { format } = settings;
  refuse(typed, [
    [!(UNIQUE_FORMATS as readonly string[]).includes(format), '--unique', inFormat(format)],
    [settings.folder !== null, '--output DIR', '--unique'],
    [typed.keepFields === true, '--keep-fields', '--unique'],
    [typed.jobs !== undefined, '--jobs', '--unique'],
    [typed.context !== undefined, '--context', '--unique'],
    [typed.offsets !== undefined, '--offsets', '--unique'],
    [typed.explain === true, '--explain', '--unique'],
  ]);
  await overDocuments(settings, (pipeline) => uniqueWriter(settings, pipeline));
}

function uniqueWriter(settings: ExtractSettings, pipeline: Pipeline): Writer {
  const read = recordReader(settings, pipeline);
  const roster = new Roster();
  return {
    begin: () => '',
    record(item, warn) {
      roster.add(read(item, warn));
      return '';
    },
    error: (error) =>
      settings.format === 'json' || settings.format === 'ndjson'
        ? valueWriter(settings.format, settings.terminal)(error)
        : '',
    end: () => write(roster.rows(), settings),
  };
}

function write(rows: readonly Listed[], settings: ExtractSettings): string {
  const { format, terminal } = settings;
  if (format === 'table') return table(rows, settings);
  if (format === 'csv' || format === 'tsv') return rowWriter(format, settings)([HEAD, ...rows.map(cellsOf)]);
  if (format === 'geojson') {
    const placed = rows.filter(({ lat, lon }) => lat !== null && lon !== null);
    return writeFeatures(
      placed.map(({ lat, lon, ...properties }) => ({ lat: lat!, lon: lon!, properties })),
      terminal,
    );
  }
  return rows.map(valueWriter(format as 'json' | 'ndjson', terminal)).join('');
}

const cellsOf = (row: Listed) => [
  row.type,
  row.subtype,
  row.id,
  row.name,
  row.count,
  row.documents,
  row.country,
  row.lat,
  row.lon,
  row.forms.join(JOIN),
  row.roles.join(JOIN),
];

function table(rows: readonly Listed[], settings: ExtractSettings): string {
  const words = wordsOf(settings.lang).table;
  const head = [words.name, words.type, words.mentions, words.documents, words.written];
  const shown = rows.map(({ name, type, count, documents, forms }) => [
    cellOf(name, settings),
    type,
    String(count),
    String(documents),
    cellOf(otherForms(name, forms).join(' · '), settings, Math.max(20, settings.width - 70)),
  ]);
  return columns([head, ...shown]);
}
