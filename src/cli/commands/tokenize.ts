/** `newsparse tokenize` and `newsparse sentences`: texts as streams of lines, records one by one. */
import { columns } from '../../formats/columns.js';
import { type Position, spanMover } from '../../formats/offsets.js';
import { valueWriter } from '../../formats/values.js';
import type { Scheme } from '../../lexicon/segments/schemes.js';
import { readInputs, readStreams, type TextStream } from '../../sources/input.js';
import { Problem } from '../../sources/problem.js';
import type { OffsetUnit } from '../../text/counter.js';
import { compileProfile } from '../../text/profiles.js';
import { createByteNormalizer } from '../../text/stream.js';
import { cleanLinesForTerminal } from '../../text/terminal.js';
import type { UnitWriter } from '../../text/writer.js';
import { type AnalysisRecord, Tokenizer, type TokenOptions, type TokenRecord } from '../../tokenizer.js';
import { LineBlocks } from '../line-blocks.js';
import type { CommandName, TOKENIZE_FORMATS, TypedFlags } from '../options.js';
import type { Output } from '../output.js';
import type { Writer } from '../run.js';
import { flagValue, inFormat, refuse, senselessInput, without } from '../settings.js';
import { overTexts, type TextSettings, wantsLines } from '../texts.js';

type Format = (typeof TOKENIZE_FORMATS)[number];

/** Tokens or sentences under their key; tokens have segments, which are spans themselves. */
type Fields = Readonly<Record<string, readonly (Position & { segments?: readonly Position[] })[]>>;

/** What a command makes of a text. */
interface Work {
  /** A sentence a line; of a string, or of valid UTF-8. */
  lines(text: string | Uint8Array): UnitWriter;
  /** How many bytes of a text whose end is missing can be worked on alone. */
  completePart(bytes: Uint8Array): number;
  /** What a record has beside its id. */
  fields(text: string): Fields;
  /** For people; null where there is no such form. */
  table(id: string, text: string): string;
}

/** Runs the command and sets `process.exitCode`. @throws CliError */
export async function tokenize(files: readonly string[], typed: TypedFlags): Promise<void> {
  const format = formatOf(typed);
  refuse(typed, [
    [typed.explain === true && typed.segment === undefined, '--explain', without('--segment')],
    [typed.explain === true && format === 'text', '--explain', inFormat(format)],
    [
      typed.stem !== undefined && typed.segment !== undefined && format === 'text',
      '--stem',
      '--segment -f text',
    ],
  ]);
  const options: TokenOptions = {
    segment: typed.segment as Scheme | undefined,
    stem: typed.stem as 'light10' | undefined,
    norm: typed.norm,
    explain: typed.explain,
  };
  await runOver('tokenize', files, typed, format, (tokenizer) => ({
    lines: (text) => tokenizer.lines(text, options),
    completePart: (bytes) => tokenizer.completePart(bytes),
    fields: (text) => ({ tokens: tokenizer.tokenize(text, options) }),
    table: (id, text) => tokenTable(id, tokenizer.tokenize(text, options)),
  }));
}

/** Runs the command and sets `process.exitCode`. @throws CliError */
export async function sentences(files: readonly string[], typed: TypedFlags): Promise<void> {
  await runOver('sentences', files, typed, formatOf(typed), (tokenizer) => ({
    lines: (text) => tokenizer.sentenceLines(text),
    completePart: (bytes) => tokenizer.completePart(bytes),
    fields: (text) => ({ sentences: tokenizer.sentences(text) }),
    table: (_, text) => tokenizer.sentenceLines(text).toString(),
  }));
}

function formatOf(typed: TypedFlags): Format {
  if (typed.format !== undefined) return typed.format as Format;
  return wantsLines(typed) ? 'ndjson' : 'text';
}

async function runOver(
  command: CommandName,
  files: readonly string[],
  typed: TypedFlags,
  format: Format,
  makeWork: (tokenizer: Tokenizer) => Work,
): Promise<void> {
  refuse(typed, [
    ...senselessInput(typed),
    [
      typed.keepFields === true && (format === 'text' || format === 'table'),
      '--keep-fields',
      inFormat(format),
    ],
    [
      typed.onError === 'record' && (format === 'text' || format === 'table'),
      '--on-error record',
      inFormat(format),
    ],
    [
      typed.offsets !== undefined && typed.offsets !== 'utf16' && (format === 'text' || format === 'table'),
      `--offsets ${typed.offsets}`,
      inFormat(format),
    ],
  ]);
  const offsets = flagValue('offsets', typed) as OffsetUnit;
  await overTexts(command, files, typed, format, format === 'text' ? readStreams : readInputs, (settings) =>
    writerOf(makeWork(Tokenizer.load()), format, offsets, settings),
  );
}

function writerOf(
  work: Work,
  format: Format,
  offsets: OffsetUnit,
  { terminal, input }: TextSettings,
): Writer {
  const write = valueWriter(format === 'json' ? 'json' : 'ndjson', terminal);
  const show = (text: string): string => (terminal ? cleanLinesForTerminal(text) : text);
  return {
    begin: () => '',
    record({ document: { id, text, page, meta } }) {
      if (format === 'text') return show(work.lines(text).toString());
      if (format === 'table') return show(work.table(id, text));
      const moved = offsets === 'utf16' ? {} : { offsets };
      return write({
        id,
        ...movedFields(work.fields(text), text, offsets),
        ...moved,
        ...(page === undefined ? {} : { page, text }),
        ...(meta === undefined ? {} : { meta }),
      });
    },
    stream: (item, target, signal, warn) =>
      linesOf(
        item,
        target,
        signal,
        input.strict,
        warn,
        new LineBlocks((bytes) => work.completePart(bytes)),
        (block) => {
          const lines = work.lines(block);
          return terminal ? Buffer.from(show(lines.toString())) : lines.toBytes();
        },
      ),
    error: write,
    end: () => '',
  };
}

function movedFields(fields: Fields, text: string, unit: OffsetUnit): Fields {
  if (unit === 'utf16') return fields;
  const move = spanMover(text, unit);
  const moveDeep = (span: Fields[string][number]) =>
    span.segments === undefined ? move(span) : { ...move(span), segments: span.segments.map(move) };
  return Object.fromEntries(Object.entries(fields).map(([key, spans]) => [key, spans.map(moveDeep)]));
}

/** Hands a stream over in blocks of whole lines. */
async function linesOf(
  { bytes, encoding }: TextStream,
  output: Output,
  signal: AbortSignal,
  strict: boolean,
  warn: (warning: Problem) => void,
  blocks: LineBlocks,
  make: (block: Buffer) => Buffer,
): Promise<void> {
  const decoder = createByteNormalizer(compileProfile('none'));
  const replaced = () =>
    new Problem('invalid-bytes', { count: decoder.replaced, encoding: encoding.toUpperCase() });
  const write = async (pieces: Iterable<Buffer>) => {
    for (const block of pieces) await output.writeBytes(make(block));
  };
  for await (const piece of bytes) {
    const whole = decoder.push(piece);
    if (strict && decoder.replaced > 0) throw replaced();
    await write(blocks.push(whole));
    if (output.ended || signal.aborted) return;
  }
  await write(blocks.push(decoder.end()));
  await write([blocks.end()]);
  if (decoder.replaced === 0) return;
  if (strict) throw replaced();
  warn(replaced());
}

/** A token a line, below the names of the columns. */
function tokenTable(id: string, tokens: readonly TokenRecord[]): string {
  const shown: [head: string, cell: (token: TokenRecord) => string | undefined][] = [
    ['start', (token) => `${token.start}`],
    ['end', (token) => `${token.end}`],
    ['kind', (token) => token.kind],
    ['text', (token) => token.text],
    ['norm', (token) => token.norm],
    ['segments', (token) => token.segments?.map((segment) => segment.text).join(' + ')],
    ['stem', (token) => token.stem],
    ['analyses', (token) => token.analyses?.map(explained).join(' | ')],
  ];
  const used = shown.filter(([, cell]) => tokens.some((token) => cell(token) !== undefined));
  const rows = tokens.map((token) => used.map(([, cell]) => cell(token) ?? ''));
  return `${id}\n${columns([used.map(([head]) => head), ...rows])}\n`;
}

/** A way to cut a word, its score, and what counts for it. */
const explained = ({ segments, score, signs }: AnalysisRecord): string =>
  `${segments.join('+')} ${score} (${signs.join(', ')})`;
