/** Worker threads: what becomes of the jobs, also when a worker is lost. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Pool } from '../src/batch/pool.js';

type Task = { what: string; bytes?: Uint8Array };
type Result = { what: string; data: unknown; length?: number };

const pools: Pool<Task, Result>[] = [];
function poolOf(size: number, allReady?: () => void): Pool<Task, Result> {
  const program = new URL('./support/pool-worker.mjs', import.meta.url);
  const pool = new Pool<Task, Result>(program, 'data', size, allReady);
  pools.push(pool);
  return pool;
}
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

describe('a pool', () => {
  it('does more jobs than it has workers, and gives each its own answer', async () => {
    const pool = poolOf(2);
    const names = Array.from({ length: 20 }, (_, i) => `job ${i}`);
    const results = await Promise.all(names.map((what) => pool.run({ what })));
    expect(results.map(({ what, data }) => [what, data])).toEqual(names.map((what) => [what, 'data']));
  });

  it('says once when every worker has loaded its code, also without a job', async () => {
    const allReady = vi.fn();
    const pool = poolOf(3, allReady);
    await vi.waitFor(() => expect(allReady).toHaveBeenCalledTimes(1), 5000);
    expect((await pool.run({ what: 'job' })).what).toBe('job');
    expect(allReady).toHaveBeenCalledTimes(1);
  });

  it('hands memory over, when the job begins', async () => {
    const pool = poolOf(1);
    const bytes = new Uint8Array(1000);
    const first = pool.run({ what: 'first' });
    const second = pool.run({ what: 'second', bytes }, [bytes.buffer]);
    expect(bytes.length).toBe(1000);
    expect((await Promise.all([first, second]))[1].length).toBe(1000);
    expect(bytes.length).toBe(0);
  });

  it('goes on after a job that has failed', async () => {
    const pool = poolOf(1);
    await expect(pool.run({ what: 'error' })).rejects.toThrow('said');
    expect((await pool.run({ what: 'next' })).what).toBe('next');
  });

  it.each([
    ['exit', 'a worker has ended'],
    ['throw', 'thrown'],
  ])('with a worker that is lost (%s) leaves no job unanswered', async (what, message) => {
    const pool = poolOf(2);
    const jobs = [what, 'b', 'c', 'd', what, 'e'].map((each) => pool.run({ what: each }));
    const settled = await Promise.allSettled(jobs);
    expect(settled[0]).toMatchObject({ status: 'rejected', reason: { message } });
    await expect(pool.run({ what: 'later' })).rejects.toThrow(message);
  });

  it('passes over an answer that comes after another worker was lost', async () => {
    const pool = poolOf(2);
    const jobs = ['slow', 'exit'].map((what) => pool.run({ what }));
    expect((await Promise.allSettled(jobs)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    // An error here would be one that nobody handles, which fails the run.
    await new Promise((resolve) => setTimeout(resolve, 300));
    await expect(pool.run({ what: 'later' })).rejects.toThrow('a worker has ended');
  });

  it('that is closed takes no more jobs', async () => {
    const pool = poolOf(1);
    await pool.close();
    await expect(pool.run({ what: 'x' })).rejects.toThrow('closed');
  });
});
