/** Files that are no text, known by their first bytes or by what no text has. */
import type { Buffer } from 'node:buffer';
import { Problem } from './problem.js';

/** First bytes (Latin-1) and what such a file is, as the message calls it. */
const MAGIC: readonly (readonly [bytes: string, name: string])[] = [
  ['\x1f\x8b', 'packed by gzip'],
  ['\x28\xb5\x2f\xfd', 'packed by Zstandard'],
  ['\xfd7zXZ\x00', 'packed by xz'],
  ['BZh9', 'packed by bzip2'],
  ['PK\x03\x04', 'a zip archive or a document of an office program'],
  ['7z\xbc\xaf\x27\x1c', 'packed by 7-Zip'],
  ['Rar!\x1a', 'packed by RAR'],
  ['%PDF-', 'a PDF document'],
  ['{\\rtf', 'an RTF document'],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'a document of an old office program'],
  ['\x7fELF', 'a program'],
  ['\x89PNG', 'a PNG picture'],
  ['\xff\xd8\xff', 'a JPEG picture'],
  ['GIF8', 'a GIF picture'],
  ['SQLite format 3\x00', 'an SQLite database'],
];

const NUL = 'it has NUL bytes';
const CONTROLS = 'it is mostly control characters';
/** Everything that a message may call a file that is no text. */
export const NOT_TEXT: readonly string[] = [...MAGIC.map(([, name]) => name), NUL, CONTROLS];

/** Share of control characters from which bytes count as no text. */
const MOSTLY = 0.1;

/** @throws Problem `binary` when the bytes are no text. NULs are part of UTF-16 and count only in the others. */
export function refuseBinary(bytes: Buffer, isUtf16: boolean): void {
  const start = bytes.toString('latin1', 0, 16);
  for (const [magic, name] of MAGIC) {
    if (start.startsWith(magic)) throw new Problem('binary', { what: name });
  }
  if (isUtf16) return;
  if (bytes.includes(0)) throw new Problem('binary', { what: NUL });
  const length = Math.min(bytes.length, 1 << 14);
  let controls = 0;
  for (let i = 0; i < length; i++) {
    const byte = bytes[i]!;
    if (byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d)) controls++;
  }
  if (controls > length * MOSTLY) throw new Problem('binary', { what: CONTROLS });
}
