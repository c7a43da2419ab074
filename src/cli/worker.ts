/** What a worker thread does: opens the pipeline, then works on one block after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import { type Answer, READY } from '../batch/pool.js';
import { useBundled } from '../lexicon/bundled.js';
import type { Block } from '../sources/blocks.js';
import type { ExtractSettings } from './settings.js';
import { type BlockResult, makeWork, openPipeline, type Work } from './work.js';

/** What a worker is given when it begins. */
export interface WorkerData {
  readonly settings: ExtractSettings;
  /** The compiled data, which all workers look at. */
  readonly bundled: SharedArrayBuffer;
}

let opened: Promise<Work> | null = null;

async function open(): Promise<Work> {
  const { settings, bundled } = workerData as WorkerData;
  useBundled(bundled);
  // The main thread has opened the gazetteers as well and has said what there was to say.
  return makeWork(settings, await openPipeline(settings, true));
}

async function answer(block: Block): Promise<Answer<BlockResult>> {
  try {
    opened ??= open();
    const work = await opened;
    return { result: await work(block) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

/** Answers every block that the main thread sends. */
export function listen(): void {
  const port = parentPort!;
  port.on('message', async (block: Block) => {
    const answered = await answer(block);
    // The bytes are handed over, not copied.
    port.postMessage(answered, 'result' in answered ? [answered.result.bytes.buffer as ArrayBuffer] : []);
  });
  port.postMessage(READY);
}
