/**
 * Bytes that stay on the disk: cut into blocks, each with a checksum, that are read and checked when something in them
 * is asked for. A bounded number of blocks is kept.
 */
import { crc32 as crc } from 'node:zlib';
import { damaged } from './binary.js';

const BLOCK = 1 << 14;
/** Blocks that are kept: 1 MB. */
const MAX_KEPT = 64;

/** The checksums of the blocks of some bytes. */
export function blockSums(bytes: Uint8Array): Int32Array {
  const sums = new Int32Array(Math.ceil(bytes.length / BLOCK));
  for (let i = 0; i < sums.length; i++) sums[i] = crc(bytes.subarray(i * BLOCK, (i + 1) * BLOCK)) | 0;
  return sums;
}

export class Blocks {
  private readonly kept = new Map<number, Uint8Array>();

  /**
   * @param source the bytes by position
   * @param sums of `blockSums`
   * @throws DataError when there are not as many sums as blocks
   */
  constructor(
    private readonly source: { readonly length: number; read(offset: number, length: number): Uint8Array },
    private readonly sums: Int32Array,
  ) {
    if (sums.length !== Math.ceil(source.length / BLOCK)) throw damaged('sums of its blocks');
  }

  get length(): number {
    return this.source.length;
  }

  /** The integer (unsigned, little-endian) at a multiple of four. @throws DataError as `text` */
  uint32(at: number): number {
    if (!(at >= 0 && at + 4 <= this.length)) throw damaged('it points outside of itself');
    const block = this.block(Math.floor(at / BLOCK));
    const i = at % BLOCK;
    return (block[i]! | (block[i + 1]! << 8) | (block[i + 2]! << 16) | (block[i + 3]! << 24)) >>> 0;
  }

  /**
   * The text (UTF-8) of the bytes [from, to), of which there are `most` at most.
   * @throws DataError when they are not there, too many, or not what was written
   */
  text(from: number, to: number, most: number): string {
    if (!(from >= 0 && from <= to && to <= this.length && to - from <= most))
      throw damaged('it points outside of itself');
    const parts: Buffer[] = [];
    for (let at = from; at < to; ) {
      const number = Math.floor(at / BLOCK);
      const block = this.block(number);
      const start = at - number * BLOCK;
      const end = Math.min(to - number * BLOCK, block.length);
      parts.push(Buffer.from(block.buffer, block.byteOffset + start, end - start));
      at = number * BLOCK + end;
    }
    return parts.length === 1 ? parts[0]!.toString('utf8') : Buffer.concat(parts).toString('utf8');
  }

  private block(number: number): Uint8Array {
    let block = this.kept.get(number);
    if (block === undefined) {
      const from = number * BLOCK;
      block = this.source.read(from, Math.min(BLOCK, this.length - from));
      if ((crc(block) | 0) !== this.sums[number]) throw damaged(`block ${number} of its names`);
      if (this.kept.size >= MAX_KEPT) this.kept.delete(this.kept.keys().next().value!);
      this.kept.set(number, block);
    }
    return block;
  }
}
