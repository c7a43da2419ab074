/** Packages of data that go into what the build writes. They are read through here, so that each gets its notice. */
import { createRequire } from 'node:module';

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
