/** The compiled data that comes with the program, read once. */
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { Abbreviations } from '../tokens/abbreviations.js';
import { Proclitics } from '../tokens/clitics.js';
import { Sections } from './binary.js';

/** Set by the bundler: where the compiled data is, seen from this module. */
declare const NEWSPARSE_DATA: string;

const PROCLITICS = 'clitics';

let sections: Sections | undefined;

const file = (): URL => new URL(NEWSPARSE_DATA, import.meta.url);

/** The sections. @throws Error of the file system when the file is not there, DataError when it is damaged */
export function bundledSections(): Sections {
  sections ??= new Sections(readFileSync(file()), false);
  return sections;
}

/** Reads the file into memory that threads share (`useBundled`). @throws Error of the file system */
export function shareBundled(): SharedArrayBuffer {
  const descriptor = openSync(file(), 'r');
  try {
    const shared = new SharedArrayBuffer(fstatSync(descriptor).size);
    const bytes = new Uint8Array(shared);
    let read = 0;
    for (let count = -1; count !== 0 && read < bytes.length; read += count)
      count = readSync(descriptor, bytes, read, bytes.length - read, read);
    return shared;
  } finally {
    closeSync(descriptor);
  }
}

/** Takes the bytes that another thread has read. @throws DataError when they are no compiled data */
export function useBundled(shared: SharedArrayBuffer): void {
  sections = new Sections(new Uint8Array(shared), false);
}

/** The proclitics, without the rest of the data where it is not there yet. @throws as `bundledSections` */
export function bundledProclitics(): Proclitics {
  if (sections) return procliticsOf(sections);
  const alone = Sections.open(file(), { has: (name) => name !== PROCLITICS });
  try {
    return procliticsOf(alone);
  } finally {
    alone.close();
  }
}

/** The proclitics of some sections. */
export function procliticsOf(from: Sections): Proclitics {
  return new Proclitics(from.json(PROCLITICS) as { form: string; segments: string[] }[]);
}

/** The abbreviations of some sections, bundled ones if not said: what sentences are cut with. */
export function abbreviationsOf(from: Sections = bundledSections()): Abbreviations {
  return new Abbreviations(from.json('abbrev') as string[]);
}
