/**
 * A pool of worker threads that each do one job at a time.
 *
 * It is our own because of what the libraries do (tinypool 2.2, piscina 5.3): both start their threads from a file of
 * theirs beside their own module, so that they cannot be bundled into one file, and that file loads ours with
 * `new Function`, which is code from text. In tinypool the job of a worker that ends by itself stays unanswered for ever:
 * the program then ends with results missing and nothing said. In piscina it is answered, but it brings a native part
 * for each platform. Order and back-pressure (order.ts) would be ours with either.
 */
import { availableParallelism } from 'node:os';
import { type Transferable, Worker } from 'node:worker_threads';

interface Job<Task, Result> {
  readonly task: Task;
  readonly moved: readonly Transferable[];
  readonly resolve: (result: Result) => void;
  readonly reject: (error: Error) => void;
}

/** What a worker answers. */
export type Answer<Result> = { readonly result: Result } | { readonly error: string };
/** What a worker says, once, when its code is loaded. */
export const READY = 'ready';

/** How many jobs fit the machine. */
export const jobsOfMachine = (): number => availableParallelism();

/** Young objects get less room than the engine would give them: more than that is memory without speed. */
const LIMITS = { maxYoungGenerationSizeMb: 12 };

export class Pool<Task, Result> {
  readonly #workers: Worker[] = [];
  readonly #idle: Worker[] = [];
  readonly #busy = new Map<Worker, Job<Task, Result>>();
  readonly #waiting: Job<Task, Result>[] = [];
  #failure: Error | null = null;

  /**
   * @param file the program of a worker, which says `READY` and then answers each message with an `Answer`
   * @param data what every worker is given when it begins
   * @param allReady called when every worker has loaded its code
   */
  constructor(file: URL, data: unknown, size: number, allReady = () => {}) {
    let ready = 0;
    for (let i = 0; i < size; i++) {
      const worker = new Worker(file, { workerData: data, resourceLimits: LIMITS });
      this.#workers.push(worker);
      worker.on('message', (message: Answer<Result> | typeof READY) => {
        if (message !== READY) {
          this.#answered(worker, message);
          return;
        }
        if (++ready === size) allReady();
        this.#idle.push(worker);
        this.#assign();
      });
      worker.on('error', (error) => this.#fail(error));
      worker.on('exit', () => this.#fail(new Error('a worker has ended')));
    }
  }

  /**
   * Does a job when a worker is free.
   * @param task plain data
   * @param moved memory of the task that goes to the worker and is gone here when the job begins
   */
  run(task: Task, moved: readonly Transferable[] = []): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (this.#failure !== null) {
        reject(this.#failure);
        return;
      }
      this.#waiting.push({ task, moved, resolve, reject });
      this.#assign();
    });
  }

  async close(): Promise<void> {
    this.#failure ??= new Error('closed');
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  #assign(): void {
    while (this.#idle.length > 0 && this.#waiting.length > 0) {
      const worker = this.#idle.shift()!;
      const job = this.#waiting.shift()!;
      this.#busy.set(worker, job);
      worker.postMessage(job.task, job.moved);
    }
  }

  #answered(worker: Worker, answer: Answer<Result>): void {
    const job = this.#busy.get(worker);
    // Another worker was lost while the answer was on its way: the job has been given up.
    if (job === undefined) return;
    this.#busy.delete(worker);
    this.#idle.push(worker);
    if ('error' in answer) job.reject(new Error(answer.error));
    else job.resolve(answer.result);
    this.#assign();
  }

  /** A worker is lost, with what it knew: nothing can be trusted to be complete any more. */
  #fail(error: Error): void {
    if (this.#failure !== null) return;
    this.#failure = error;
    for (const job of [...this.#busy.values(), ...this.#waiting.splice(0)]) job.reject(error);
    this.#busy.clear();
  }
}
