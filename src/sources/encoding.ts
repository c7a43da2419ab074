/**
 * From bytes to text. UTF-8 and UTF-16 are known by their byte order mark or by what the bytes look like, the single-byte
 * Arabic encodings by their commonest letters. Offsets of the results count from after the byte order mark.
 */
import { Buffer, isAscii, isUtf8, transcode } from 'node:buffer';
import { ARABIC_MARK, FOLD, TATWEEL_CLASS } from '../text/characters.js';
import { refuseBinary } from './binary.js';
import type { EncodingChoice } from './kinds.js';
import { Problem } from './problem.js';

/** Encodings that bytes are found to be in. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1256' | 'iso-8859-6';

const SINGLE_BYTE = ['windows-1256', 'iso-8859-6'] as const;
/** How many bytes of a file are looked at to find its encoding. */
export const SAMPLE = 1 << 16;

export interface DecodedText {
  text: string;
  encoding: Encoding;
  /** How many places had bytes that the encoding does not have; U+FFFD stands there. */
  replaced: number;
}

/** Length of the byte order mark of an encoding at the beginning of the bytes, 0 where there is none. */
function bomLength(bytes: Uint8Array, encoding: Encoding): number {
  if (encoding === 'utf-8') return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  if (encoding === 'utf-16le') return bytes[0] === 0xff && bytes[1] === 0xfe ? 2 : 0;
  if (encoding === 'utf-16be') return bytes[0] === 0xfe && bytes[1] === 0xff ? 2 : 0;
  return 0;
}

/**
 * UTF-16 without a byte order mark: in the right byte order nearly every unit is of ASCII or of an Arabic block, in the
 * wrong one hardly any is.
 */
function sniffUtf16(bytes: Uint8Array): Encoding | null {
  const length = Math.min(bytes.length, SAMPLE) & ~1;
  if (length === 0) return null;
  let little = 0;
  let big = 0;
  for (let i = 0; i < length; i += 2) {
    if (isUsual(bytes[i]! | (bytes[i + 1]! << 8))) little++;
    if (isUsual(bytes[i + 1]! | (bytes[i]! << 8))) big++;
  }
  const enough = (length / 2) * 0.8;
  if (little < enough && big < enough) return null;
  return little >= big ? 'utf-16le' : 'utf-16be';
}

const isUsual = (unit: number): boolean =>
  (unit >= 0x20 && unit < 0x7f) ||
  (unit >= 0x0600 && unit <= 0x06ff) ||
  unit === 0x0a ||
  unit === 0x0d ||
  unit === 0x09;

/** Alef, lam, yeh, meem, waw, noon, reh, teh, beh, teh marbuta, dal, heh: three of four letters of any Arabic text. */
const COMMONEST: ReadonlySet<number> = new Set([
  0x0627, 0x0644, 0x064a, 0x0645, 0x0648, 0x0646, 0x0631, 0x062a, 0x0628, 0x0629, 0x062f, 0x0647,
]);

/**
 * The single-byte Arabic encoding that the bytes are in: the one in which most of what is not ASCII is the commonest
 * Arabic letters; null when that is so in neither.
 */
function sniffSingleByte(bytes: Uint8Array): Encoding | null {
  const first = bytes.findIndex((byte) => byte >= 0x80);
  const sample = bytes.subarray(first, first + SAMPLE);
  let best: Encoding | null = null;
  let bestShare = 0.55;
  for (const encoding of SINGLE_BYTE) {
    const text = new TextDecoder(encoding).decode(sample);
    let foreign = 0;
    let common = 0;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      const value = FOLD[unit]!;
      // Vowelled text has as many marks as letters.
      if (unit < 0x80 || value === ARABIC_MARK || value === TATWEEL_CLASS) continue;
      foreign++;
      if (COMMONEST.has(unit)) common++;
    }
    const share = common / foreign;
    if (share > bestShare) {
      best = encoding;
      bestShare = share;
    }
  }
  return best;
}

/**
 * The encoding of a file by its first bytes; null when it can only be UTF-8 with bad bytes in it.
 * @param complete whether the bytes are all there are; else a character that is cut at their end counts as good
 */
export function detectEncoding(bytes: Buffer, choice: EncodingChoice, complete: boolean): Encoding | null {
  if (choice === 'utf-16') {
    return bomLength(bytes, 'utf-16be')
      ? 'utf-16be'
      : bomLength(bytes, 'utf-16le')
        ? 'utf-16le'
        : (sniffUtf16(bytes) ?? 'utf-16le');
  }
  if (choice !== 'auto') return choice;
  if (bomLength(bytes, 'utf-8')) return 'utf-8';
  if (bomLength(bytes, 'utf-16le')) return 'utf-16le';
  if (bomLength(bytes, 'utf-16be')) return 'utf-16be';
  const whole = complete ? bytes : bytes.subarray(0, wholeCharacters(bytes));
  if (isUtf8(whole) && !hasControls(whole)) return 'utf-8';
  return sniffUtf16(bytes) ?? (isUtf8(whole) ? 'utf-8' : sniffSingleByte(bytes));
}

/** Does a NUL or another control character that texts do not have stand in the first bytes? */
function hasControls(bytes: Uint8Array): boolean {
  const length = Math.min(bytes.length, 256);
  for (let i = 0; i < length; i++) if (bytes[i]! < 0x09) return true;
  return bytes.subarray(0, SAMPLE).includes(0);
}

/** Length of the bytes without a UTF-8 character that is cut at their end. */
function wholeCharacters(bytes: Uint8Array): number {
  let i = bytes.length - 1;
  while (i >= 0 && i > bytes.length - 4 && (bytes[i]! & 0xc0) === 0x80) i--;
  return i >= 0 && bytes[i]! >= 0xc0 ? i : bytes.length;
}

/**
 * Text of all the bytes of a document.
 * @throws Problem `binary` for what is no text, `unknown-bytes` for bytes of no encoding that is known, `invalid-bytes`
 * for bytes that the encoding does not have when `strict`; they are replaced and counted otherwise
 */
export function decodeText(bytes: Buffer, choice: EncodingChoice, strict: boolean): DecodedText {
  const encoding = detectEncoding(bytes, choice, true);
  refuseBinary(bytes, encoding === 'utf-16le' || encoding === 'utf-16be');
  const decoded = decodeAs(bytes, encoding ?? 'utf-8');
  if (choice === 'auto') refuseMostlyReplaced(decoded);
  if (strict && decoded.replaced > 0) throw new Problem('invalid-bytes', details(decoded));
  return decoded;
}

function refuseMostlyReplaced(decoded: DecodedText): void {
  if (decoded.replaced > decoded.text.length * 0.1) throw new Problem('unknown-bytes');
}

/** @throws Problem `unknown-bytes` when the first bytes of a stream are of no encoding that is known */
export function refuseUnknown(bytes: Buffer): void {
  refuseMostlyReplaced(decodeAs(bytes, 'utf-8'));
}

/** What a message about replaced bytes names. */
export function details(decoded: DecodedText): { count: number; encoding: string } {
  return { count: decoded.replaced, encoding: decoded.encoding.toUpperCase() };
}

/** Text of the bytes in an encoding, without its byte order mark. */
export function decodeAs(bytes: Buffer, encoding: Encoding): DecodedText {
  const body = bytes.subarray(bomLength(bytes, encoding));
  if (encoding === 'utf-8' && isUtf8(body)) return { text: fromUtf8(body), encoding, replaced: 0 };
  try {
    const text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(body);
    return { text, encoding, replaced: 0 };
  } catch {
    const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(body);
    const written = encoding === 'utf-8' ? countOf(body, REPLACEMENT_UTF8) : 0;
    return { text, encoding, replaced: countOf(text, '\ufffd') - written };
  }
}

const REPLACEMENT_UTF8 = Buffer.from('\ufffd');

function countOf<T>(whole: { indexOf(part: T, from: number): number }, part: T & { length: number }): number {
  let count = 0;
  for (let at = whole.indexOf(part, 0); at >= 0; at = whole.indexOf(part, at + part.length)) count++;
  return count;
}

/** Valid UTF-8 as a string: transcode is four times as fast as TextDecoder on Arabic text. */
function fromUtf8(bytes: Buffer): string {
  if (bytes.length < 64) return bytes.toString('utf8');
  if (isAscii(bytes)) return bytes.toString('latin1');
  return transcode(bytes, 'utf8', 'utf16le').toString('utf16le');
}

/** A stream of bytes in another encoding as UTF-8, cut where the chunks were cut. */
export async function* toUtf8(chunks: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}
