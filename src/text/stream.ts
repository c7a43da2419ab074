/**
 * Texts normalized as a stream of UTF-8, in bounded memory, with results that do not depend on where the stream is cut.
 * Profiles that change single characters only, which are most, go from bytes to bytes without a string being made: the
 * conversions between UTF-8 and UTF-16 that transcode has are many times as fast as TextDecoder, and the table is read
 * in one bare loop.
 */
import { Buffer, isUtf8, transcode } from 'node:buffer';
import { asUnits, CharacterMap } from './map.js';
import type { Profile } from './profiles.js';
import type { StepStream } from './step.js';

/** Takes pieces of a text in UTF-8, gives the normalized text. A byte order mark at the beginning is left out. */
export interface ByteNormalizer {
  /** What is settled with this piece. Bytes that are no UTF-8 count as U+FFFD, as TextDecoder has it. */
  push(piece: Uint8Array): Buffer;
  /** The rest. */
  end(): Buffer;
  /** How many places so far had bytes that are no UTF-8. */
  readonly replaced: number;
}

/** Bytes that are mapped at once: few enough that they stay in the cache in all three forms. */
const BLOCK = 1 << 15;
const REPLACEMENT = Buffer.from('\ufffd');
const NOTHING = Buffer.alloc(0);

/** A normalizer of one text. */
export function createByteNormalizer(profile: Profile): ByteNormalizer {
  const [step, ...more] = profile.steps;
  if (step === undefined) return new Mapped(null);
  if (step instanceof CharacterMap && more.length === 0) return new Mapped(step);
  return new Stepped(profile.steps.map((each) => each.open()));
}

/** Cuts a stream of bytes between characters, mends what is no UTF-8, takes the byte order mark off. */
class WholeCharacters {
  #rest: Buffer = NOTHING;
  #beginning = true;

  replaced = 0;

  take(piece: Uint8Array, isLast: boolean): Buffer {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    const all = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    const end = isLast ? all.length : wholeLength(all);
    // The caller may use its buffer again.
    this.#rest = end === all.length ? NOTHING : Buffer.from(all.subarray(end));
    let whole = all.subarray(0, end);
    if (!isUtf8(whole)) whole = this.#mend(whole);
    if (this.#beginning && whole.length > 0) {
      this.#beginning = false;
      if (whole[0] === 0xef && whole[1] === 0xbb && whole[2] === 0xbf) return whole.subarray(3);
    }
    return whole;
  }

  #mend(bytes: Buffer): Buffer {
    const mended = Buffer.from(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
    this.replaced += countReplacements(mended) - countReplacements(bytes);
    return mended;
  }
}

/** How often the bytes of U+FFFD stand in valid UTF-8, or before what is not. */
function countReplacements(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(REPLACEMENT); at >= 0; at = bytes.indexOf(REPLACEMENT, at + 3)) count++;
  return count;
}

/** Length without a character at the end of which bytes may be missing. */
function wholeLength(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) break;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needed > back ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}

class Mapped implements ByteNormalizer {
  readonly #input = new WholeCharacters();

  constructor(readonly map: CharacterMap | null) {}

  get replaced(): number {
    return this.#input.replaced;
  }

  push(piece: Uint8Array): Buffer {
    return this.#apply(this.#input.take(piece, false));
  }

  end(): Buffer {
    return this.#apply(this.#input.take(NOTHING, true));
  }

  #apply(bytes: Buffer): Buffer {
    const { map } = this;
    return map === null ? bytes : inBlocks(bytes, (block) => mapBytes(block, map));
  }
}

/** Works on blocks of whole characters, and puts together what comes of them. */
function inBlocks(bytes: Buffer, work: (block: Buffer) => Buffer): Buffer {
  const blocks: Buffer[] = [];
  for (let from = 0; from < bytes.length; ) {
    const end = from + wholeLength(bytes.subarray(from, from + BLOCK));
    blocks.push(work(bytes.subarray(from, end)));
    from = end;
  }
  return blocks.length === 1 ? blocks[0]! : Buffer.concat(blocks);
}

function mapBytes(bytes: Buffer, map: CharacterMap): Buffer {
  const units = map.apply(asUnits(transcode(bytes, 'utf8', 'utf16le')));
  // A view of the map's own array: transcode makes the copy.
  return transcode(Buffer.from(units.buffer, units.byteOffset, units.byteLength), 'utf16le', 'utf8');
}

class Stepped implements ByteNormalizer {
  readonly #input = new WholeCharacters();
  /** The first half of a pair that a step gave at the end of a piece. */
  #half = '';

  constructor(readonly steps: readonly StepStream[]) {}

  get replaced(): number {
    return this.#input.replaced;
  }

  push(piece: Uint8Array): Buffer {
    return inBlocks(this.#input.take(piece, false), (block) => {
      let text = decode(block);
      for (const step of this.steps) text = step.push(text, null);
      return this.#encode(text, false);
    });
  }

  end(): Buffer {
    let text = decode(this.#input.take(NOTHING, true));
    for (const step of this.steps) text = step.push(text, null) + step.end(null);
    return this.#encode(text, true);
  }

  #encode(text: string, isLast: boolean): Buffer {
    const all = this.#half + text;
    const last = all.charCodeAt(all.length - 1);
    const cut = !isLast && last >= 0xd800 && last < 0xdc00 ? all.length - 1 : all.length;
    this.#half = all.slice(cut);
    const whole = all.slice(0, cut);
    // No half of a pair is left, which transcode would refuse; it is much faster on Arabic text than Buffer.from.
    return whole.length < 64
      ? Buffer.from(whole)
      : transcode(Buffer.from(whole, 'utf16le'), 'utf16le', 'utf8');
  }
}

/** Valid UTF-8 as a string: transcode is several times as fast as TextDecoder on Arabic text. */
function decode(bytes: Buffer): string {
  return bytes.length < 64 ? bytes.toString() : transcode(bytes, 'utf8', 'utf16le').toString('utf16le');
}
