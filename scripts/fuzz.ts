/**
 * Feeds the readers and stages with made-up and damaged inputs (test/fuzz) and tells of errors without a code, of inputs
 * that take long or much memory, and of offsets that lie. Needs a build. What is found is written into a file of its own.
 *
 *   npm run fuzz                                  10 minutes, another seed each time
 *   npm run fuzz -- --minutes 1 | --runs 1000000  other lengths
 *   npm run fuzz -- --seed N --only TARGET        the same inputs again
 *   npm run fuzz -- --seed N --only TARGET --first NUMBER --runs 1    one of them
 *   npm run fuzz -- --complexity [--sizes 1,16] [--only SHAPE]        how time grows with the length of texts that are made
 *                                                 to cost it (test/fuzz/shapes.ts), in MB; fails above 1.5 times a byte
 *
 * The inputs come from mutators of our own: Jazzer.js 4.0.0 installs but does not load on Node 20 where the C library is
 * older than 2.38 (its native part asks for it), as in Debian 12.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

// What the bundler sets otherwise; in the place of the sources.
Object.assign(globalThis, {
  NEWSPARSE_DATA: '../../dist/newsparse.npg',
  NEWSPARSE_FRANC: 'franc',
  NEWSPARSE_HTML: '../../../dist/html.cjs',
  NEWSPARSE_WARC: '../../dist/warc.cjs',
});

/**
 * Milliseconds after which an input counts as one that never ends: of the processor, since a machine may have other things
 * to do, or on the clock for one that waits for what never comes.
 */
const HANGS = { processor: 20_000, clock: 600_000 };
const FINDINGS = fileURLToPath(new URL('../fuzz-findings/', import.meta.url));

const { fuzz, inputAt } = await import('../test/fuzz/fuzz.js');
type Result = Awaited<ReturnType<typeof fuzz>>;
const { TARGETS } = await import('../test/fuzz/targets.js');

if (isMainThread) await main();
else await work();

/** The inputs run in a thread, so that one that never ends can be told of. */
async function work(): Promise<void> {
  const { options, shared } = workerData as { options: Parameters<typeof fuzz>[0]; shared: Int32Array };
  const onInput = (target: number, number: number) => {
    shared[1] = target;
    shared[2] = number;
    Atomics.add(shared, 0, 1);
  };
  parentPort!.postMessage(await fuzz({ ...options, onInput }));
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string' },
      runs: { type: 'string' },
      seed: { type: 'string' },
      first: { type: 'string' },
      only: { type: 'string' },
      complexity: { type: 'boolean', default: false },
      sizes: { type: 'string', default: '1,16' },
    },
  });
  if (values.complexity) {
    const [short, long] = values.sizes.split(',').map((size) => Number(size) * 2 ** 20) as [number, number];
    await complexity([short, long], values.only);
    return;
  }
  const number = (text: string | undefined) => (text === undefined ? undefined : Number(text));
  const seed = number(values.seed) ?? Date.now() % 1_000_000_007;
  const runs = number(values.runs);
  const minutes = number(values.minutes) ?? (runs === undefined ? 10 : undefined);
  const options = {
    seed,
    runs,
    time: minutes === undefined ? undefined : minutes * 60_000,
    only: values.only,
    first: number(values.first),
  };
  console.log(`seed ${seed}`);
  const shared = new Int32Array(new SharedArrayBuffer(12));
  // A thread does not inherit the loader of TypeScript.
  const code = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(import.meta.url)}); });`;
  const worker = new Worker(code, { eval: true, workerData: { options, shared } });
  const start = Date.now();
  let seen = 0;
  let since = { clock: Date.now(), processor: process.cpuUsage() };
  const watch = setInterval(() => {
    if (shared[0] !== seen) {
      seen = shared[0]!;
      since = { clock: Date.now(), processor: process.cpuUsage() };
    } else if (seen > 0 && isLong(since)) {
      const target = TARGETS[shared[1]!]!;
      tell({
        target: target.name,
        number: shared[2]!,
        input: inputAt(target, seed, shared[2]!),
        error: 'does not end',
      });
      process.exit(1);
    }
  }, 500);
  worker.on('error', (error) => {
    throw error;
  });
  worker.on('message', ({ counts, findings }: Result) => {
    clearInterval(watch);
    for (const finding of findings) tell(finding);
    for (const [name, count] of counts) console.log(`${name.padEnd(14)} ${count}`);
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    console.log(
      `${total} inputs in ${Math.round((Date.now() - start) / 1000)} s, ${findings.length} findings`,
    );
    process.exitCode = findings.length > 0 ? 1 : 0;
  });

  function isLong({ clock, processor }: typeof since): boolean {
    const { user } = process.cpuUsage(processor);
    return user / 1000 > HANGS.processor || Date.now() - clock > HANGS.clock;
  }

  function tell({ target, number, input, error }: Result['findings'][number]): void {
    mkdirSync(FINDINGS, { recursive: true });
    const file = join(FINDINGS, `${target}-${seed}-${number}`);
    writeFileSync(file, input);
    console.error(`${file}\n  --seed ${seed} --only ${target} --first ${number} --runs 1\n  ${error}\n`);
  }
}

/** @param only the name of a stage or of a shape */
async function complexity(sizes: readonly [number, number], only: string | undefined): Promise<void> {
  const { growthOf, MOST_GROWTH, STAGES } = await import('../test/fuzz/growth.js');
  for (const [name, stage] of Object.entries(STAGES)) {
    for (const [shape, pattern] of Object.entries(stage.shapes)) {
      if (only !== undefined && only !== name && only !== shape) continue;
      const { ratio, short, long } = await growthOf(stage, pattern, sizes);
      const isHigh = ratio > MOST_GROWTH;
      // What grows with the square of the length is there to be found.
      if (isHigh !== (name === 'square')) process.exitCode = 1;
      const times = [short, long].map((time) => `${time.toFixed(0)} ms`.padStart(9)).join(' ');
      console.log(`${ratio.toFixed(2)} ${times}  ${name.padEnd(9)}  ${shape}${isHigh ? '  TOO MUCH' : ''}`);
    }
  }
}
