/** Compiles the data and bundles the program: what is installed needs nothing else. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildPage } from './build-page.js';
import { compileData } from './compile-data.js';
import { writeGeneralFrequencies } from './compile-df.js';
import { writeProfiles } from './compile-profiles.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

const define = {
  NEWSPARSE_DATA: JSON.stringify('./newsparse.npg'),
  NEWSPARSE_PROFILES: JSON.stringify('./profiles.json'),
  NEWSPARSE_DF: JSON.stringify('./general.df'),
  NEWSPARSE_PAGE: JSON.stringify('./report'),
  NEWSPARSE_FRANC: JSON.stringify('./franc.cjs'),
  NEWSPARSE_HTML: JSON.stringify('./html.cjs'),
  NEWSPARSE_WARC: JSON.stringify('./warc.cjs'),
  NEWSPARSE_WORKER: JSON.stringify('./worker.cjs'),
  NEWSPARSE_VERSION: JSON.stringify(version),
};

mkdirSync('dist', { recursive: true });
writeFileSync('dist/newsparse.npg', compileData());
writeProfiles();
// What the bundler sets below; here the sources run as they are.
Object.assign(globalThis, { NEWSPARSE_DATA: '../../dist/newsparse.npg' });
writeGeneralFrequencies('dist/general.df');
for (const name of readdirSync('dist')) if (/\.(c?js|cache)$/.test(name)) rmSync(join('dist', name));

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  legalComments: 'none',
  minify: true,
  logLevel: 'warning',
} as const;
// The library.
await build({
  ...common,
  entryPoints: { index: 'src/index.ts' },
  outdir: 'dist',
  format: 'esm',
  splitting: true,
  define,
  // The parts that are CommonJS ask for Node's modules with require.
  banner: {
    js: "import{createRequire as npRequire}from'node:module';const require=npRequire(import.meta.url);",
  },
});
// The command is one CommonJS file: Node starts such a file 10 ms sooner than modules, and its code can be cached.
await build({
  ...common,
  entryPoints: { cli: 'src/cli/main.ts', worker: 'src/cli/worker.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  // The cached code runs without a loader of modules: what is loaded later is loaded with require.
  supported: { 'dynamic-import': false },
  define: { ...define, 'import.meta.url': 'npUrl' },
  alias: {
    // cli-table3 measures text with string-width, which counts Arabic marks: it gets our own measure.
    'string-width': './src/text/string-width.cts',
    // commander asks for it at once, for commands that are programs of their own, of which we have none.
    'node:child_process': './src/cli/nothing.cts',
  },
  banner: { js: "const npUrl=require('node:url').pathToFileURL(__filename).href;" },
});
// Loaded only when a text is in another script (src/language/detect.ts).
await build({
  ...common,
  entryPoints: ['node_modules/franc/index.js'],
  outfile: 'dist/franc.cjs',
  format: 'cjs',
});
// Loaded only when a page or a web archive is read (src/sources).
await build({
  ...common,
  entryPoints: { html: 'src/sources/html/libraries.ts', warc: 'src/sources/warc-library.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  // The libraries write what they stumble over to the console; it has no place among our messages.
  define: { console: 'npConsole' },
  banner: { js: 'const npConsole=new Proxy({},{get:()=>()=>{}});' },
});
// What `newsparse report` puts into its page.
await buildPage();
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.types.json'], {
  stdio: 'inherit',
});
// What the engine compiles in a typical run, kept for the next start (bin/newsparse.js).
execFileSync(process.execPath, ['scripts/cache-code.cjs', 'fixtures/articles/gulf-summit.txt'], {
  stdio: 'inherit',
});
