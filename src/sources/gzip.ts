/** Input that is compressed with gzip, recognised by its first bytes. */
import type { Buffer } from 'node:buffer';
import { Problem } from './problem.js';

/** What text reaches is far below; a bomb of zeros has a thousand. */
const HIGHEST_RATIO = 250;
/** Below this nothing is said about the ratio: short runs of anything may be squeezed hard. */
const HARMLESS = 1 << 28;

/** Does a gzip file begin like this? */
export const isGzip = (head: Buffer): boolean =>
  head.length > 2 && head[0] === 0x1f && head[1] === 0x8b && head[2] === 8;

/** Watches how much more comes out than goes in; `given` throws Problem `gzip-bomb`. */
export function guarded(): { taken(bytes: number): void; given(bytes: number): void } {
  let before = 0;
  let after = 0;
  return {
    taken: (bytes) => {
      before += bytes;
    },
    given: (bytes) => {
      after += bytes;
      if (after > HARMLESS && after > before * HIGHEST_RATIO)
        throw new Problem('gzip-bomb', { ratio: HIGHEST_RATIO });
    },
  };
}

/**
 * The bytes in a gzip stream, as they come.
 * @throws Problem `bad-gzip` where it is damaged or cut off, `gzip-bomb` where it holds far more than text could
 */
export async function* gunzip(compressed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const { createGunzip } = await import('node:zlib');
  const { Readable } = await import('node:stream');
  const guard = guarded();
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const chunk of compressed) {
      guard.taken(chunk.length);
      yield chunk;
    }
  }
  const input = Readable.from(counted(), { objectMode: false });
  const output = createGunzip({ chunkSize: 1 << 18 });
  input.on('error', (error) => output.destroy(error));
  try {
    for await (const chunk of input.pipe(output)) {
      guard.given((chunk as Buffer).length);
      yield chunk as Buffer;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code?.startsWith('Z_') === true)
      throw new Problem('bad-gzip', { reason: (error as Error).message });
    throw error;
  } finally {
    input.destroy();
    output.destroy();
  }
}
