/** `newsparse report`: one page of HTML of any number of texts. */
import type { Pipeline } from '../../pipeline.js';
import { ReportCollector } from '../../report/collect.js';
import { defaultTitle, writePage } from '../../report/page.js';
import { documentSettings, overDocuments } from '../documents.js';
import { CliError, Exit } from '../errors.js';
import type { TypedFlags } from '../options.js';
import type { Writer } from '../run.js';
import { type ExtractSettings, refuse } from '../settings.js';
import { recordReader } from '../work.js';

/** Runs the command and sets `process.exitCode`. @throws CliError */
export async function report(files: readonly string[], typed: TypedFlags): Promise<void> {
  // Folders are walked, and whatever the output is called, it is a page.
  const settings = documentSettings('report', files, { ...typed, format: 'html', recursive: true });
  refuse(typed, [
    [typed.onError === 'record', '--on-error record', 'a page'],
    [settings.folder !== null, '--output DIR', 'a page, which is one file'],
  ]);
  if (settings.terminal) throw new CliError('no-page');
  await overDocuments(settings, (pipeline) => pageWriter(settings, typed, pipeline));
}

function pageWriter(settings: ExtractSettings, { title, lang }: TypedFlags, pipeline: Pipeline): Writer {
  const read = recordReader(settings, pipeline);
  const collector = new ReportCollector();
  const language = lang === 'en' ? 'en' : 'ar';
  return {
    begin: () => '',
    record(item, warn) {
      collector.add(read(item, warn), item.document.text);
      return '';
    },
    error: () => '',
    end() {
      if (collector.count === 0)
        throw new CliError('nothing-reported', {}, settings.output ?? 'newsparse', Exit.failed);
      return writePage(collector.data(title ?? defaultTitle(language), language));
    },
  };
}
