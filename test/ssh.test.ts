/**
 * The commands of docs/scale.md that spread one stream over hosts with ssh, as they stand there. The hosts are one OpenSSH
 * server of our own on this machine, which answers at two ports and has a home in a folder that is removed again.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finish, root } from './support/cli.js';
import { articles, PLACELESS } from './support/many.js';

const PATH = `${process.env.PATH}${delimiter}/usr/sbin`;
const where = (name: string) =>
  spawnSync('sh', ['-c', `command -v ${name}`], {
    encoding: 'utf8',
    env: { ...process.env, PATH },
  }).stdout.trim();
const MISSING = ['sshd', 'ssh', 'scp', 'ssh-keygen', 'parallel', 'npm'].filter((name) => where(name) === '');
if (process.platform !== 'linux') MISSING.push('/proc');
if (MISSING.length > 0) console.warn(`no ${MISSING.join(', ')}: the test of hosts with ssh is skipped`);

/** The block of the page: packed, sent and installed, then the articles. */
const COMMANDS = /^```sh\n(for host in [\s\S]*?)^```$/m.exec(
  readFileSync(join(root, 'docs/scale.md'), 'utf8'),
)![1]!;
/** Three blocks of 10 MB. */
const ARTICLES = 7000;
const LIMIT = 400_000;

const scratch = MISSING.length === 0 ? mkdtempSync(join(tmpdir(), 'newsparse-ssh-')) : '';
const at = (name: string) => join(scratch, name);
const program = (name: string, text: string) => writeFileSync(at(name), text, { mode: 0o755 });
let server: ChildProcess | undefined;
afterAll(() => {
  server?.kill();
  rmSync(scratch, { recursive: true, force: true });
});

const env = { ...process.env, PATH: `${at('bin')}${delimiter}${PATH}`, HOME: at('here') };
/** Runs a line of bash where the articles are. */
const here = (command: string) =>
  finish(spawn('bash', ['-c', command], { cwd: at('here'), env, stdio: ['ignore', 'pipe', 'pipe'] }));

/** A port that nothing listens at. */
const freePort = () =>
  new Promise<number>((resolve) => {
    const socket = createServer().listen(0, '127.0.0.1', () => {
      const { port } = socket.address() as { port: number };
      socket.close(() => resolve(port));
    });
  });

/** Starts the server, and makes ssh and scp know it as these hosts. */
async function startHosts(ports: Readonly<Record<string, number>>): Promise<void> {
  for (const name of ['host-key', 'login-key'])
    execFileSync(where('ssh-keygen'), ['-q', '-t', 'ed25519', '-N', '', '-f', at(name)]);
  // Every command of a login runs in the home of ours; the log says at which port it came.
  program(
    'login',
    `#!/bin/sh
echo "$SSH_CONNECTION $SSH_ORIGINAL_COMMAND" >> ${at('log')}
export HOME=${at('home')} npm_config_prefix=${at('home')}
export PATH=${at('home/bin')}:${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin
cd && eval "$SSH_ORIGINAL_COMMAND"
`,
  );
  writeFileSync(
    at('sshd_config'),
    `${Object.values(ports)
      .map((port) => `Port ${port}`)
      .join('\n')}
ListenAddress 127.0.0.1
HostKey ${at('host-key')}
AuthorizedKeysFile ${at('login-key.pub')}
ForceCommand ${at('login')}
PidFile none
UsePAM no
StrictModes no
PasswordAuthentication no
`,
  );
  const key = readFileSync(at('host-key.pub'), 'utf8');
  const known = Object.values(ports).map((port) => `[127.0.0.1]:${port} ${key}`);
  writeFileSync(at('known'), known.join(''));
  writeFileSync(
    at('ssh_config'),
    `${Object.entries(ports)
      .map(([name, port]) => `Host ${name}\n  Port ${port}`)
      .join('\n')}
Host *
  HostName 127.0.0.1
  User ${userInfo().username}
  IdentityFile ${at('login-key')}
  IdentitiesOnly yes
  UserKnownHostsFile ${at('known')}
  LogLevel ERROR
`,
  );
  program('bin/ssh', `#!/bin/sh\nexec ${where('ssh')} -F ${at('ssh_config')} "$@"\n`);
  // The protocol of old, since the new one knows no forced command.
  program('bin/scp', `#!/bin/sh\nexec ${where('scp')} -O -F ${at('ssh_config')} "$@"\n`);

  // As root sshd wants the folder that its service makes.
  if (userInfo().uid === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
  server = spawn(where('sshd'), ['-D', '-e', '-f', at('sshd_config')], {
    stdio: ['ignore', 'ignore', openSync(at('sshd.log'), 'w')],
  });
  for (const name of Object.keys(ports))
    for (let i = 0; i < 100 && (await here(`ssh ${name} true`)).status !== 0; i++) await wait(100);
}

/** Kills one newsparse that was started from this folder, once one is at work. */
async function killOne(folder: string): Promise<boolean> {
  for (let i = 0; i < 3000; i++, await wait(20)) {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      try {
        const [node, file] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
        if (!node!.endsWith('node') || !file?.startsWith(folder)) continue;
        await wait(100);
        process.kill(Number(pid), 'SIGKILL');
        return true;
      } catch {
        // It has ended.
      }
    }
  }
  return false;
}

describe.skipIf(MISSING.length > 0)('hosts with ssh', () => {
  const ports = { alpha: 0, beta: 0 };

  beforeAll(async () => {
    for (const name of ['bin', 'here', 'home']) mkdirSync(at(name));
    program('bin/newsparse', `#!/bin/sh\nexec ${process.execPath} ${join(root, 'bin/newsparse.js')} "$@"\n`);
    ports.alpha = await freePort();
    ports.beta = await freePort();
    await startHosts(ports);
    execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', at('here')], {
      cwd: root,
    });
    writeFileSync(at('here/articles.ndjson'), [...articles(ARTICLES)].join(''));
    const { status, stderr } = await here(
      'newsparse extract -q --input ndjson -f ndjson --on-error record < articles.ndjson > one.ndjson',
    );
    expect([status, stderr]).toEqual([0, '']);
  }, LIMIT);

  it(
    'the commands of docs/scale.md give what one process gives, in order, though a process on a host is killed',
    async () => {
      const [install, extract] = COMMANDS.split(/(?<=done\n)/);
      const installed = await here(`set -e\n${install}`);
      expect(installed.status, installed.stderr + readFileSync(at('sshd.log'), 'utf8')).toBe(0);

      const [{ status, stderr }, isKilled] = await Promise.all([here(extract!), killOne(at('home'))]);
      expect([status, isKilled], stderr).toEqual([0, true]);
      const compared = await here(
        `cmp <(${PLACELESS} one.ndjson) <(${PLACELESS} records.ndjson) && wc -l < records.ndjson`,
      );
      expect(compared).toEqual({ status: 0, stdout: `${ARTICLES}\n`, stderr: '' });

      // Both had work.
      const blocks = readFileSync(at('log'), 'utf8')
        .split('\n')
        .filter((each) => each.includes('GNU_Parallel_worker'));
      const used = new Set(blocks.map((each) => Number(each.split(' ')[3])));
      expect(used).toEqual(new Set([ports.alpha, ports.beta]));
    },
    LIMIT,
  );
});
