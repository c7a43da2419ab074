'use strict';
// The program of a worker thread of newsparse (src/batch/pool.ts).
require('./newsparse.js')().work();
