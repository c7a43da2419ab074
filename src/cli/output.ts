/** Where results go: standard output, or a file that gets its name when it is complete. */
import type { Buffer } from 'node:buffer';
import { closeSync, openSync, realpathSync, renameSync, statSync, unlinkSync, writeSync } from 'node:fs';
import type { Written } from '../formats/index.js';
import { reasonOf } from '../sources/problem.js';
import { encodeAll } from '../text/encode.js';
import { CliError, Exit } from './errors.js';

/** Bytes that are gathered before they are written; what is waiting is written earlier when the program waits. */
const BLOCK = 1 << 16;

/** Takes whole lines, gives them on in blocks. */
export abstract class Output {
  #lines: Written[] = [];
  #length = 0;
  #scheduled = false;
  /** Resolves when the reader has caught up; undefined while it keeps up. */
  protected behind: Promise<void> | undefined;
  /** Why nothing more can be written. */
  protected failure: NodeJS.ErrnoException | null = null;

  /** How messages call it. */
  abstract readonly name: string;
  protected abstract send(block: Buffer): Promise<void> | undefined;
  /** Ends the output: what was written stays. */
  protected abstract finish(): void | Promise<void>;
  /** Ends the output: what can be taken back is taken back. */
  abstract abandon(): void;

  /** Whether the reader has gone away or the disk is full: then there is no use in going on. */
  get ended(): boolean {
    return this.failure !== null;
  }

  /** Takes text that ends with a line feed. Gives a promise when the caller should wait. */
  write(text: Written): Promise<void> | undefined {
    if (text.length === 0) return undefined;
    this.#lines.push(text);
    this.#length += text.length;
    if (this.#length >= BLOCK) return this.flush();
    if (!this.#scheduled) {
      this.#scheduled = true;
      setImmediate(() => {
        this.#scheduled = false;
        void this.flush();
      });
    }
    return this.behind;
  }

  /** Takes bytes, which are written as they are after the text that was taken before. */
  async writeBytes(bytes: Buffer): Promise<void> {
    await this.flush();
    if (bytes.length > 0 && !this.ended) await this.send(bytes);
  }

  /** Writes what has gathered. */
  flush(): Promise<void> | undefined {
    if (this.#length === 0 || this.ended) return undefined;
    const block = encodeAll(this.#lines);
    this.#lines = [];
    this.#length = 0;
    return this.send(block);
  }

  /**
   * Writes the rest and ends.
   * @throws CliError `cannot-write`; a reader that has gone away (EPIPE) is no error
   */
  async close(): Promise<void> {
    await this.flush();
    if (!this.ended) await this.finish();
    if (this.failure !== null && this.failure.code !== 'EPIPE') {
      this.abandon();
      throw new CliError('cannot-write', { reason: reasonOf(this.failure) }, this.name, Exit.failed);
    }
  }
}

class StandardOutput extends Output {
  readonly name = 'standard output';

  constructor() {
    super();
    process.stdout.on('error', (error) => {
      this.failure ??= error;
    });
  }

  protected send(block: Buffer): Promise<void> | undefined {
    if (!process.stdout.write(block)) this.behind ??= this.#caughtUp();
    return this.behind;
  }

  /** An error ends the waiting as well; the listener above keeps it. No listener stays: there are many blocks. */
  #caughtUp(): Promise<void> {
    const { stdout } = process;
    const events = ['drain', 'error', 'close'] as const;
    return new Promise((resolve) => {
      const go = () => {
        for (const event of events) stdout.off(event, go);
        this.behind = undefined;
        resolve();
      };
      for (const event of events) stdout.on(event, go);
    });
  }

  protected finish(): Promise<void> {
    return new Promise((resolve) => {
      process.stdout.write('', () => resolve());
    });
  }

  abandon(): void {}
}

class FileOutput extends Output {
  readonly #descriptor: number;
  readonly #target: string;
  readonly #temporary: string | null;

  constructor(readonly name: string) {
    super();
    try {
      const stat = statSync(name, { throwIfNoEntry: false });
      if (stat?.isDirectory()) throw new CliError('output-directory', {}, name);
      // A link stays a link, and a device or a pipe cannot be replaced by a file.
      this.#target = stat === undefined ? name : realpathSync(name);
      this.#temporary = stat === undefined || stat.isFile() ? `${this.#target}.${process.pid}.part` : null;
      this.#descriptor = openSync(this.#temporary ?? name, 'w', stat?.mode);
    } catch (error) {
      if (error instanceof CliError) throw error;
      throw new CliError('cannot-write', { reason: reasonOf(error) }, name, Exit.failed);
    }
  }

  protected send(block: Buffer): undefined {
    try {
      for (let at = 0; at < block.length; ) at += writeSync(this.#descriptor, block, at);
    } catch (error) {
      this.failure ??= error as NodeJS.ErrnoException;
    }
  }

  protected finish(): void {
    try {
      closeSync(this.#descriptor);
      if (this.#temporary !== null) renameSync(this.#temporary, this.#target);
    } catch (error) {
      this.failure = error as NodeJS.ErrnoException;
    }
  }

  abandon(): void {
    try {
      closeSync(this.#descriptor);
    } catch {
      // It was closed before.
    }
    if (this.#temporary !== null) unlinkSync(this.#temporary);
  }
}

/**
 * Opens the output.
 * @param file null or `-` for standard output
 * @throws CliError `output-directory`, `cannot-write`
 */
export function openOutput(file: string | null): Output {
  return file === null || file === '-' ? new StandardOutput() : new FileOutput(file);
}

/** Writes one text to standard output, for commands that have nothing else to give. */
export async function print(text: string): Promise<void> {
  const output = openOutput(null);
  await output.write(text);
  await output.close();
}
