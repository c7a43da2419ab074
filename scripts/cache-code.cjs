/**
 * Runs the built command over an article and keeps the code that the engine compiled meanwhile, as
 * dist/cli-VERSION-ARCH.cache. Such code fits one version of the engine only; bin/newsparse.js does without where there
 * is none for it.
 */
const { readFileSync, writeFileSync, rmSync } = require('node:fs');
const { createRequire, wrap } = require('node:module');
const { tmpdir } = require('node:os');
const { dirname, join } = require('node:path');
const { Script } = require('node:vm');

const file = join(__dirname, '../dist/cli.cjs');
const article = process.argv[2];
const results = join(tmpdir(), `newsparse-cache-${process.pid}.json`);
process.argv.splice(2, 1, 'extract', article, '-o', results);
// The cache keeps the name; that of a folder of this machine means nothing elsewhere.
const script = new Script(wrap(readFileSync(file, 'utf8')), { filename: 'newsparse/dist/cli.cjs' });
const module_ = { exports: {} };
script.runInThisContext()(module_.exports, createRequire(file), module_, file, dirname(file));
module_.exports.main(process.argv.slice(2));
process.on('exit', () => {
  rmSync(results, { force: true });
  if (process.exitCode) return;
  const name = file.replace('.cjs', `-${process.versions.v8}-${process.arch}.cache`);
  writeFileSync(name, script.createCachedData());
});
