/** What the bundle does by an alias: cli-table3 measures with our own width. To be imported before the tables. */
import { createRequire } from 'node:module';
import { displayWidth } from '../../src/text/width.js';

const require = createRequire(import.meta.url);
const path = createRequire(require.resolve('cli-table3')).resolve('string-width');
require(path);
require.cache[path]!.exports = displayWidth;
