/** Compiles the data and bundles the program: what is installed needs nothing else. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { compileData } from './compile-data.js';
import { writeProfiles } from './compile-profiles.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

const define = {
  NEWSPARSE_DATA: JSON.stringify('./newsparse.npg'),
  NEWSPARSE_PROFILES: JSON.stringify('./profiles.json'),
  NEWSPARSE_FRANC: JSON.stringify('./franc.cjs'),
  NEWSPARSE_VERSION: JSON.stringify(version),
};

mkdirSync('dist', { recursive: true });
writeFileSync('dist/newsparse.npg', compileData());
writeProfiles();
for (const name of readdirSync('dist')) if (/\.c?js$/.test(name)) rmSync(join('dist', name));

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  legalComments: 'none',
  minify: true,
  logLevel: 'warning',
} as const;
await build({
  ...common,
  entryPoints: { cli: 'src/cli/main.ts', index: 'src/index.ts' },
  outdir: 'dist',
  format: 'esm',
  splitting: true,
  define,
  // cli-table3 measures text with string-width, which counts Arabic marks: it gets our own measure.
  alias: { 'string-width': './src/text/string-width.cts' },
  // The parts that are CommonJS ask for Node's modules with require.
  banner: {
    js: "import{createRequire as npRequire}from'node:module';const require=npRequire(import.meta.url);",
  },
});
// Loaded only when a text is in another script (src/language/detect.ts).
await build({
  ...common,
  entryPoints: ['node_modules/franc/index.js'],
  outfile: 'dist/franc.cjs',
  format: 'cjs',
});
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.types.json'], {
  stdio: 'inherit',
});
