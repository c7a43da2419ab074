/** `newsparse keywords`: what tells each text from the others of its batch, or from those that a file has counted. */
import { readFileSync } from 'node:fs';
import type { ErrorRecord } from '../../document.js';
import { columns } from '../../formats/columns.js';
import { rowWriter } from '../../formats/rows.js';
import { valueWriter } from '../../formats/values.js';
import { Frequencies, FrequencyError } from '../../keywords/frequencies.js';
import { type Keyword, keywordsOf } from '../../keywords/keywords.js';
import type { Term } from '../../keywords/terms.js';
import type { Pipeline } from '../../pipeline.js';
import { reasonOf } from '../../sources/problem.js';
import { cleanForTerminal } from '../../text/terminal.js';
import { documentSettings, overDocuments } from '../documents.js';
import { CliError, Exit } from '../errors.js';
import type { TypedFlags } from '../options.js';
import type { DocumentItem, Writer } from '../run.js';
import { type ExtractSettings, flagValue, refuse } from '../settings.js';
import { cellOf } from '../table.js';

/** Set by the bundler: the general document frequencies, seen from this module. */
declare const NEWSPARSE_DF: string;

const HEAD = ['id', 'rank', 'text', 'kind', 'type', 'entity_id', 'count', 'score'];

/** Runs the command and sets `process.exitCode`. @throws CliError */
export async function keywords(files: readonly string[], typed: TypedFlags): Promise<void> {
  const { writeDf } = typed;
  const counts = writeDf !== undefined;
  const settings = documentSettings('keywords', files, {
    ...typed,
    only: ['entities'],
    ...(counts ? { output: writeDf } : {}),
  });
  const { folder } = settings;
  refuse(typed, [
    [counts && typed.df !== undefined, '--df', '--write-df'],
    [counts && typed.output !== undefined, '--output', '--write-df'],
    [counts && typed.format !== undefined, '--format', '--write-df'],
    [counts && typed.top !== undefined, '--top', '--write-df'],
    [counts && typed.keepFields === true, '--keep-fields', '--write-df'],
    [folder !== null, '--output DIR', 'keywords, which are one result'],
  ]);
  const against = typed.df === undefined ? null : openFrequencies(typed.df);
  const top = flagValue('top', typed) as number;
  await overDocuments(settings, (pipeline) =>
    counts ? countWriter(settings, pipeline) : keywordWriter(settings, pipeline, against, top),
  );
}

/** @throws CliError `cannot-read`, `bad-df` */
function openFrequencies(file: string | URL): Frequencies {
  const name = String(file);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new CliError('unreadable', { reason: reasonOf(error) }, name, Exit.failed);
  }
  try {
    return Frequencies.parse(text);
  } catch (error) {
    if (!(error instanceof FrequencyError)) throw error;
    throw new CliError('bad-df', { reason: error.message }, `${name}:${error.line}`, Exit.failed);
  }
}

/** Counts terms over all texts. */
function countWriter(settings: ExtractSettings, pipeline: Pipeline): Writer {
  const frequencies = new Frequencies();
  return {
    begin: () => '',
    record({ document }) {
      frequencies.add(pipeline.terms(document, settings.extract));
      return '';
    },
    error: () => '',
    end() {
      if (frequencies.documents === 0)
        throw new CliError('nothing-counted', {}, settings.output ?? 'newsparse', Exit.failed);
      return frequencies.toText();
    },
  };
}

/** A text that waits until all are counted, or the error record in its place. */
type Waiting = { readonly item: DocumentItem; readonly terms: readonly Term[] } | ErrorRecord;

function keywordWriter(
  settings: ExtractSettings,
  pipeline: Pipeline,
  against: Frequencies | null,
  top: number,
): Writer {
  const waiting: Waiting[] = [];
  const show = shower(settings);
  const own = new Frequencies();
  return {
    begin: () => show.begin(),
    record(item) {
      const terms = pipeline.terms(item.document, settings.extract);
      if (against !== null) return show.keywords(item, keywordsOf(terms, against, top));
      own.add(terms);
      waiting.push({ item: lighter(item), terms });
      return '';
    },
    error(error) {
      if (against !== null) return show.error(error);
      waiting.push(error);
      return '';
    },
    end() {
      if (waiting.length === 0) return '';
      const frequencies = own.documents === 1 ? openFrequencies(new URL(NEWSPARSE_DF, import.meta.url)) : own;
      return waiting
        .map((each) =>
          'error' in each
            ? show.error(each)
            : show.keywords(each.item, keywordsOf(each.terms, frequencies, top)),
        )
        .join('');
    },
  };
}

/** An item without its text, which need not be kept. */
const lighter = (item: DocumentItem): DocumentItem => ({ ...item, document: { ...item.document, text: '' } });

interface Shower {
  begin(): string;
  keywords(item: DocumentItem, found: readonly Keyword[]): string;
  error(error: ErrorRecord): string;
}

function shower(settings: ExtractSettings): Shower {
  const { format, terminal } = settings;
  if (format === 'csv' || format === 'tsv') {
    const write = rowWriter(format, settings);
    return {
      begin: () => write([HEAD]),
      keywords: ({ document: { id } }, found) =>
        write(
          found.map(({ text, kind, type, id: entity, count, score }, i) => [
            id,
            i + 1,
            text,
            kind,
            type,
            entity,
            count,
            score,
          ]),
        ),
      error: () => '',
    };
  }
  if (format === 'table')
    return {
      begin: () => '',
      keywords({ document: { id } }, found) {
        const rows = found.map(({ text, kind, type, count, score }) => [
          cellOf(text, settings),
          type ?? kind,
          String(count),
          score.toFixed(1),
        ]);
        return `${cleanForTerminal(id)}\n${columns(rows)}`;
      },
      error: () => '',
    };
  const write = valueWriter(format as 'json' | 'ndjson', terminal);
  return {
    begin: () => '',
    keywords: ({ document: { id, meta } }, found) =>
      write({ id, keywords: found, ...(meta === undefined ? {} : { meta }) }),
    error: write,
  };
}
