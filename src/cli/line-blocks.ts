/**
 * A stream of UTF-8 in blocks of whole lines, for work that no line break is part of: what comes of the blocks does not
 * depend on where the stream was cut, and memory stays bounded.
 */
import { Buffer } from 'node:buffer';

/** Bytes of a block, where the lines allow it. */
const BLOCK = 1 << 15;
/** A line that is longer is cut where the work allows it. */
const LONGEST_LINE = 1 << 18;
const LINE_FEED = 0x0a;
const NOTHING = Buffer.alloc(0);

export class LineBlocks {
  #rest: Buffer = NOTHING;

  /** @param cut how many bytes of a text whose end is missing can be worked on alone; at least 1 */
  constructor(
    readonly cut: (bytes: Buffer) => number,
    readonly block = BLOCK,
    readonly longest = LONGEST_LINE,
  ) {}

  /** Takes whole characters; gives the blocks that are complete with them. All must be taken before the next call. */
  *push(bytes: Buffer): Generator<Buffer> {
    const all = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    let done = 0;
    for (let end = this.#end(all, 0); end > done; end = this.#end(all, done)) {
      yield all.subarray(done, end);
      done = end;
    }
    // The caller may use its buffer again.
    this.#rest = Buffer.from(all.subarray(done));
  }

  /** The rest. */
  end(): Buffer {
    const rest = this.#rest;
    this.#rest = NOTHING;
    return rest;
  }

  /** The end of the block that begins at `from`; `from` when more has to come. */
  #end(bytes: Buffer, from: number): number {
    const last = bytes.lastIndexOf(LINE_FEED, from + this.block) + 1;
    if (last > from) return last;
    const end = bytes.indexOf(LINE_FEED, from) + 1;
    if (end > from && end - from <= this.longest) return end;
    if (bytes.length - from <= this.longest) return from;
    let to = from + this.longest;
    // Not inside of a character.
    while ((bytes[to]! & 0xc0) === 0x80) to--;
    return from + this.cut(bytes.subarray(from, to));
  }
}
