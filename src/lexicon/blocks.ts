/**
 * Bytes that stay on the disk: cut into blocks, each with a checksum, that are read and checked when something in them
 * is asked for. A bounded number of blocks is kept.
 */
import { crc32 as crc } from 'node:zlib';
import { damaged, type Loose } from './binary.js';

const BLOCK = 1 << 12;
/** Blocks that are kept: 1 MB. */
const MAX_KEPT = 256;

/** The checksums of the blocks of some bytes. */
export function blockSums(bytes: Uint8Array): Int32Array {
  const sums = new Int32Array(Math.ceil(bytes.length / BLOCK));
  for (let i = 0; i < sums.length; i++) sums[i] = crc(bytes.subarray(i * BLOCK, (i + 1) * BLOCK)) | 0;
  return sums;
}

export class Blocks {
  /** Blocks by number, the one that was read first at the beginning. */
  private readonly kept = new Map<number, Buffer>();

  /**
   * @param source the bytes by position (see `Sections.loose`)
   * @param sums of `blockSums`
   * @throws DataError when there are not as many sums as blocks
   */
  constructor(
    private readonly source: Loose,
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
    const first = Math.floor(from / BLOCK);
    const start = from - first * BLOCK;
    if (start + to - from <= BLOCK)
      return to === from ? '' : this.block(first).toString('utf8', start, start + to - from);
    const whole = Buffer.allocUnsafe(to - from);
    for (let number = first; number * BLOCK < to; number++)
      this.block(number).copy(whole, Math.max(0, number * BLOCK - from), Math.max(0, from - number * BLOCK));
    return whole.toString('utf8');
  }

  private block(number: number): Buffer {
    let block = this.kept.get(number);
    if (block === undefined) {
      const from = number * BLOCK;
      const room = this.room().subarray(0, Math.min(BLOCK, this.length - from));
      const { buffer, byteOffset, byteLength } = this.source.read(from, room);
      block = Buffer.from(buffer, byteOffset, byteLength);
      if ((crc(block) | 0) !== this.sums[number]) throw damaged(`block ${number} of its names`);
      this.kept.set(number, block);
    }
    return block;
  }

  /** Room for a block: that of the oldest one, since garbage outside of the heap is long left lying. */
  private room(): Uint8Array {
    if (this.kept.size < MAX_KEPT) return new Uint8Array(BLOCK);
    const [number, block] = this.kept.entries().next().value!;
    this.kept.delete(number);
    return block.length === BLOCK ? block : new Uint8Array(BLOCK);
  }
}
