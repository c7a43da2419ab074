/** A folder of results: one file a document, each whole under its name or not there. */
import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { slashed } from '../sources/names.js';

/** Characters that some system does not allow in names, and controls. */
const FORBIDDEN = /[<>:"|?*\\\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** Names that Windows keeps for devices. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
/** Bytes of a part of a path; file systems allow 255. */
const LONGEST_PART = 180;

/**
 * The path of a document's file below the folder: its id, made safe. Ids that are not safe as they are get a sum of
 * their letters, so that different ones never meet.
 */
export function pathOf(id: string, extension: string, platform: string = process.platform): string {
  const parts = slashed(id, platform)
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..');
  const safe = parts.map((part) =>
    cut(
      part
        .replace(FORBIDDEN, '_')
        .replace(/[. ]+$/, '_')
        .replace(RESERVED, '_$&'),
    ),
  );
  const path = safe.length === 0 ? '_' : safe.join('/');
  const sum = path === id ? '' : `.${createHash('sha256').update(id).digest('hex').slice(0, 12)}`;
  return `${path}${sum}.${extension}`;
}

function cut(part: string): string {
  let text = part;
  while (Buffer.byteLength(text) > LONGEST_PART) text = [...text].slice(0, -8).join('');
  return text;
}

export class Folder {
  readonly #made = new Set<string>();
  readonly #written = new Set<string>();

  constructor(
    readonly path: string,
    readonly extension: string,
  ) {}

  /**
   * Writes the file of a document.
   * @returns false when another document of this run had the same id: its file stays
   * @throws the error of the file system
   */
  write(id: string, bytes: Uint8Array, extension = this.extension): boolean {
    const name = pathOf(id, extension);
    if (this.#written.has(name)) return false;
    this.#written.add(name);
    const file = join(this.path, name);
    const folder = dirname(file);
    if (!this.#made.has(folder)) {
      mkdirSync(folder, { recursive: true });
      this.#made.add(folder);
    }
    // The same name each time: what a run that was killed has left is overwritten by the next.
    const temporary = join(folder, `.${basename(file)}.part`.slice(-250));
    try {
      writeFileSync(temporary, bytes);
      renameSync(temporary, file);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
    return true;
  }
}
