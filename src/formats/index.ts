/** The formats by name. What a format needs is loaded when it is chosen. */
import type { FormatSettings, Formatter } from './formatter.js';
import { jsonFormatter } from './json.js';
import type { FormatName } from './names.js';
import { ndjsonFormatter } from './ndjson.js';

export type { FormatSettings, Formatter } from './formatter.js';

/** The formatter of a name. */
export async function createFormatter(name: FormatName, settings: FormatSettings): Promise<Formatter> {
  if (name === 'json') return jsonFormatter(settings);
  if (name === 'ndjson') return ndjsonFormatter(settings);
  const { tableFormatter } = await import('./table.js');
  return tableFormatter(settings);
}
