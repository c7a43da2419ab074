/** `newsparse relations`: people, places and organisations that stand together in sentences, counted over all texts. */
import { columns } from '../../formats/columns.js';
import { writeGraphml } from '../../formats/graphml.js';
import { rowWriter } from '../../formats/rows.js';
import { valueWriter } from '../../formats/values.js';
import type { Pipeline } from '../../pipeline.js';
import { type Edge, Network, type Node } from '../../relations/network.js';
import { escapeMarkupForTerminal } from '../../text/terminal.js';
import { documentSettings, overDocuments } from '../documents.js';
import type { TypedFlags } from '../options.js';
import type { Writer } from '../run.js';
import { type ExtractSettings, refuse } from '../settings.js';
import { cellOf } from '../table.js';
import { recordReader } from '../work.js';

const HEAD = [
  'source',
  'target',
  'weight',
  'documents',
  'first',
  'last',
  'source_type',
  'source_id',
  'target_type',
  'target_id',
];

/** Runs the command and sets `process.exitCode`. @throws CliError */
export async function relations(files: readonly string[], typed: TypedFlags): Promise<void> {
  const settings = documentSettings('relations', files, { ...typed, only: ['entities'] });
  refuse(typed, [
    [settings.folder !== null, '--output DIR', 'relations'],
    [typed.keepFields === true, '--keep-fields', 'relations'],
  ]);
  await overDocuments(settings, (pipeline) => relationWriter(settings, typed.top, pipeline));
}

function relationWriter(settings: ExtractSettings, top: number | undefined, pipeline: Pipeline): Writer {
  const read = recordReader(settings, pipeline);
  const network = new Network();
  return {
    begin: () => '',
    record(item, warn) {
      network.add(read(item, warn), item.document.text);
      return '';
    },
    error: (error) =>
      settings.format === 'json' || settings.format === 'ndjson'
        ? valueWriter(settings.format, settings.terminal)(error)
        : '',
    end() {
      const edges = network.edges().slice(0, top);
      if (settings.format !== 'graphml') return write(edges, settings);
      const ends = new Set(edges.flatMap(({ source, target }) => [source, target]));
      const graph = writeGraphml(
        top === undefined ? network.nodes() : network.nodes().filter((n) => ends.has(n)),
        edges,
      );
      return settings.terminal ? escapeMarkupForTerminal(graph) : graph;
    },
  };
}

function write(edges: readonly Edge[], settings: ExtractSettings): string {
  const { format, terminal } = settings;
  if (format === 'csv' || format === 'tsv') return rowWriter(format, settings)([HEAD, ...edges.map(rowOf)]);
  if (format === 'table') {
    const shown = ({ name, type }: Node) => [cellOf(name, settings), type];
    return columns(
      edges.map((edge) => [String(edge.sentences), ...shown(edge.source), ...shown(edge.target)]),
    );
  }
  const value = valueWriter(format as 'json' | 'ndjson', terminal);
  const end = ({ name, type, id }: Node) => ({ name, type, id });
  return edges
    .map(({ source, target, sentences, documents, first, last }) =>
      value({ source: end(source), target: end(target), sentences, documents, first, last }),
    )
    .join('');
}

const rowOf = ({ source, target, sentences, documents, first, last }: Edge) => [
  source.name,
  target.name,
  sentences,
  documents,
  first,
  last,
  source.type,
  source.id,
  target.type,
  target.id,
];
