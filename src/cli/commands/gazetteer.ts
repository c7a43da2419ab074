/** `newsparse gazetteer`: builds gazetteers from lists, checks lists, looks names up, says what a gazetteer has. */
import { basename } from 'node:path';
import type { GazetteerEntry } from '../../gazetteer/entry.js';
import type { Visit } from '../../gazetteer/fields.js';
import { isError, Linter } from '../../gazetteer/lint.js';
import { type NameIndex, nearestNames, wordsOf } from '../../gazetteer/search.js';
import type { UserGazetteer } from '../../gazetteer/user.js';
import { UserGazetteerBuilder } from '../../gazetteer/user-build.js';
import { bundledSections } from '../../lexicon/bundled.js';
import { Lexicon } from '../../lexicon/lookup.js';
import type { EncodingChoice } from '../../sources/kinds.js';
import { cleanForTerminal } from '../../text/terminal.js';
import { bundledNames } from '../bundled-names.js';
import { CliError, complain, Exit, type MessageKind } from '../errors.js';
import {
  addList,
  openCompiled,
  openGazetteers,
  readListFile,
  writeError,
  writeWhole,
} from '../gazetteers.js';
import type { TypedFlags } from '../options.js';
import { print } from '../output.js';

type Action = (operands: readonly string[], typed: TypedFlags) => Promise<void>;
const ACTIONS: Readonly<Record<string, Action>> = { build, lint, lookup, info };
/** Names and what they lead to, the user's or the bundled ones. */
type Names = NameIndex & {
  entries(name: number): readonly { readonly entry: GazetteerEntry; readonly isAlias: boolean }[];
};

/** How many near names are shown. */
const MOST_NEAR = 5;

/** Runs the command and sets `process.exitCode`. @throws CliError */
export async function gazetteer(operands: readonly string[], typed: TypedFlags): Promise<void> {
  const [name, ...rest] = operands;
  const action = name !== undefined && Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (!action) throw new CliError('no-action', { choices: Object.keys(ACTIONS).join(', ') });
  if (rest.length === 0 && name !== 'info')
    throw new CliError('needs-operand', { action: `gazetteer ${name}` });
  await action(rest, typed);
}

const encodingOf = (typed: TypedFlags) => (typed.encoding ?? 'auto') as EncodingChoice;

async function build(files: readonly string[], typed: TypedFlags): Promise<void> {
  if (typed.output === undefined || typed.output === '-')
    throw new CliError('needs-output', { action: 'gazetteer build' });
  const { output } = typed;
  const builder = new UserGazetteerBuilder();
  let failed = false;
  for (const file of files) {
    const settings = { from: typed.from, type: typed.type, encoding: encodingOf(typed) };
    await addList(builder, file, settings, (line, kind, detail) => {
      failed = true;
      complain(file, line, kind, { detail, reason: detail });
    });
  }
  if (builder.size === 0) throw new CliError('no-entries', {}, files.join(' '), Exit.failed);
  const origin = {
    sources: files.map((file) => basename(file)),
    licence: typed.licence,
    attribution: typed.attribution,
  };
  try {
    writeWhole(output, builder.parts(origin));
  } catch (error) {
    throw writeError(output, error);
  }
  if (failed) process.exitCode = Exit.failed;
}

async function lint(files: readonly string[], typed: TypedFlags): Promise<void> {
  const linter = new Linter(new Lexicon(bundledSections()));
  let errors = 0;
  let warnings = 0;
  const report = (file: string, line: number, kind: MessageKind, detail: string) => {
    const error = isError(kind as Parameters<typeof isError>[0]);
    if (error) errors++;
    else warnings++;
    if (error || typed.quiet !== true)
      complain(file, line, kind, { detail, reason: detail }, error ? 'error' : 'warning');
  };
  for (const file of files) {
    const settings = { from: typed.from, type: typed.type, encoding: encodingOf(typed) };
    const visit: Visit = (entry, line, isName) => {
      for (const finding of linter.check(file, line, entry, isName))
        report(file, finding.line, finding.rule, finding.detail);
    };
    await readListFile(file, settings, visit, (line, kind, detail) => report(file, line, kind, detail));
  }
  if (errors + warnings > 0) complain('newsparse', null, 'lint-summary', { errors, warnings });
  if (errors > 0 || (typed.strict === true && warnings > 0)) process.exitCode = Exit.failed;
}

async function info(files: readonly string[]): Promise<void> {
  const infos =
    files.length === 0 ? [bundledNames().info()] : files.map((file) => withFile(file, openCompiled(file)));
  await print(infos.map((each) => `${JSON.stringify(each, null, 2)}\n`).join(''));
}

const withFile = (file: string, { info: about, fileSize }: UserGazetteer): object => ({
  file,
  bytes: fileSize,
  ...about,
});

async function lookup(names: readonly string[], typed: TypedFlags): Promise<void> {
  const opened = await openGazetteers(typed.gazetteer ?? [], {
    useCache: typed.cache !== false,
    type: undefined,
    quiet: true,
  });
  const tries: Names[] = typed.defaultGazetteer === false ? opened : [...opened, bundledNames()];
  const lines: string[] = [];
  for (const name of names) {
    const words = wordsOf(name);
    const found: { match: 'exact' | 'folded' | 'alias'; entry: GazetteerEntry }[] = [];
    const near: { similarity: number; entry: GazetteerEntry }[] = [];
    for (const trie of tries) {
      const known = words.length === 0 ? undefined : trie.findName(words);
      if (known === undefined) continue;
      for (const { entry, isAlias } of trie.entries(known))
        found.push({ match: entry.name === name ? 'exact' : isAlias ? 'alias' : 'folded', entry });
    }
    if (found.length === 0) {
      for (const trie of tries) {
        for (const { name: other, similarity } of await nearestNames(trie, words, MOST_NEAR)) {
          const [best] = trie.entries(other);
          if (best) near.push({ similarity: Math.round(similarity * 1000) / 1000, entry: best.entry });
        }
      }
      near.sort((a, b) => b.similarity - a.similarity);
    }
    found.sort((a, b) => Number(b.match === 'exact') - Number(a.match === 'exact'));
    lines.push(...describe(name, found, near.slice(0, MOST_NEAR)));
    if (found.length === 0) process.exitCode = Exit.failed;
  }
  await print(lines.map((line) => `${line}\n`).join(''));
}

/** Rows of tab-separated cells: name, how it was found, the entry's name, type, subtype, id. */
function describe(
  name: string,
  found: readonly { match: string; entry: GazetteerEntry }[],
  near: readonly { similarity: number; entry: GazetteerEntry }[],
): string[] {
  const row = (how: string, entry: GazetteerEntry) =>
    [name, how, entry.name, entry.type, entry.subtype ?? '', entry.id ?? ''].map(cleanForTerminal).join('\t');
  if (found.length > 0) return found.map(({ match, entry }) => row(match, entry));
  complain(name, null, 'not-in-gazetteer', {}, near.length > 0 ? 'warning' : 'error');
  return near.map(({ similarity, entry }) => row(`near ${similarity}`, entry));
}
