/**
 * What a run has done, so that it can be gone on with after an interrupt, a crash or a power cut of the process.
 *
 * A file of lines of JSON that is only ever added to: the first says with which settings; then one a file that is done,
 * or one a part of a long file with the number of lines that are done. A line is written after the results that it
 * speaks of have got their names; a last line that is cut off does not count, and what it spoke of is done again.
 */
import { closeSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import type { Done } from '../sources/blocks.js';

const KIND = 'newsparse journal 1';

/** A journal that was written with other settings, or a file that is none. */
export class JournalError extends Error {
  constructor(readonly kind: 'no-journal' | 'other-settings') {
    super(kind);
  }
}

export class Journal implements Done {
  readonly #files = new Set<string>();
  readonly #lines = new Map<string, number>();
  readonly #descriptor: number;

  /**
   * Opens a journal, or begins one.
   * @param settings what results depend on; another text than the journal's is refused
   * @throws JournalError, and the errors of the file system
   */
  constructor(
    readonly path: string,
    settings: string,
  ) {
    const text = read(path);
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    if (whole !== '') this.#load(whole, settings);
    // A file that is no journal must not be lost, one that was killed in its first line may be begun again.
    else if (text !== '' && !text.startsWith('{"kind"')) throw new JournalError('no-journal');
    if (whole.length < text.length) truncateSync(path, Buffer.byteLength(whole));
    this.#descriptor = openSync(path, 'a');
    if (whole === '') this.#append({ kind: KIND, settings });
  }

  /** How many files are done. */
  get size(): number {
    return this.#files.size;
  }

  isDone(file: string): boolean {
    return this.#files.has(file);
  }

  linesOf(file: string): number {
    return this.#lines.get(file) ?? 0;
  }

  fileDone(file: string): void {
    this.#append({ file });
  }

  linesDone(file: string, lines: number): void {
    this.#append({ file, lines });
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  #load(text: string, settings: string): void {
    const [first, ...rest] = text.split('\n').slice(0, -1);
    const head = parse(first!);
    if (head?.kind !== KIND) throw new JournalError('no-journal');
    if (head.settings !== settings) throw new JournalError('other-settings');
    for (const line of rest) {
      const entry = parse(line);
      if (typeof entry?.file !== 'string') continue;
      if (typeof entry.lines === 'number') this.#lines.set(entry.file, entry.lines);
      else {
        this.#files.add(entry.file);
        this.#lines.delete(entry.file);
      }
    }
  }

  #append(entry: object): void {
    writeSync(this.#descriptor, `${JSON.stringify(entry)}\n`);
  }
}

function parse(line: string): Record<string, unknown> | null {
  try {
    return JSON.parse(line) as Record<string, unknown> | null;
  } catch {
    return null;
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
