/** Files, pipes and standard input as streams of bytes of which the beginning can be looked at first. */
import { Buffer } from 'node:buffer';
import { closeSync, createReadStream, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { gunzip, isGzip } from './gzip.js';
import { Problem, problemOf } from './problem.js';
import { isZstd, unzstd } from './zstd.js';

/** The name that stands for standard input on the command line. */
export const STANDARD_INPUT = '-';
const CHUNK = 1 << 18;
const SMALL_CHUNK = 1 << 12;
const LINE_FEED = 0x0a;

/** Endings of the names of compressed files. */
export const PACKED = /\.(?:gz|zst)$/i;

/** How an input is called in ids and messages. */
export const labelOf = (name: string): string => (name === STANDARD_INPUT ? 'stdin' : name);

/** Lets signals and other events in; the loop over many regular files would never do so otherwise. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** One input, opened. Errors of the file system come as `Problem`. */
export class Source {
  #chunks: AsyncGenerator<Buffer>;
  /** What `#chunks` is unpacked from. */
  #packed: AsyncGenerator<Buffer> | null = null;
  #head: Buffer[] = [];
  #ended = false;

  private constructor(
    readonly name: string,
    chunks: AsyncGenerator<Buffer>,
    /** Bytes of a regular file as far as is known, else null. */
    public size: number | null,
  ) {
    this.#chunks = chunks;
  }

  /** @throws Problem `not-found`, `directory`, `no-permission`, `unreadable` */
  static open(name: string, signal: AbortSignal): Source {
    try {
      const stat = name === STANDARD_INPUT ? fstatSync(0) : statSync(name);
      if (stat.isDirectory()) throw new Problem('directory');
      if (!stat.isFile()) return new Source(name, streamed(name, signal), null);
      return new Source(name, read(name, stat.size), stat.size);
    } catch (error) {
      throw problemOf(error);
    }
  }

  /** The first bytes: a line at least, so that whoever writes line by line into a pipe is answered line by line. */
  async peek(most: number): Promise<{ bytes: Buffer; complete: boolean }> {
    let head: Buffer = Buffer.concat(this.#head);
    while (!this.#ended && head.length < most && !head.includes(LINE_FEED)) {
      const next = await this.#chunks.next();
      if (next.done) this.#ended = true;
      else head = head.length === 0 ? next.value : Buffer.concat([head, next.value]);
    }
    this.#head = [head];
    return { bytes: head, complete: this.#ended };
  }

  /** Unpacks what is compressed with gzip or Zstandard, whatever its name. To be called before anything else. */
  async unpack(): Promise<void> {
    const { bytes } = await this.peek(4);
    const unpack = isGzip(bytes) ? gunzip : isZstd(bytes) ? unzstd : null;
    if (unpack === null) return;
    const head = this.#head;
    const rest = this.#chunks;
    const ended = this.#ended;
    async function* compressed(): AsyncGenerator<Buffer> {
      yield* head;
      if (!ended) yield* rest;
    }
    this.#head = [];
    this.#ended = false;
    this.size = null;
    this.#packed = rest;
    this.#chunks = unpack(compressed());
  }

  /** All bytes from the beginning, once. */
  async *chunks(): AsyncGenerator<Buffer> {
    const head = this.#head;
    this.#head = [];
    yield* head;
    if (!this.#ended) yield* this.#chunks;
  }

  /** All bytes in one. @throws Problem `too-large` when there are more than so many */
  async all(limit: number): Promise<Buffer> {
    if (this.size !== null && this.size > limit) throw new Problem('too-large', { limit });
    const parts: Buffer[] = [];
    let length = 0;
    for await (const chunk of this.chunks()) {
      length += chunk.length;
      if (length > limit) throw new Problem('too-large', { limit });
      parts.push(chunk);
    }
    return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
  }

  /** Gives the descriptor back, also when not all was read. */
  async close(): Promise<void> {
    await this.#chunks.return(undefined);
    await this.#packed?.return(undefined);
  }
}

async function* read(name: string, size: number): AsyncGenerator<Buffer> {
  await turn();
  let descriptor = 0;
  try {
    descriptor = name === STANDARD_INPUT ? 0 : openSync(name, 'r');
    for (let left = size; ; ) {
      // Where the size is not known (/proc), or nothing should be left, a small chunk finds the end.
      const chunk = Buffer.allocUnsafe(Math.min(CHUNK, Math.max(left, SMALL_CHUNK)));
      const length = readSync(descriptor, chunk, 0, chunk.length, null);
      if (length === 0) return;
      yield chunk.subarray(0, length);
      left -= length;
      if (left > 0) await turn();
    }
  } catch (error) {
    throw problemOf(error);
  } finally {
    if (descriptor > 2) closeSync(descriptor);
  }
}

async function* streamed(name: string, signal: AbortSignal): AsyncGenerator<Buffer> {
  const stream = name === STANDARD_INPUT ? process.stdin : createReadStream(name, { highWaterMark: CHUNK });
  const stop = () => stream.destroy();
  signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const chunk of stream) yield chunk as Buffer;
  } catch (error) {
    if (!signal.aborted) throw problemOf(error);
  } finally {
    signal.removeEventListener('abort', stop);
    stream.destroy();
  }
}
