/** What a worker thread does: opens the pipeline, then works on one block after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Answer } from '../batch/pool.js';
import type { Block } from '../sources/blocks.js';
import type { ExtractSettings } from './settings.js';
import { type BlockResult, makeWork, openPipeline, type Work } from './work.js';

let opened: Promise<Work> | null = null;

async function open(): Promise<Work> {
  const settings = workerData as ExtractSettings;
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
  port.on('message', async (block: Block) => port.postMessage(await answer(block)));
}
