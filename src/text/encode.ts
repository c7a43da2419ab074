import { Buffer } from 'node:buffer';

/** Kept from one call to the next; not longer than this. */
const LONGEST = 1 << 22;
let scratch = Buffer.alloc(0);

/**
 * The UTF-8 bytes of texts, or of what is such bytes already, one after the other. Each is written where it belongs: joined,
 * they would be copied once more.
 * @returns bytes in memory of their own, which may be handed to another thread
 */
export function encodeAll(texts: readonly (string | Buffer)[]): Buffer {
  let most = 0;
  for (const text of texts) most += typeof text === 'string' ? text.length * 3 : text.length;
  if (most > LONGEST)
    return Buffer.concat(texts.map((text) => (typeof text === 'string' ? Buffer.from(text) : text)));
  if (most > scratch.length) scratch = Buffer.allocUnsafeSlow(Math.min(LONGEST, most * 2));
  let end = 0;
  for (const text of texts)
    end += typeof text === 'string' ? scratch.write(text, end) : text.copy(scratch, end);
  const bytes = Buffer.allocUnsafeSlow(end);
  scratch.copy(bytes, 0, 0, end);
  return bytes;
}
