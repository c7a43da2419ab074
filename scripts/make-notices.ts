/**
 * THIRD_PARTY_NOTICES: the licences of all that others wrote and that stands in dist/. The build writes it from what
 * esbuild says it has bundled and from the packages of data that were read, and fails where a licence is missing or is
 * none that lets everybody use the whole.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Metafile } from 'esbuild';
import satisfies from 'spdx-satisfies';
import { dataFile, dataFiles, folderOf, manifestOf } from './data-packages.js';

// biome-ignore format: one list
const PERMISSIVE = [
  'MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'Zlib', 'Unicode-3.0', 'CC-BY-4.0',
];

/** scripts/licences: of what is published without its licence, and of what is no package. */
const kept = (name: string) => new URL(`licences/${name}.txt`, import.meta.url);
const keptText = (name: string) => readFileSync(kept(name), 'utf8');

/** Packages whose published files hold their dependencies already, where esbuild does not see them. */
const HOLDS_ITS_DEPENDENCIES = new Set(['linkedom']);

/** One work that stands in dist/. */
export interface Part {
  name: string;
  version?: string;
  /** An SPDX expression. */
  licence: string;
  /** The licence in full, and the package's NOTICE where it has one. */
  text: string;
}

/** Where Node finds a package that the one in `folder` asks for. */
function dependency(folder: string, name: string): string {
  for (let at = folder; ; at = dirname(at)) {
    const found = join(at, 'node_modules', name);
    if (existsSync(found)) return found;
    if (at === dirname(at)) throw new Error(`${folder}: its dependency ${name} is not installed`);
  }
}

/** The package in `folder`. Throws for one that has no licence text or a licence that is not permissive. */
function partOf(folder: string): Part {
  const { name, version, license = '' } = manifestOf(folder);
  const what = `${name} ${version}`;
  if (!license) throw new Error(`${what} is bundled and names no licence`);
  if (!isPermissive(license))
    throw new Error(`${what} is bundled and has a licence for not everybody: ${license}`);
  const files = readdirSync(folder).sort();
  const read = (pattern: RegExp) =>
    files.filter((file) => pattern.test(file)).map((file) => readFileSync(join(folder, file), 'utf8'));
  const texts = read(/^(licen[cs]e|copying)\b/i);
  if (texts.length === 0 && existsSync(kept(name))) texts.push(keptText(name));
  if (texts.length === 0)
    throw new Error(
      `${what} is bundled and comes without its licence: put it into scripts/licences/${name}.txt`,
    );
  // Some only point to the text; the licence wants it handed on.
  if (license.includes('Apache-2.0') && !texts.some((text) => text.includes('TERMS AND CONDITIONS FOR USE')))
    texts.push(keptText('Apache-2.0'));
  return { name, version, licence: license, text: [...texts, ...read(/^notice\b/i)].join('\n\n') };
}

/** Whether an SPDX expression lets everybody use, change and hand on the work. What cannot be read does not. */
function isPermissive(licence: string): boolean {
  try {
    return satisfies(licence, PERMISSIVE);
  } catch {
    return false;
  }
}

/** The packages that have code in bundles, with those that they hold in themselves. */
export function partsOf(metafiles: readonly Metafile[]): Part[] {
  const files = metafiles
    .flatMap(({ outputs }) => Object.values(outputs))
    .flatMap(({ inputs }) => Object.entries(inputs))
    .flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? file : []));
  const folders = new Set(files.flatMap((file) => folderOf(file) ?? []));
  const held = [...folders].filter((folder) => HOLDS_ITS_DEPENDENCIES.has(manifestOf(folder).name));
  for (const folder of held)
    for (const name of Object.keys(manifestOf(folder).dependencies ?? {})) {
      const found = dependency(folder, name);
      if (!held.includes(found)) held.push(found);
      folders.add(found);
    }
  return [...folders].map(partOf);
}

/** The data that were read so far through dataFile, and those that are no package (data/SOURCES.md). */
export function dataParts(): Part[] {
  return [
    ...[...new Set(dataFiles().flatMap((file) => folderOf(file) ?? []))].map(partOf),
    { name: 'GeoNames', licence: 'CC-BY-4.0', text: keptText('geonames') },
    { name: 'CAMeL Tools, character map arclean', licence: 'MIT', text: keptText('camel-tools') },
    {
      name: 'Unicode Character Database and ICU, as Node.js has them',
      licence: 'Unicode-3.0',
      text: readFileSync(dataFile('cldr-core/LICENSE'), 'utf8'),
    },
  ];
}

const HEAD = `newsparse is under the MIT License (see LICENSE). It contains the works below, by others, under their licences.
`;
const RULE = '-'.repeat(100);

/** The whole file: the same licence text once, under the names of all that have it, in the order of the names. */
export function notices(parts: readonly Part[]): string {
  const byText = new Map<string, Set<string>>();
  const titled = parts.map(({ name, version, licence, text }) => ({
    title: `${[name, version].filter(Boolean).join(' ')} (${licence.replace(/^\((.*)\)$/, '$1')})`,
    text: text.replace(/\r\n?/g, '\n').trim(),
  }));
  for (const { title, text } of titled.sort((a, b) => (a.title < b.title ? -1 : 1)))
    byText.set(text, (byText.get(text) ?? new Set()).add(title));
  return [HEAD, ...[...byText].map(([text, titles]) => `${[...titles].join('\n')}\n\n${text}\n`)].join(
    `\n${RULE}\n\n`,
  );
}
