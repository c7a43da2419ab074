'use strict';
// Loaded with --require: tells on standard error how much memory the process had at most, all its threads together.
const { writeSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

if (isMainThread)
  process.on('exit', () => writeSync(2, `peak ${Math.ceil(process.resourceUsage().maxRSS / 1024)} MB\n`));
