/** The formats by name. What a format needs is loaded when it is chosen. */
import { cleanLinesForTerminal, escapeMarkupForTerminal } from '../text/terminal.js';
import type { FormatSettings, Formatter } from './formatter.js';
import { jsonFormatter } from './json.js';
import type { FormatName } from './names.js';
import { ndjsonFormatter } from './ndjson.js';

export type { FormatSettings, Formatter, Written } from './formatter.js';

type Make = (settings: FormatSettings) => Formatter;

const LOADERS: Readonly<Record<FormatName, () => Make | Promise<Make>>> = {
  table: async () => (await import('./table.js')).tableFormatter,
  json: () => jsonFormatter,
  ndjson: () => ndjsonFormatter,
  csv: async () => (await import('./csv.js')).csvFormatter,
  tsv: async () => (await import('./csv.js')).tsvFormatter,
  conll: async () => (await import('./conll.js')).conllFormatter,
  brat: async () => (await import('./brat.js')).bratFormatter,
  timeml: async () => (await import('./timeml.js')).timemlFormatter,
  geojson: async () => (await import('./geojson.js')).geojsonFormatter,
  html: async () => (await import('./html.js')).htmlFormatter,
  graphml: async () => (await import('./graphml.js')).graphmlFormatter,
};

/** Formats that give the text itself, and how a terminal gets it; the others know by themselves. */
const SHOWN: Readonly<Partial<Record<FormatName, (text: string) => string>>> = {
  conll: cleanLinesForTerminal,
  brat: cleanLinesForTerminal,
  timeml: escapeMarkupForTerminal,
  html: escapeMarkupForTerminal,
  graphml: escapeMarkupForTerminal,
};

/** The formatter of a name. */
export async function createFormatter(name: FormatName, settings: FormatSettings): Promise<Formatter> {
  const formatter = forTerminal(
    (await LOADERS[name]())(settings),
    settings.terminal ? SHOWN[name] : undefined,
  );
  const { context = 0, offsets = 'utf16' } = settings;
  // CoNLL counts the offsets of its tokens itself.
  const moves = offsets !== 'utf16' && name !== 'conll';
  if (context === 0 && !moves) return formatter;
  const { withContext, withOffsets } = await import('./offsets.js');
  return {
    ...formatter,
    record(record, text) {
      const full = context > 0 ? withContext(record, text, context) : record;
      return formatter.record(moves ? withOffsets(full, text, offsets) : full, text);
    },
  };
}

function forTerminal(formatter: Formatter, shown: ((text: string) => string) | undefined): Formatter {
  if (shown === undefined) return formatter;
  return {
    ...formatter,
    record: (record, text) => shown(formatter.record(record, text).toString()),
    end: () => shown(formatter.end()),
  };
}
