/** The rules that keep the sources from the network and from other programs (SECURITY.md): they find what they should. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folder, root } from './support/cli.js';

const run = (args: string[], cwd: string) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
  return { status, text: stdout + stderr };
};

describe('imports', () => {
  const files = folder({ 'package.json': '{"type":"module"}' });
  afterAll(files.remove);
  // biome-ignore format: one case a line
  const refused = [
    ['net', "import 'node:net';"],
    ['tls', "export { connect } from 'node:tls';"],
    ['http', "import http from 'http'; http.get('x');"],
    ['https', "export const f = () => import('node:https');"],
    ['http2', "import * as h from 'node:http2'; h.connect('x');"],
    ['dgram', "import { createSocket } from 'node:dgram'; createSocket('udp4');"],
    ['dns', "import type { LookupOptions } from 'node:dns'; export type L = LookupOptions;"],
    ['dns/promises', "import { lookup } from 'node:dns/promises'; void lookup('x');"],
    ['child_process', "import c = require('node:child_process'); c.exec('x');", 'cts'],
    ['cluster', "import cluster from 'node:cluster'; cluster.fork();"],
    ['inspector', "import { open } from 'node:inspector'; open();"],
    ['vm', "import { runInThisContext } from 'node:vm'; runInThisContext('1');"],
  ] as const;
  const allowed = ['fs', 'fs/promises', 'path', 'zlib', 'crypto', 'worker_threads'];
  let told: { status: number | null; text: string };

  beforeAll(() => {
    for (const name of ['.dependency-cruiser.json', 'tsconfig.json'])
      cpSync(join(root, name), join(files.path, name));
    mkdirSync(join(files.path, 'src'));
    refused.forEach(([, code, extension = 'ts'], i) => {
      writeFileSync(join(files.path, `src/refused-${i}.${extension}`), code);
    });
    allowed.forEach((name, i) => {
      writeFileSync(join(files.path, `src/allowed-${i}.ts`), `import 'node:${name}';`);
    });
    const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    told = run([cruiser, '--config', '.dependency-cruiser.json', 'src'], files.path);
  });

  it('that are not allowed end the check with an error', () => {
    expect(told.status).toBe(refused.length);
  });
  it.each(refused.map(([name], i) => [name, i] as const))('of %s are found', (name, i) => {
    expect(told.text).toMatch(
      new RegExp(`error no-network-no-children: src/refused-${i}\\.c?ts → ${name}$`, 'm'),
    );
  });
  it('of other modules of Node are none of its business', () => {
    expect(told.text).not.toContain('allowed-');
  });
});

describe('globals', () => {
  const files = folder({});
  afterAll(files.remove);
  const codes = [
    "export const answer = fetch('https://example.org');\n",
    "export const socket = new WebSocket('wss://example.org');\n",
    "export const source = new EventSource('https://example.org');\n",
    'export const request = new XMLHttpRequest();\n',
  ];
  let told: { status: number | null; text: string };
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');

  beforeAll(() => {
    cpSync(join(root, 'biome.json'), join(files.path, 'biome.json'));
    mkdirSync(join(files.path, 'src'));
    codes.forEach((code, i) => {
      writeFileSync(join(files.path, `src/refused-${i}.ts`), code);
    });
    writeFileSync(
      join(files.path, 'src/method.ts'),
      'export const read = (store: { fetch(n: number): string }) => store.fetch(1);\n',
    );
    told = run([biome, 'lint', '--colors=off', 'src'], files.path);
  });

  it.each(codes.map((code, i) => [code.trim(), i] as const))('%s is found', (_, i) => {
    expect(told.status).toBe(1);
    expect(told.text).toMatch(
      new RegExp(`^src/refused-${i}\\.ts:1:\\d+ lint/style/noRestrictedGlobals`, 'm'),
    );
  });
  it('a method of that name is none', () => {
    expect(told.text).toContain(`Found ${codes.length} errors`);
    expect(told.text).not.toContain('src/method.ts:');
  });
});
