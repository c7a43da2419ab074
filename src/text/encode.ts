import { Buffer } from 'node:buffer';

/** Kept from one call to the next; not longer than this. */
const LONGEST = 1 << 22;
let scratch = Buffer.alloc(0);

/**
 * The UTF-8 bytes of texts, one after the other. Each is written where it belongs: joined, they would be copied once more.
 * @returns bytes of their own
 */
export function encodeAll(texts: readonly string[]): Buffer {
  let most = 0;
  for (const text of texts) most += text.length * 3;
  if (most > LONGEST) return Buffer.concat(texts.map((text) => Buffer.from(text)));
  if (most > scratch.length) scratch = Buffer.allocUnsafeSlow(Math.min(LONGEST, most * 2));
  let end = 0;
  for (const text of texts) end += scratch.write(text, end);
  return Buffer.from(scratch.subarray(0, end));
}
