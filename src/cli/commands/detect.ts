/** `newsparse detect`: the language of each text. Nothing of the gazetteer is loaded. */
import { columns } from '../../formats/columns.js';
import type { FormatName } from '../../formats/names.js';
import { valueWriter } from '../../formats/values.js';
import { wordsOf } from '../../formats/words.js';
import { detectLanguage } from '../../language/detect.js';
import { readInputs } from '../../sources/input.js';
import { cleanForTerminal } from '../../text/terminal.js';
import { type Lang, languageOf } from '../language.js';
import type { TypedFlags } from '../options.js';
import type { Writer } from '../run.js';
import { inFormat, refuse, senselessInput } from '../settings.js';
import { isTerminal, overTexts, wantsLines } from '../texts.js';

/** Runs the command and sets `process.exitCode`. @throws CliError */
export async function detect(files: readonly string[], typed: TypedFlags): Promise<void> {
  const fallback = wantsLines(typed) ? 'ndjson' : isTerminal(typed) ? 'table' : 'json';
  const format = (typed.format as FormatName | undefined) ?? fallback;
  refuse(typed, [
    ...senselessInput(typed),
    [typed.keepFields === true && format === 'table', '--keep-fields', inFormat('table')],
    [typed.onError === 'record' && format === 'table', '--on-error record', inFormat('table')],
  ]);
  await overTexts('detect', files, typed, format, readInputs, ({ terminal }) =>
    writerOf(format, terminal, languageOf(typed.lang, process.env)),
  );
}

function writerOf(format: FormatName, terminal: boolean, lang: Lang): Writer {
  const { script } = wordsOf(lang).table;
  const write = valueWriter(format === 'json' ? 'json' : 'ndjson', terminal);
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
