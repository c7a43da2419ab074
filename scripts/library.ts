/**
 * What stands around the library's code (dist/index.cjs): the module that `import` gets, which hands the same exports on, so
 * that a program that has both holds one copy of the data; and the types of both, in one file each.
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { generateDtsBundle } from 'dts-bundle-generator';

/** @param dist the absolute path of the folder with index.cjs */
export function writeLibrary(dist: string): void {
  const names = Object.keys(createRequire(import.meta.url)(join(dist, 'index.cjs')) as object);
  writeFileSync(join(dist, 'index.js'), `export {${names.join(',')}} from './index.cjs';\n`);
  const [types] = generateDtsBundle(
    [{ filePath: 'src/index.ts', output: { noBanner: true, exportReferencedTypes: false } }],
    { preferredConfigPath: 'tsconfig.types.json' },
  );
  for (const ending of ['d.ts', 'd.cts']) writeFileSync(join(dist, `index.${ending}`), types!);
}
