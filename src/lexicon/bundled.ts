/** The compiled data that comes with the program, read once. */
import { readFileSync } from 'node:fs';
import { Abbreviations } from '../tokens/abbreviations.js';
import { Sections } from './binary.js';

/** Set by the bundler: where the compiled data is, seen from this module. */
declare const NEWSPARSE_DATA: string;

let sections: Sections | undefined;

/** The sections. @throws Error of the file system when the file is not there, DataError when it is damaged */
export function bundledSections(): Sections {
  sections ??= new Sections(readFileSync(new URL(NEWSPARSE_DATA, import.meta.url)), false);
  return sections;
}

/** The abbreviations of some sections, bundled ones if not said: what sentences are cut with. */
export function abbreviationsOf(from: Sections = bundledSections()): Abbreviations {
  return new Abbreviations(from.json('abbrev') as string[]);
}
