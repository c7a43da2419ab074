/** What esbuild makes of the sources: every file of code in dist/. Paths are those of the repository's root. */
import { readFileSync } from 'node:fs';
import type { BuildOptions } from 'esbuild';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const define = {
  NEWSPARSE_DATA: JSON.stringify('./newsparse.npg'),
  NEWSPARSE_PROFILES: JSON.stringify('./profiles.json'),
  NEWSPARSE_DF: JSON.stringify('./general.df'),
  NEWSPARSE_PAGE: JSON.stringify('./report'),
  NEWSPARSE_FRANC: JSON.stringify('./franc.cjs'),
  NEWSPARSE_HTML: JSON.stringify('./html.cjs'),
  NEWSPARSE_WARC: JSON.stringify('./warc.cjs'),
  NEWSPARSE_WORKER: JSON.stringify('../bin/worker.js'),
  NEWSPARSE_VERSION: JSON.stringify(version),
};

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  legalComments: 'none',
  minify: true,
  logLevel: 'warning',
} as const;

/** In CommonJS, where a module is. */
const banner = { js: "const npUrl=require('node:url').pathToFileURL(__filename).href;" };

export const BUNDLES: readonly BuildOptions[] = [
  // The library, for require; scripts/library.ts writes what import gets, which hands the same on.
  {
    ...common,
    entryPoints: { index: 'src/index.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    define: { ...define, 'import.meta.url': 'npUrl' },
    banner,
  },
  // The command is one CommonJS file: Node starts such a file 10 ms sooner than modules, and its code can be cached.
  {
    ...common,
    entryPoints: { cli: 'src/cli/main.ts' },
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
    banner,
  },
  // Loaded only when a text is in another script (src/language/detect.ts).
  {
    ...common,
    entryPoints: ['node_modules/franc/index.js'],
    outfile: 'dist/franc.cjs',
    format: 'cjs',
  },
  // Loaded only when a page or a web archive is read (src/sources).
  {
    ...common,
    entryPoints: { html: 'src/sources/html/libraries.ts', warc: 'src/sources/warc-library.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    // The libraries write what they stumble over to the console; it has no place among our messages.
    define: { console: 'npConsole' },
    banner: { js: 'const npConsole=new Proxy({},{get:()=>()=>{}});' },
  },
  // The script of the page of `newsparse report`.
  {
    bundle: true,
    entryPoints: { report: 'src/report/page/main.ts' },
    outdir: 'dist',
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    // It stands inside of an element of HTML, which no text in it may end.
    supported: { 'inline-script': false },
    charset: 'utf8',
    logLevel: 'warning',
  },
  // Its style.
  {
    entryPoints: { report: 'src/report/page/style.css' },
    outdir: 'dist',
    minify: true,
    logLevel: 'warning',
  },
];
