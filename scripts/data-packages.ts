/** Packages of data that go into what the build writes. They are read through here, so that each gets its notice. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
const files = new Set<string>();

/** The path of a file in a package, such as cldr-core/supplemental/codeMappings.json; the package counts as used. */
export function dataFile(specifier: string): string {
  const path = require.resolve(specifier);
  files.add(path);
  return path;
}

/** The paths that were asked for so far. */
export const dataFiles = (): string[] => [...files];

/** The folder of the package that a file belongs to; undefined for files of our own. */
export function folderOf(file: string): string | undefined {
  return /^(?:.*[\\/])?node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+(?=[\\/])/.exec(file)?.[0];
}

export interface Manifest {
  name: string;
  version: string;
  license?: string;
  dependencies?: Record<string, string>;
}
/** What a package says about itself. */
export const manifestOf = (folder: string) =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
