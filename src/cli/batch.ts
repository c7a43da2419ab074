/** A run over blocks: worked on by several threads, or written into a folder, or gone on with after an interrupt. */
import { Buffer } from 'node:buffer';
import { statSync } from 'node:fs';
import { expectMuchWork } from '../batch/engine.js';
import { Folder } from '../batch/folder.js';
import { Journal, JournalError } from '../batch/journal.js';
import { inOrder } from '../batch/order.js';
import { Pool } from '../batch/pool.js';
import { formatClock, formatMegabytes, Progress } from '../batch/progress.js';
import { createFormatter } from '../formats/index.js';
import { shareBundled } from '../lexicon/bundled.js';
import { type Block, readBlocks } from '../sources/blocks.js';
import { PACKED, STANDARD_INPUT } from '../sources/files.js';
import type { InputSettings, Names } from '../sources/input.js';
import { expandNames } from '../sources/names.js';
import { reasonOf } from '../sources/problem.js';
import { CliError, complain, Exit } from './errors.js';
import { type Output, openOutput } from './output.js';
import { addTally, newTally, summarize, type Tally, tell } from './recorder.js';
import type { ExtractSettings } from './settings.js';
import { type BlockResult, makeWork, openLists, openPipeline, type Piece } from './work.js';
import type { WorkerData } from './worker.js';

/** Set by the bundler: the program of a worker, seen from this module. */
declare const NEWSPARSE_WORKER: string;

/** Blocks that may be under way for each worker: enough that none waits, few enough for little memory. */
const BLOCKS_PER_JOB = 3;
/** Endings of the files of a folder, where they are not the format's name. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  table: 'txt',
  conll: 'conll',
  timeml: 'tml',
  brat: 'ann',
};

type Done = { readonly block: Block; readonly result: BlockResult };

/** Runs over the inputs and gives the exit code. @throws CliError */
export async function runBatch(
  settings: ExtractSettings,
  names: Names,
  signal: AbortSignal,
): Promise<number> {
  const journal = settings.resume === null ? null : openJournal(settings.resume, settings);
  const { jobs } = settings;
  // Opened first: what is wrong with the gazetteers is said once, and by this thread. Workers have a pipeline of their own.
  const pipeline = jobs === 1 ? await openPipeline(settings) : null;
  if (pipeline === null) await openLists(settings);
  const input: InputSettings = { ...settings.input, signal };
  const blocks = readBlocks(names, input, journal ?? undefined);
  const target = settings.folder === null ? openOutput(settings.output) : null;
  if (pipeline !== null) {
    expectMuchWork();
    const work = await makeWork(settings, pipeline);
    const one = async (block: Block): Promise<Done> => ({ block, result: await work(block) });
    return write(inOrder(blocks, one, 1), settings, target, journal, signal);
  }
  const data: WorkerData = { settings, bundled: shareBundled() };
  const program = new URL(NEWSPARSE_WORKER, import.meta.url);
  const pool = new Pool<Block, BlockResult>(program, data, jobs, expectMuchWork);
  try {
    const send = async (block: Block): Promise<Done> => {
      const moved = block.kind === 'lines' ? [block.lines.buffer as ArrayBuffer] : [];
      return { block, result: await pool.run(block, moved) };
    };
    return await write(inOrder(blocks, send, jobs * BLOCKS_PER_JOB), settings, target, journal, signal);
  } finally {
    await pool.close();
  }
}

function openJournal(file: string, settings: ExtractSettings): Journal {
  // Only what a result depends on.
  const { format, layers, extract, input, gazetteers, folder, onError, offsets, context } = settings;
  try {
    return new Journal(
      file,
      JSON.stringify({ format, layers, extract, input, gazetteers, folder, onError, offsets, context }),
    );
  } catch (error) {
    if (error instanceof JournalError) throw new CliError(error.kind, {}, file);
    throw new CliError('cannot-write', { reason: reasonOf(error) }, file, Exit.failed);
  }
}

async function write(
  results: AsyncGenerator<Done>,
  settings: ExtractSettings,
  output: Output | null,
  journal: Journal | null,
  signal: AbortSignal,
): Promise<number> {
  const tally = newTally();
  const begun = Date.now();
  const progress = new Progress(
    settings.progress ? process.stderr : null,
    settings.progress ? await totalBytes(settings, signal) : null,
  );
  const folder =
    settings.folder === null
      ? null
      : new Folder(settings.folder, EXTENSIONS[settings.format] ?? settings.format);
  const formatter = await createFormatter(settings.format, settings);
  let stopped = false;
  output?.write(formatter.begin());
  try {
    for await (const { block, result } of results) {
      progress.add(result.tally.total, result.tally.failed, bytesOf(block));
      if (result.messages.length > 0) progress.clear();
      for (const message of result.messages) tell(message);
      addTally(tally, result.tally);
      await output?.writeBytes(
        Buffer.from(result.bytes.buffer, result.bytes.byteOffset, result.bytes.length),
      );
      if (folder !== null) {
        for (const piece of result.pieces) writePiece(folder, piece, tally);
      }
      if (result.stopped) {
        stopped = true;
        break;
      }
      if (journal !== null) note(journal, block, result);
      if (output?.ended) break;
    }
  } finally {
    progress.end();
    journal?.close();
  }
  if (stopped) {
    output?.abandon();
    await output?.flush();
    return Exit.failed;
  }
  output?.write(formatter.end());
  if (signal.aborted) {
    await output?.flush();
    output?.abandon();
    if (!settings.quiet) complain('newsparse', null, 'interrupted', { total: tally.total });
    if (!settings.quiet && journal !== null)
      complain('newsparse', null, 'resumable', { journal: journal.path });
    return Exit.interrupted;
  }
  await output?.close();
  if (output?.ended) return Exit.done;
  // A night's work ends with a line in the log, also when all went well.
  if (!settings.quiet && (settings.folder !== null || settings.progress)) {
    const time = formatClock((Date.now() - begun) / 1000);
    complain('newsparse', null, 'finished', {
      total: tally.total,
      size: formatMegabytes(progress.bytes),
      time,
    });
  }
  summarize(tally, settings.quiet);
  return tally.incomplete ? Exit.failed : Exit.done;
}

/** How long the sizes of the inputs are asked for before the work begins, in milliseconds. */
const COUNTING = 300;

/** Bytes of all inputs; null where that is not known, or not soon. */
async function totalBytes(settings: ExtractSettings, signal: AbortSignal): Promise<number | null> {
  const { files, names } = settings;
  if (files.includes(STANDARD_INPUT) || names.filesFrom === STANDARD_INPUT) return null;
  const end = Date.now() + COUNTING;
  let total = 0;
  for await (const name of expandNames(files, names, signal)) {
    if (typeof name !== 'string') continue;
    if (Date.now() > end || PACKED.test(name)) return null;
    total += statSync(name, { throwIfNoEntry: false })?.size ?? 0;
  }
  return total;
}

/** Bytes of input, as far as is known. */
function bytesOf(block: Block): number {
  if (block.kind === 'files' || block.kind === 'lines') return block.bytes;
  if (block.kind === 'items') return 0;
  return block.pages.reduce((sum, page) => sum + ('bytes' in page ? page.bytes.length : 0), 0);
}

function writePiece(folder: Folder, { id, beside, bytes }: Piece, tally: Tally): void {
  try {
    if (folder.write(id, bytes, beside ?? folder.extension) || beside !== null) return;
  } catch (error) {
    throw new CliError('cannot-write', { reason: reasonOf(error) }, folder.path, Exit.failed);
  }
  complain(id, null, 'same-id');
  const part = { ...newTally(), failed: 1, incomplete: true, codes: { NP306: 1 } };
  addTally(tally, part);
}

/** What failed without a record is not done: the next run tries it again. */
function note(journal: Journal, block: Block, { tally }: BlockResult): void {
  if (block.kind === 'files') {
    if (!tally.incomplete) for (const name of block.names) journal.fileDone(name);
  } else if (block.last) {
    const file = block.kind === 'lines' ? block.origin.file : block.file;
    if (!tally.incomplete) journal.fileDone(file);
  } else if (block.kind === 'lines') journal.linesDone(block.origin.file, block.before + block.count);
  else {
    const line = (block.kind === 'pages' ? block.pages : block.items).at(-1)?.origin.line;
    if (typeof line === 'number') journal.linesDone(block.file, line);
  }
}
