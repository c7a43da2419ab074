import { growInt32 } from '../lexicon/grow.js';

const MIN_PIECE = 1 << 12;
const MAX_PIECE = 1 << 22;

/** Texts one after the other as UTF-8, in pieces that never move. */
export class Texts {
  private readonly pieces: Buffer[] = [];
  /** Offset of each piece. */
  private readonly offsets: number[] = [];
  private piece = Buffer.alloc(0);
  private used = 0;
  private before = 0;
  private begins = new Int32Array(1 << 10);
  /** How many texts there are. */
  count = 0;

  /** Adds a text; gives its number. */
  add(text: string): number {
    const most = text.length * 3;
    if (this.used + most > this.piece.length) this.nextPiece(most);
    const number = this.count++;
    this.begins = growInt32(this.begins, this.count + 1);
    this.used += this.piece.write(text, this.used, 'utf8');
    this.begins[this.count] = (this.before + this.used) | 0;
    return number;
  }

  get(number: number): string {
    const from = this.begins[number]! >>> 0;
    const to = this.begins[number + 1]! >>> 0;
    if (from >= this.before) return this.piece.toString('utf8', from - this.before, to - this.before);
    let low = 0;
    let high = this.pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.offsets[middle]! <= from) low = middle;
      else high = middle - 1;
    }
    return this.pieces[low]!.toString('utf8', from - this.offsets[low]!, to - this.offsets[low]!);
  }

  /** All bytes. */
  bytes(): Uint8Array {
    const { buffer, byteOffset, length } = Buffer.concat([...this.pieces, this.piece.subarray(0, this.used)]);
    return new Uint8Array(buffer, byteOffset, length);
  }

  /** Where each text begins, and the end of the last one (32 bits, unsigned). */
  starts(): Int32Array {
    return this.begins.slice(0, this.count + 1);
  }

  private nextPiece(least: number): void {
    if (this.used > 0) {
      this.pieces.push(this.piece.subarray(0, this.used));
      this.offsets.push(this.before);
    }
    this.before += this.used;
    this.used = 0;
    this.piece = Buffer.allocUnsafeSlow(
      Math.max(Math.min(MAX_PIECE, Math.max(this.before, MIN_PIECE)), least),
    );
  }
}
