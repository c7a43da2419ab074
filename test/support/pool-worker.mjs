/** A worker of test/pool.test.ts: does what its jobs say. */
import { parentPort, workerData } from 'node:worker_threads';

parentPort.on('message', ({ what, bytes }) => {
  if (what === 'exit') process.exit(3);
  if (what === 'throw') throw new Error('thrown');
  if (what === 'error') parentPort.postMessage({ error: 'said' });
  else if (what === 'slow') setTimeout(() => parentPort.postMessage({ result: { what } }), 100);
  else parentPort.postMessage({ result: { what, data: workerData, length: bytes?.length } });
});
parentPort.postMessage('ready');
