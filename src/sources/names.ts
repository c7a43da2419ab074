/** The files that the operands mean: folders walked, patterns that no shell expanded, lists of names. */
import type { Buffer } from 'node:buffer';
import { type Dirent, readdirSync, statSync } from 'node:fs';
import { Source, STANDARD_INPUT } from './files.js';
import { LineCutter } from './ndjson.js';
import { Problem, problemOf } from './problem.js';

/** A file, or what is wrong with a name that should have led to some. */
export type Name = string | { readonly name: string; readonly problem: Problem };

export interface NameSettings {
  /** Walk folders. */
  recursive: boolean;
  /** Patterns of the files of a folder that are read, and of files and folders that are not. */
  include: readonly string[];
  exclude: readonly string[];
  /** A file with names (`-` for standard input), or null. */
  filesFrom: string | null;
  /** The names of that file end with NUL, not with a line feed. */
  nul: boolean;
}

/** Endings of the files that are read from a folder where no pattern says which. */
const READABLE = /\.(?:txt|text|ndjson|jsonl|csv|tsv|html?|xhtml|warc|wet)(?:\.gz|\.zst)?$/i;
const PATTERN = /[*?[{]/;
const LONGEST_NAME = 1 << 16;
const NUL = 0;

type Test = (path: string) => boolean;

/** Gives the files of the operands and of the list, in their order; those of a folder by name, its own files first. */
export async function* expandNames(
  operands: readonly string[],
  settings: NameSettings,
  signal: AbortSignal,
): AsyncGenerator<Name> {
  for (const operand of operands) yield* expand(slashed(operand), settings);
  if (settings.filesFrom === null) return;
  for await (const name of listedNames(settings.filesFrom, settings.nul, signal)) {
    if (typeof name !== 'string') yield name;
    else if (settings.recursive && isFolder(name)) yield* expand(slashed(name), settings);
    else yield name;
  }
}

/** A path with the strokes that patterns have, where the system writes others. */
export const slashed = (path: string, platform: string = process.platform): string =>
  platform === 'win32' ? path.replaceAll('\\', '/') : path;

/** Do the operands stand for themselves, so that there is nothing to expand? */
export function arePlain(operands: readonly string[], settings: NameSettings): boolean {
  return !settings.recursive && settings.filesFrom === null && !operands.some((each) => PATTERN.test(each));
}

async function* expand(operand: string, settings: NameSettings): AsyncGenerator<Name> {
  if (operand === STANDARD_INPUT) yield operand;
  else if (settings.recursive && isFolder(operand)) {
    const wanted =
      settings.include.length === 0 ? (path: string) => READABLE.test(path) : await testOf(settings.include);
    yield* walk(operand, wanted, await testOf(settings.exclude));
  } else if (PATTERN.test(operand) && !exists(operand)) yield* matching(operand, settings);
  else yield operand;
}

/** The files that a pattern means; where there is none the pattern itself, which no file has as its name. */
async function* matching(pattern: string, settings: NameSettings): AsyncGenerator<Name> {
  const { default: picomatch } = await import('picomatch');
  const { base, glob, isGlob } = picomatch.scan(pattern);
  let found = 0;
  if (isGlob && (base === '' || exists(base))) {
    const excluded = await testOf(settings.exclude);
    for (const name of walk(
      base,
      picomatch(glob),
      excluded,
      glob.includes('**') ? Infinity : depthOf(glob),
    )) {
      found++;
      yield name;
    }
  }
  if (found === 0) yield pattern;
}

const depthOf = (glob: string): number => glob.split('/').length;

/** A pattern without a stroke is about the last part of a path, as in .gitignore. */
async function testOf(patterns: readonly string[]): Promise<Test> {
  if (patterns.length === 0) return () => false;
  const { default: picomatch } = await import('picomatch');
  const tests = patterns.map((pattern) =>
    picomatch(pattern.includes('/') ? pattern.replace(/^\.?\//, '').replace(/\/$/, '') : `**/${pattern}`, {
      dot: true,
    }),
  );
  return (path) => tests.some((test) => test(path));
}

/** The files below a folder. Hidden ones are left out; links lead to files but not into folders, so that it ends. */
function* walk(
  root: string,
  wanted: Test,
  excluded: Test,
  depth = Number.POSITIVE_INFINITY,
): Generator<Name> {
  const prefix = root === '' ? '' : root.endsWith('/') ? root : `${root}/`;
  const stack: { path: string; level: number }[] = [{ path: '', level: 1 }];
  for (let folder = stack.pop(); folder !== undefined; folder = stack.pop()) {
    const here = `${prefix}${folder.path}`;
    let entries: Dirent[];
    try {
      entries = readdirSync(here === '' ? '.' : here, { withFileTypes: true });
    } catch (error) {
      yield { name: here, problem: problemOf(error) };
      continue;
    }
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    const folders: { path: string; level: number }[] = [];
    for (const entry of entries) {
      const path = `${folder.path}${entry.name}`;
      if (entry.name.startsWith('.') || excluded(path)) continue;
      if (entry.isDirectory()) {
        if (folder.level < depth) folders.push({ path: `${path}/`, level: folder.level + 1 });
      } else if (
        wanted(path) &&
        (entry.isFile() || (entry.isSymbolicLink() && !isFolder(`${prefix}${path}`)))
      )
        yield `${prefix}${path}`;
    }
    stack.push(...folders.reverse());
  }
}

/** The names of a list, one a line or one before each NUL; blank ones are passed over. */
async function* listedNames(file: string, nul: boolean, signal: AbortSignal): AsyncGenerator<Name> {
  let source: Source | null = null;
  try {
    source = Source.open(file, signal);
    const cutter = new LineCutter(LONGEST_NAME, nul ? NUL : undefined);
    for await (const chunk of source.chunks())
      for (const line of cutter.push(chunk)) yield* nameOf(line.bytes, nul);
    for (const line of cutter.end()) yield* nameOf(line.bytes, nul);
  } catch (error) {
    if (!signal.aborted) yield { name: file, problem: problemOf(error) };
  } finally {
    await source?.close();
  }
}

function* nameOf(bytes: Buffer, nul: boolean): Generator<Name> {
  const name = nul
    ? bytes.toString()
    : bytes
        .toString()
        .replace(/^\ufeff/, '')
        .replace(/\r$/, '');
  if (name.trim() === '') return;
  if (name.includes('\0'))
    yield { name: name.replaceAll('\0', ' ').trim(), problem: new Problem('not-found') };
  else yield name;
}

function isFolder(name: string): boolean {
  try {
    return statSync(name).isDirectory();
  } catch {
    return false;
  }
}

function exists(name: string): boolean {
  try {
    return statSync(name) !== undefined;
  } catch {
    return false;
  }
}
