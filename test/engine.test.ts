/** What the engine is told when there is much to do: once, only what it knows, and nothing of it is seen. */
import { spawnSync } from 'node:child_process';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { root } from './support/cli.js';

const v8 = process.getBuiltinModule('node:v8');

/** The flags that are set for an engine, by a program that has just begun. */
async function flagsOf(version: string): Promise<string[]> {
  vi.resetModules();
  const set = vi.spyOn(v8, 'setFlagsFromString').mockImplementation(() => {});
  const { expectMuchWork } = await import('../src/batch/engine.js');
  for (let i = 0; i < 3; i++) expectMuchWork(version);
  return set.mock.calls.flatMap(([flags]) => flags.split(' '));
}
afterEach(() => vi.restoreAllMocks());

describe('the engine', () => {
  it.each(['11.3.244.8-node.38', '12.4.254.21-node.57', '13.6.233.17-node.53'])(
    '%s is told once',
    async (version) => {
      const flags = await flagsOf(version);
      expect(flags.length).toBeGreaterThan(0);
      expect(new Set(flags).size).toBe(flags.length);
    },
  );

  // A flag that an engine does not know is an error on standard error.
  it.each(['10.2.154', '15.0.1', '1.1', '113.1'])('%s is told nothing', async (version) => {
    expect(await flagsOf(version)).toEqual([]);
  });

  it('that runs this knows every flag, or is told none', async () => {
    const flags = await flagsOf(process.versions.v8);
    const program = `process.argv.slice(1).forEach((flag) => require('node:v8').setFlagsFromString(flag))`;
    const run = spawnSync(process.execPath, ['-e', program, '--', ...flags], { encoding: 'utf8' });
    expect([run.status, run.stdout, run.stderr]).toEqual([0, '', '']);
    const wrong = spawnSync(process.execPath, ['-e', program, '--', '--no-such-flag'], { encoding: 'utf8' });
    expect(wrong.stderr).toContain('--no-such-flag');
  });
});

it('takes the compiled code that the build has kept', () => {
  // A run over one document made it: with other settings, or after them, the engine would refuse it without a word.
  const program = `
    const { readFileSync } = require('node:fs');
    const file = process.argv[1] + '/dist/cli';
    const code = require('node:module').wrap(readFileSync(file + '.cjs', 'utf8'));
    const cachedData = readFileSync(file + '-' + process.versions.v8 + '-' + process.arch + '.cache');
    const { cachedDataRejected } = new (require('node:vm').Script)(code, { filename: file + '.cjs', cachedData });
    console.log(cachedDataRejected);`;
  const run = spawnSync(process.execPath, ['-e', program, root], { encoding: 'utf8' });
  expect([run.status, run.stdout, run.stderr]).toEqual([0, 'false\n', '']);
});
