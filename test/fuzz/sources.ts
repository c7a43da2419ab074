import type { Buffer } from 'node:buffer';
import type { Source } from '../../src/sources/files.js';

/** Bytes as if they were a file of a name. @param chunks the bytes in pieces, as a stream gives them */
export const sourceOf = (
  bytes: Buffer,
  name: string,
  chunks: () => Iterable<Buffer> = () => [bytes],
): Source =>
  ({
    name,
    peek: async () => ({ bytes, complete: true }),
    chunks: async function* () {
      yield* chunks();
    },
  }) as unknown as Source;
