/** Input that is compressed with Zstandard, recognised by its first bytes. */
import { Buffer } from 'node:buffer';
import { guarded } from './gzip.js';
import { Problem } from './problem.js';

/** Does a Zstandard frame begin like this, or one of those that are passed over? */
export const isZstd = (head: Buffer): boolean =>
  head.length > 3 &&
  (head.readUInt32LE() === 0xfd2fb528 || (head.readUInt32LE() & 0xfffffff0) === 0x184d2a50);

/**
 * The bytes in a Zstandard stream, as they come.
 * @throws Problem `bad-zstd` where it is damaged or cut off, `gzip-bomb` where it holds far more than text could
 */
export async function* unzstd(compressed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const { Decompress } = await import('fzstd');
  const guard = guarded();
  let ready: Buffer[] = [];
  const decoder = new Decompress((bytes) => {
    guard.given(bytes.length);
    // The decoder writes into these bytes again.
    ready.push(Buffer.from(bytes));
  });
  const push = (chunk: Uint8Array, last: boolean): Buffer[] => {
    try {
      decoder.push(chunk, last);
    } catch (error) {
      throw error instanceof Problem ? error : new Problem('bad-zstd', { reason: (error as Error).message });
    }
    const done = ready;
    ready = [];
    return done;
  };
  for await (const chunk of compressed) {
    guard.taken(chunk.length);
    // In small steps: what one step gives is held at once.
    for (let at = 0; at < chunk.length; at += STEP) yield* push(chunk.subarray(at, at + STEP), false);
  }
  yield* push(new Uint8Array(0), true);
}

const STEP = 1 << 14;
