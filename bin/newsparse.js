#!/usr/bin/env node
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`newsparse: NP001 needs Node 20.19 or newer, this is ${process.version}\n`);
  process.exitCode = 2;
} else {
  await import('../dist/cli.js');
}
