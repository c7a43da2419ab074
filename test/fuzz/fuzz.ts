/** The loop of fuzzing: targets take turns, each input follows from the seed and its number. */
import type { Buffer } from 'node:buffer';
import { inputOf, Random } from './inputs.js';
import { TARGETS, type Target } from './targets.js';

/** Milliseconds that an input may take; more than once, since a machine may have other things to do. */
const SLOW = 1000;
/** Bytes that the process may grow by. */
const MOST_MEMORY = 1.5 * 2 ** 30;

export interface FuzzOptions {
  readonly seed: number;
  /** Inputs in all; without it, time alone ends the run. */
  readonly runs?: number | undefined;
  /** Milliseconds. */
  readonly time?: number | undefined;
  /** Only the target of this name. */
  readonly only?: string | undefined;
  /** Number of the first input of each target. */
  readonly first?: number | undefined;
  /** Is told of each input before it is used. */
  readonly onInput?: ((target: number, number: number) => void) | undefined;
}

export interface Finding {
  readonly target: string;
  readonly number: number;
  readonly input: Buffer;
  readonly error: string;
}

/** The random numbers of one input, from which the input itself comes first. */
const randomOf = (target: string, seed: number, number: number): Random => {
  let start = seed;
  for (const unit of `${target} ${number}`)
    start = Math.imul(start ^ unit.charCodeAt(0), 0x9e3779b1) ^ (start >>> 15);
  return new Random(start);
};

/** The input of a number. */
export function inputAt(target: Target, seed: number, number: number): Buffer {
  return inputOf(target.seeds, randomOf(target.name, seed, number));
}

/** What is wrong with it; null if nothing. */
async function tryInput(target: Target, seed: number, number: number): Promise<Finding | null> {
  const found = (input: Buffer, error: string): Finding => ({ target: target.name, number, input, error });
  for (let attempt = 1; ; attempt++) {
    const random = randomOf(target.name, seed, number);
    const input = inputOf(target.seeds, random);
    const start = performance.now();
    try {
      await target.run(input, random);
    } catch (error) {
      return found(input, error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
    const time = performance.now() - start;
    if (time < SLOW) return null;
    if (attempt === 3) return found(input, `takes ${Math.round(time)} ms`);
  }
}

/**
 * Runs until the inputs or the time are used up.
 * @returns how many inputs each target had, and what was found
 */
export async function fuzz(
  options: FuzzOptions,
): Promise<{ counts: Map<string, number>; findings: Finding[] }> {
  const { seed, runs = Number.POSITIVE_INFINITY, time = Number.POSITIVE_INFINITY, first = 0 } = options;
  const targets = TARGETS.filter(({ name }) => options.only === undefined || name === options.only);
  if (targets.length === 0)
    throw new Error(`no target "${options.only}": ${TARGETS.map(({ name }) => name).join(', ')}`);
  const counts = new Map(targets.map(({ name }) => [name, 0]));
  const findings: Finding[] = [];
  const end = performance.now() + time;
  const memory = process.memoryUsage.rss();
  for (let done = 0; ; ) {
    for (const target of targets) {
      const count = counts.get(target.name)!;
      for (let i = 0; i < target.weight; i++, done++) {
        if (done >= runs || performance.now() > end) return { counts, findings };
        const number = first + count + i;
        counts.set(target.name, count + i + 1);
        options.onInput?.(TARGETS.indexOf(target), number);
        const finding = await tryInput(target, seed, number);
        if (finding) findings.push(finding);
      }
      const grown = process.memoryUsage.rss() - memory;
      if (grown > MOST_MEMORY) {
        const number = first + counts.get(target.name)! - 1;
        const error = `the process has grown by ${grown} bytes`;
        findings.push({ target: target.name, number, input: inputAt(target, seed, number), error });
        return { counts, findings };
      }
      if (findings.length >= 20) return { counts, findings };
    }
  }
}
