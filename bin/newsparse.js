#!/usr/bin/env node
'use strict';
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`newsparse: NP001 needs Node 20.19 or newer, this is ${process.version}\n`);
  process.exitCode = 2;
} else if (require.main === module) {
  load().main(process.argv.slice(2));
} else {
  module.exports = load;
}

/** Loads dist/cli.cjs, with the compiled code that the build kept for this engine where there is some. */
function load() {
  const { readFileSync } = require('node:fs');
  const { join } = require('node:path');
  const file = join(__dirname, '../dist/cli.cjs');
  let cachedData;
  try {
    cachedData = readFileSync(file.replace('.cjs', `-${process.versions.v8}-${process.arch}.cache`));
  } catch {
    // Built with another engine: newer ones keep the compiled code by themselves.
    require('node:module').enableCompileCache?.();
    return require(file);
  }
  const { Script } = require('node:vm');
  const { wrap } = require('node:module');
  const script = new Script(wrap(readFileSync(file, 'utf8')), { filename: file, cachedData });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, require, module, file, join(__dirname, '../dist'));
  return module.exports;
}
