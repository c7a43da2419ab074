/** `newsparse normalize`: texts as streams, records one by one. Nothing of the gazetteer is loaded. */
import { valueWriter } from '../../formats/values.js';
import { readInputs, readStreams, type TextStream } from '../../sources/input.js';
import { Problem } from '../../sources/problem.js';
import { UnknownNameError } from '../../text/folds.js';
import { normalize as normalizeText } from '../../text/normalize.js';
import { compileProfile, listFolds, listProfiles, type Profile } from '../../text/profiles.js';
import { createByteNormalizer } from '../../text/stream.js';
import { cleanForTerminal, cleanLinesForTerminal, isolate } from '../../text/terminal.js';
import { displayWidth } from '../../text/width.js';
import { CliError } from '../errors.js';
import type { NORMALIZE_FORMATS, TypedFlags } from '../options.js';
import { type Output, openOutput } from '../output.js';
import type { DocumentItem, Writer } from '../run.js';
import { inFormat, outputOf, refuse, senselessInput } from '../settings.js';
import { isTerminal, overTexts, type TextSettings, wantsLines } from '../texts.js';

type Format = (typeof NORMALIZE_FORMATS)[number];

const DEFAULT_PROFILE = 'search';
const LINE_FEED = 0x0a;

/** Runs the command and sets `process.exitCode`. @throws CliError */
export async function normalize(files: readonly string[], typed: TypedFlags): Promise<void> {
  const format = (typed.format as Format | undefined) ?? formatOf(typed);
  refuseSenseless(files, typed, format);
  const profile = profileOf(typed);
  if (typed.list === true) {
    const list = openOutput(outputOf(typed));
    list.write(listing(format, isTerminal(typed)));
    await list.close();
    return;
  }
  await overTexts(
    'normalize',
    files,
    typed,
    format,
    format === 'text' ? readStreams : readInputs,
    (settings) => writerOf(profile, format, typed.map ?? false, settings),
  );
}

function formatOf(typed: TypedFlags): Format {
  if (wantsLines(typed)) return 'ndjson';
  return typed.map === true ? 'json' : 'text';
}

function refuseSenseless(files: readonly string[], typed: TypedFlags, format: Format): void {
  refuse(typed, [
    ...senselessInput(typed),
    [typed.map === true && format === 'text', '--map', inFormat('text')],
    [typed.map === true && typed.list === true, '--map', '--list'],
    [files.length > 0 && typed.list === true, `the file ${files[0]}`, '--list'],
    [typed.keepFields === true && format === 'text', '--keep-fields', inFormat('text')],
    [typed.onError === 'record' && format === 'text', '--on-error record', inFormat('text')],
  ]);
}

function profileOf(typed: TypedFlags): Profile {
  const folds = typed.fold ?? [];
  try {
    return compileProfile(typed.profile ?? (folds.length === 0 ? DEFAULT_PROFILE : null), folds);
  } catch (error) {
    if (!(error instanceof UnknownNameError)) throw error;
    const { what, unknown, known } = error;
    throw new CliError('not-a-choice', { flag: `--${what}`, value: unknown, choices: known.join(', ') });
  }
}

function writerOf(profile: Profile, format: Format, map: boolean, { terminal, input }: TextSettings): Writer {
  // Texts have no errors written among them.
  const write = valueWriter(format === 'text' ? 'ndjson' : format, terminal);
  const join = new LineJoiner();
  return {
    begin: () => '',
    record: ({ document }: DocumentItem) => {
      const normalized = normalizeText(document.text, profile);
      if (format === 'text') {
        const shown = terminal ? cleanLinesForTerminal(normalized.text) : normalized.text;
        return `${join.between()}${shown}\n`;
      }
      const { id, text: original, meta } = document;
      const { text, toOriginal } = normalized;
      const offsets = map
        ? { original, map: Array.from({ length: text.length + 1 }, (_, i) => toOriginal(i)) }
        : {};
      return write({ id, text, ...offsets, ...(meta === undefined ? {} : { meta }) });
    },
    async stream(item, output, signal, warn) {
      await output.writeBytes(Buffer.from(join.between()));
      await normalizeStream(item, profile, output, signal, input.strict, terminal, warn, join);
    },
    error: write,
    end: () => '',
  };
}

/** Puts a line feed between two texts of which the first does not end with one. */
class LineJoiner {
  #open = false;

  took(bytes: Uint8Array): void {
    if (bytes.length > 0) this.#open = bytes[bytes.length - 1] !== LINE_FEED;
  }

  between(): string {
    const missing = this.#open ? '\n' : '';
    this.#open = false;
    return missing;
  }
}

async function normalizeStream(
  { bytes, encoding }: TextStream,
  profile: Profile,
  output: Output,
  signal: AbortSignal,
  strict: boolean,
  terminal: boolean,
  warn: (warning: Problem) => void,
  join: LineJoiner,
): Promise<void> {
  const normalizer = createByteNormalizer(profile);
  const take = async (normalized: Buffer) => {
    join.took(normalized);
    await output.writeBytes(
      terminal ? Buffer.from(cleanLinesForTerminal(normalized.toString())) : normalized,
    );
  };
  const replaced = () =>
    new Problem('invalid-bytes', { count: normalizer.replaced, encoding: encoding.toUpperCase() });
  for await (const piece of bytes) {
    const normalized = normalizer.push(piece);
    if (strict && normalizer.replaced > 0) throw replaced();
    await take(normalized);
    if (output.ended || signal.aborted) return;
  }
  await take(normalizer.end());
  if (normalizer.replaced === 0) return;
  if (strict) throw replaced();
  warn(replaced());
}

interface Row {
  kind: 'profile' | 'fold';
  name: string;
  description: string;
  folds?: readonly string[];
  example: { original: string; text: string };
}

function rows(): Row[] {
  const row = (
    kind: Row['kind'],
    name: string,
    description: string,
    original: string,
    profile: Profile,
  ): Row => ({
    kind,
    name,
    description,
    example: { original, text: normalizeText(original, profile).text },
  });
  return [
    ...listProfiles().map(({ name, description, example, folds }) => ({
      ...row('profile', name, description, example, compileProfile(name)),
      folds,
    })),
    ...listFolds().map(({ name, description, example }) =>
      row('fold', name, description, example, compileProfile(null, [name])),
    ),
  ];
}

/** The profiles and folds with an example each. */
function listing(format: Format, terminal: boolean): string {
  const all = rows();
  if (format === 'json') return `${JSON.stringify(all, null, 2)}\n`;
  if (format === 'ndjson') return all.map((row) => `${JSON.stringify(row)}\n`).join('');
  const shown = (text: string) => (terminal ? isolate(cleanForTerminal(text)) : cleanForTerminal(text));
  const pad = (text: string, width: number) => text + ' '.repeat(Math.max(0, width - displayWidth(text)));
  const lines = (kind: Row['kind']) => {
    const some = all.filter((row) => row.kind === kind);
    const width = Math.max(...some.map((row) => row.name.length));
    const examples = some.map(({ example }) => `${shown(example.original)} → ${shown(example.text)}`);
    const exampleWidth = Math.max(...examples.map(displayWidth));
    return some.map(
      (row, i) => `  ${row.name.padEnd(width)}  ${pad(examples[i]!, exampleWidth)}  ${row.description}\n`,
    );
  };
  return ['Profiles\n', ...lines('profile'), '\nFolds\n', ...lines('fold')].join('');
}
