/** Compiles the data and bundles the program: what is installed needs nothing else. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import { BUNDLES } from './bundles.js';
import { compileData } from './compile-data.js';
import { writeGeneralFrequencies } from './compile-df.js';
import { writeProfiles } from './compile-profiles.js';
import { writeLibrary } from './library.js';
import { dataParts, notices, partsOf } from './make-notices.js';
import { outlines } from './outlines.js';

/** What was written before the bundles. */
const KEPT = /^(newsparse\.npg|profiles\.json|general\.df)$/;

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);
mkdirSync('dist', { recursive: true });
writeFileSync('dist/newsparse.npg', compileData());
writeProfiles();
// What the bundler sets below; here the sources run as they are.
Object.assign(globalThis, { NEWSPARSE_DATA: '../../dist/newsparse.npg' });
writeGeneralFrequencies('dist/general.df');
for (const name of readdirSync('dist')) if (!KEPT.test(name)) rmSync(join('dist', name), { recursive: true });

const metafiles: Metafile[] = [];
for (const options of BUNDLES) metafiles.push((await build({ ...options, metafile: true })).metafile);
// The countries on the map of `newsparse report`.
writeFileSync('dist/report.json', outlines());
writeFileSync('THIRD_PARTY_NOTICES', notices([...partsOf(metafiles), ...dataParts()]));
writeLibrary(join(root, 'dist'));
// What the engine compiles in a typical run, kept for the next start (bin/newsparse.js).
execFileSync(process.execPath, ['scripts/cache-code.cjs', 'fixtures/articles/gulf-summit.txt'], {
  stdio: 'inherit',
});
