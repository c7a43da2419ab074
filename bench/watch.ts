/** Runs the command in a process of its own and watches it. Linux, for the memory and the processor's time. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How often is looked, in milliseconds. */
const EVERY = 200;

/** What a run took. */
export interface Watched {
  readonly seconds: number;
  /** Seconds of the processor. */
  readonly processor: number;
  /** The most memory that the process had. */
  readonly megabytes: number;
}

/**
 * @param args of the command; what it prints is thrown away
 * @throws Error when it does not end well
 */
export function watch(args: readonly string[]): Promise<Watched> {
  const before = performance.now();
  const child = spawn(process.execPath, [join(process.cwd(), 'bin/newsparse.js'), ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let megabytes = 0;
  let processor = 0;
  const look = () => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      megabytes = Math.max(megabytes, Number(/VmHWM:\s*(\d+)/.exec(status)?.[1] ?? 0) / 1024);
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ');
      processor = (Number(fields[11]) + Number(fields[12])) / 100;
    } catch {
      // It has ended.
    }
  };
  const timer = setInterval(look, EVERY);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => {
      clearInterval(timer);
      if (code !== 0) reject(new Error(`newsparse ${args.join(' ')}: exit ${code}`));
      else resolve({ seconds: (performance.now() - before) / 1000, processor, megabytes });
    });
  });
}
