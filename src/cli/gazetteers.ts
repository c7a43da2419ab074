/** Gazetteers as files: compiled ones are opened, lists are compiled on the fly and kept in the user's cache folder. */
import { createHash, type Hash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Visit } from '../gazetteer/fields.js';
import { LIST_FORMATS, type ListFormat } from '../gazetteer/formats.js';
import { formatOfContent, formatOfName, readList } from '../gazetteer/lists.js';
import { loadGazetteer, type UserGazetteer } from '../gazetteer/user.js';
import { UserGazetteerBuilder } from '../gazetteer/user-build.js';
import { FORMAT_VERSION, isCompiled } from '../lexicon/binary.js';
import { Source } from '../sources/files.js';
import { utf8Of } from '../sources/item.js';
import type { EncodingChoice } from '../sources/kinds.js';
import { reasonOf } from '../sources/problem.js';
import { CliError, complain, Exit, type MessageKind } from './errors.js';
import { inputError } from './input-error.js';

declare const NEWSPARSE_VERSION: string;

/** The type of names whose list says none, where they are not compiled by hand. */
export const DEFAULT_TYPE = 'NAME';

export interface ListSettings {
  /** Format of the list; by its name if not said. */
  readonly from?: string | undefined;
  readonly type?: string | undefined;
  readonly encoding: EncodingChoice;
}

/** Opens a compiled gazetteer. @throws CliError that names it */
export function openCompiled(file: string): UserGazetteer {
  try {
    return loadGazetteer(file);
  } catch (error) {
    throw inputError(file, error);
  }
}

/** Is the file a compiled gazetteer (of whatever version)? @throws CliError when it cannot be read */
export function isCompiledFile(file: string): boolean {
  if (file === '-') return false;
  // What is read from a pipe is gone; lists may come through one.
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat && (stat.isFIFO() || stat.isCharacterDevice())) return false;
  try {
    const descriptor = openSync(file, 'r');
    try {
      const head = new Uint8Array(4);
      return readSync(descriptor, head, 0, 4, 0) === 4 && isCompiled(head);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw inputError(file, error);
  }
}

/** The format of a list. @throws CliError when neither the flag nor the file's name says it */
export function listFormat(file: string, from: string | undefined): ListFormat {
  const format = (from as ListFormat | undefined) ?? formatOfName(basename(file));
  if (format === undefined || !LIST_FORMATS.includes(format)) throw new CliError('no-format', {}, file);
  return format;
}

/**
 * Reads a list, compressed or not.
 * @param onFault is told of each bad row
 * @throws CliError when it cannot be read
 */
export async function readListFile(
  file: string,
  settings: ListSettings,
  visit: Visit,
  onFault: (line: number, kind: MessageKind, detail: string) => void,
): Promise<void> {
  // What comes through a pipe has no name that says its format.
  const format = settings.from === undefined && !isRegular(file) ? null : listFormat(file, settings.from);
  let source: Source | undefined;
  try {
    source = Source.open(file, new AbortController().signal);
    await source.unpack();
    const options = {
      format: format ?? formatOfContent((await source.peek(1 << 12)).bytes.toString('utf8')),
      type: settings.type,
      onFault,
    };
    await readList(await utf8Of(source, settings.encoding), options, visit);
  } catch (error) {
    if (error instanceof RangeError)
      throw new CliError('list-too-large', { reason: error.message }, file, Exit.failed);
    throw inputError(file, error);
  } finally {
    await source?.close();
  }
}

/**
 * Adds the entries of a list to a gazetteer; bad rows are told to `onFault`.
 * @throws CliError when the list cannot be read
 */
export async function addList(
  builder: UserGazetteerBuilder,
  file: string,
  settings: ListSettings,
  onFault: (line: number, kind: MessageKind, detail: string) => void,
): Promise<void> {
  const visit: Visit = (entry, line) => {
    for (const { name, fault } of builder.add(entry)) onFault(line, fault, name);
  };
  await readListFile(file, settings, visit, onFault);
}

/** Writes parts to a file that gets its name when it is complete. @throws the error of the file system */
export function writeWhole(file: string, parts: readonly Uint8Array[]): void {
  const temporary = join(dirname(file), `.${basename(file)}.${process.pid}`);
  const descriptor = openSync(temporary, 'w');
  try {
    for (const part of parts) for (let at = 0; at < part.length; ) at += writeSync(descriptor, part, at);
    closeSync(descriptor);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Where compiled lists are kept. */
function cacheFolder(): string {
  const { XDG_CACHE_HOME } = process.env;
  const base = XDG_CACHE_HOME?.startsWith('/') ? XDG_CACHE_HOME : join(homedir(), '.cache');
  return join(base, 'newsparse/gazetteers');
}

/**
 * Opens the gazetteers that -g names, in their order.
 * @param useCache keep what is compiled for the next time
 * @throws CliError
 */
export async function openGazetteers(
  files: readonly string[],
  settings: { readonly useCache: boolean; readonly type?: string | undefined; readonly quiet: boolean },
): Promise<UserGazetteer[]> {
  const opened: UserGazetteer[] = [];
  for (const file of files)
    opened.push(isCompiledFile(file) ? openCompiled(file) : await openList(file, settings));
  return opened;
}

async function openList(
  file: string,
  settings: { readonly useCache: boolean; readonly type?: string | undefined; readonly quiet: boolean },
): Promise<UserGazetteer> {
  const format = isRegular(file) ? listFormat(file, undefined) : undefined;
  const type = settings.type ?? DEFAULT_TYPE;
  const key = createHash('sha256').update(JSON.stringify([FORMAT_VERSION, NEWSPARSE_VERSION, format, type]));
  // A pipe can be read once only: it is compiled each time.
  const useCache = settings.useCache && isRegular(file);
  if (useCache) addContent(key, file);
  const kept = join(cacheFolder(), `${key.digest('hex').slice(0, 32)}.npg`);
  if (useCache) {
    try {
      return loadGazetteer(kept);
    } catch {
      // Not there yet, or damaged: it is made again.
    }
  }
  const builder = new UserGazetteerBuilder();
  await addList(builder, file, { from: format, type, encoding: 'auto' }, (line, kind, detail) => {
    if (!settings.quiet) complain(file, line, kind, { detail, reason: detail }, 'warning');
  });
  if (builder.size === 0) throw new CliError('no-entries', {}, file, Exit.failed);
  const parts = builder.parts({ sources: [basename(file)] });
  if (useCache) {
    try {
      mkdirSync(dirname(kept), { recursive: true });
      writeWhole(kept, parts);
      return loadGazetteer(kept);
    } catch {
      // A folder that cannot be written to is no reason to fail.
    }
  }
  return loadGazetteer(Buffer.concat(parts));
}

const isRegular = (file: string): boolean => statSync(file, { throwIfNoEntry: false })?.isFile() === true;

/** Adds the bytes of a file to a sum. @throws CliError */
function addContent(sum: Hash, file: string): void {
  const bytes = Buffer.allocUnsafe(1 << 18);
  try {
    const descriptor = openSync(file, 'r');
    try {
      for (let length = 1; length > 0; ) {
        length = readSync(descriptor, bytes, 0, bytes.length, null);
        sum.update(bytes.subarray(0, length));
      }
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw inputError(file, error);
  }
}

/** Ends the program because a file cannot be written. */
export const writeError = (file: string, error: unknown): CliError =>
  new CliError('cannot-write', { reason: reasonOf(error) }, file, Exit.failed);
