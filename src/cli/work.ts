/** What is done with a block of inputs, in this thread or in a worker. */
import { Buffer } from 'node:buffer';
import type { DocumentRecord } from '../document.js';
import { createFormatter, type Formatter, type Written } from '../formats/index.js';
import type { UserGazetteer } from '../gazetteer/user.js';
import { Pipeline } from '../pipeline.js';
import { type Block, itemsOf } from '../sources/blocks.js';
import type { Item } from '../sources/input.js';
import { badDateProblem } from '../sources/ndjson.js';
import { encodeAll } from '../text/encode.js';
import { openGazetteers } from './gazetteers.js';
import { addTally, type Message, Recorder, type Tally } from './recorder.js';
import type { DocumentItem, Writer } from './run.js';
import type { ExtractSettings } from './settings.js';

/** The file of one document. */
export interface Piece {
  readonly id: string;
  /** Of a second file beside the document's own; null: this is the own one. */
  readonly beside: string | null;
  readonly bytes: Uint8Array;
}

/** What has become of a block; plain data. */
export interface BlockResult {
  /** What is written, where all goes into one output. */
  readonly bytes: Uint8Array;
  /** One piece a document, where each gets a file. */
  readonly pieces: readonly Piece[];
  readonly messages: readonly Message[];
  readonly tally: Tally;
  /** Something failed after which nothing more should be done. */
  readonly stopped: boolean;
}

export type Work = (block: Block) => Promise<BlockResult>;

/** Opens the user's gazetteers. @throws CliError */
export function openLists(settings: ExtractSettings, quiet = settings.quiet): Promise<UserGazetteer[]> {
  const { files, type, useCache } = settings.gazetteers;
  return openGazetteers(files, { useCache, type, quiet });
}

/** Opens what `extract` needs. @throws CliError */
export async function openPipeline(settings: ExtractSettings, quiet = settings.quiet): Promise<Pipeline> {
  const gazetteers = await openLists(settings, quiet);
  return Pipeline.load({ gazetteers, defaultGazetteer: settings.gazetteers.useDefault });
}

type Warn = Parameters<Writer['record']>[1];

/** Makes the records of documents and says what a person should know about them. */
export function recordReader(settings: ExtractSettings, pipeline: Pipeline) {
  return ({ document }: DocumentItem, warn: Warn): DocumentRecord => {
    const record = pipeline.extract(document, settings.extract);
    // A record's own date that nobody could read must not be lost in silence.
    const hasOwn = document.date !== undefined && settings.extract.date === undefined;
    if (hasOwn && record.date?.source !== 'record') warn(badDateProblem(document.date!));
    return record;
  };
}

/** What `extract` writes. */
export function extractWriter(settings: ExtractSettings, pipeline: Pipeline, formatter: Formatter): Writer {
  const read = recordReader(settings, pipeline);
  return { ...formatter, record: (item, warn) => formatter.record(read(item, warn), item.document.text) };
}

/** Makes the work that is done with each block. */
export async function makeWork(settings: ExtractSettings, pipeline: Pipeline): Promise<Work> {
  const { signal } = new AbortController();
  const input = { ...settings.input, signal };
  const formatter = await createFormatter(settings.format, settings);
  return async (block) => {
    const messages: Message[] = [];
    const say = (message: Message) => messages.push(message);
    const recorder = new Recorder(settings, extractWriter(settings, pipeline, formatter), say);
    const texts: Written[] = [];
    const pieces: Piece[] = [];
    for await (const item of itemsOf(block, input)) {
      if (settings.folder === null) texts.push(recorder.result(item));
      else {
        // Formats may keep something from document to document: each file gets one of its own.
        const own = await createFormatter(settings.format, settings);
        const writer = extractWriter(settings, pipeline, own);
        const single = new Recorder(settings, writer, say);
        const begin = own.begin();
        const text = single.result(item);
        addTally(recorder.tally, single.tally);
        // Some formats write nothing for a document without mentions; it gets its file all the same.
        if (text.length === 0 && single.tally.failed > 0) {
          if (recorder.stopped) break;
          continue;
        }
        pieces.push({ id: idOf(item), beside: null, bytes: encodeAll([begin, text, own.end()]) });
        if (own.beside !== undefined && 'document' in item) {
          const { extension, content } = own.beside(item.document.text);
          pieces.push({ id: item.document.id, beside: extension, bytes: Buffer.from(content) });
        }
      }
      if (recorder.stopped) break;
    }
    const bytes = encodeAll(texts);
    return { bytes, pieces, messages, tally: recorder.tally, stopped: recorder.stopped };
  };
}

const idOf = (item: Item): string => ('problem' in item ? item.id : item.document.id);
