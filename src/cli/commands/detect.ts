/** `newsparse detect`: the language of each text. Nothing of the gazetteer is loaded. */
import { columns } from '../../formats/columns.js';
import type { FormatName } from '../../formats/names.js';
import { wordsOf } from '../../formats/words.js';
import { detectLanguage } from '../../language/detect.js';
import { readInputs } from '../../sources/input.js';
import { cleanForTerminal, escapeForTerminal, escapeUnit } from '../../text/terminal.js';
import { CliError } from '../errors.js';
import { type Lang, languageOf } from '../language.js';
import type { TypedFlags } from '../options.js';
import { openOutput } from '../output.js';
import { interruptible, Run, type Writer } from '../run.js';
import { inFormat, inputSettings, type OnError, refuse, refuseClashes, senselessInput } from '../settings.js';

/** Line ends to some readers of lines, though JSON has them inside its strings. */
const LINE_ENDS = /[\u0085\u2028\u2029]/g;

/** Runs the command and sets `process.exitCode`. @throws CliError */
export async function detect(files: readonly string[], typed: TypedFlags): Promise<void> {
  const output = typed.output === undefined || typed.output === '-' ? null : typed.output;
  const terminal = output === null && process.stdout.isTTY === true;
  const lines = /\.(ndjson|jsonl)$/i.test(output ?? '');
  const format = (typed.format as FormatName | undefined) ?? (lines ? 'ndjson' : terminal ? 'table' : 'json');
  refuse(typed, [
    ...senselessInput(typed),
    [typed.keepFields === true && format === 'table', '--keep-fields', inFormat('table')],
    [typed.onError === 'record' && format === 'table', '--on-error record', inFormat('table')],
  ]);
  if (files.length === 0 && process.stdin.isTTY === true)
    throw new CliError('no-input', { command: 'detect' });
  const names = files.length === 0 ? ['-'] : files;
  refuseClashes(names, output);
  const settings = {
    format,
    onError: (typed.onError as OnError | undefined) ?? null,
    quiet: typed.quiet ?? false,
  };
  const run = new Run(
    settings,
    writerOf(format, terminal, languageOf(typed.lang, process.env)),
    openOutput(output),
  );
  process.exitCode = await interruptible((signal) =>
    run.over(readInputs(names, { ...inputSettings(typed), signal }), signal),
  );
}

function writerOf(format: FormatName, terminal: boolean, lang: Lang): Writer {
  const { script } = wordsOf(lang).table;
  const write = (value: object): string => {
    const json =
      format === 'json'
        ? JSON.stringify(value, null, 2)
        : JSON.stringify(value).replace(LINE_ENDS, escapeUnit);
    return `${terminal ? escapeForTerminal(json) : json}\n`;
  };
  return {
    begin: () => '',
    record({ document: { id, text, meta } }) {
      const language = detectLanguage(text);
      if (format !== 'table') return write({ id, language, ...(meta === undefined ? {} : { meta }) });
      const { code, iso3, arabicShare, confidence } = language;
      return columns([
        [
          code.padEnd(3),
          iso3,
          percent(confidence),
          `${percent(arabicShare)} ${script}`,
          cleanForTerminal(id),
        ],
      ]);
    },
    error: write,
    end: () => '',
  };
}

const percent = (share: number): string => `${Math.round(share * 100)} %`.padStart(5);
