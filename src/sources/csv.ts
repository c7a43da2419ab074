/** CSV and TSV with a header, as records: one document a row. */
import { Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import { PACKED, type Source } from './files.js';
import { type InputSettings, type Item, type Origin, utf8Of } from './item.js';
import { documentOf } from './ndjson.js';
import { Problem } from './problem.js';

/** What separates the cells: what the header has most of. */
function separatorOf(header: string): string {
  const count = (character: string) => header.split(character).length;
  return [',', '\t', ';', '|'].reduce((best, each) => (count(each) > count(best) ? each : best));
}

interface Row {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

/** The items of a table; the line of an item is that on which its row ends. @throws Problem */
export async function* readTable(
  source: Source,
  origin: Origin,
  settings: InputSettings,
): AsyncGenerator<Item> {
  const bytes = await utf8Of(source, settings.encoding);
  const first = await source.peek(1);
  const header = first.bytes.toString().split(/\r\n|\r|\n/, 1)[0]!;
  const parser = parse({
    bom: true,
    delimiter: /\.tsv$/i.test(source.name.replace(PACKED, '')) ? '\t' : separatorOf(header),
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: settings.maxDocument,
  });
  const input = Readable.from(bytes, { objectMode: false });
  input.on('error', (error) => parser.destroy(error));
  let columns: readonly string[] | null = null;
  try {
    for await (const { record, info } of input.pipe(parser) as AsyncIterable<Row>) {
      if (columns === null) {
        columns = record;
        if (!columns.includes(settings.fields.text))
          throw new Problem('no-column', {
            field: settings.fields.text,
            columns: columns.slice(0, 20).join(', '),
          });
        continue;
      }
      yield rowItem(columns, record, { ...origin, line: info.lines }, settings);
    }
  } catch (error) {
    const { code } = error as CsvError;
    if (code === 'CSV_MAX_RECORD_SIZE') throw new Problem('too-large', { limit: settings.maxDocument });
    if (typeof code === 'string' && code.startsWith('CSV_'))
      throw new Problem('bad-table', { reason: (error as Error).message });
    throw error;
  } finally {
    input.destroy();
    parser.destroy();
  }
}

function rowItem(
  columns: readonly string[],
  cells: readonly string[],
  origin: Origin,
  settings: InputSettings,
): Item {
  const fallbackId = `${origin.file}:${origin.line}`;
  // An empty cell is a field that is not there. fromEntries defines, so that a column named __proto__ is one.
  const fields = columns.flatMap((name, i) =>
    cells[i] === undefined || cells[i] === '' ? [] : [[name, cells[i]]],
  );
  const record = documentOf(Object.fromEntries(fields), '', fallbackId, settings.fields, settings.keepFields);
  if (record.document === null) return { origin, id: record.id, problem: record.problem! };
  return { origin, document: record.document, warnings: record.warnings };
}
