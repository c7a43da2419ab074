/** CSV (RFC 4180) and TSV: a head, then one row a mention. */
import type { FormatSettings, Formatter } from './formatter.js';
import { type Mention, mentionsOf } from './mentions.js';
import { type Cell, rowWriter } from './rows.js';

export const HEAD = [
  'id',
  'layer',
  'start',
  'end',
  'text',
  'type',
  'value',
  'name',
  'entity_id',
  'lat',
  'lon',
  'confidence',
] as const;

export const csvFormatter = (settings: FormatSettings): Formatter => rowFormatter('csv', settings);
export const tsvFormatter = (settings: FormatSettings): Formatter => rowFormatter('tsv', settings);

function rowFormatter(format: 'csv' | 'tsv', settings: FormatSettings): Formatter {
  const write = rowWriter(format, settings);
  const hasContext = (settings.context ?? 0) > 0;
  return {
    begin: () => write([hasContext ? [...HEAD, 'before', 'after'] : HEAD]),
    record: (record) =>
      write(
        mentionsOf(record, settings.layers).map((mention) => {
          const row = rowOf(record.id, mention);
          return hasContext ? [...row, mention.context?.before ?? '', mention.context?.after ?? ''] : row;
        }),
      ),
    error: () => '',
    end: () => '',
  };
}

const rowOf = (id: string, mention: Mention): Cell[] => [
  id,
  mention.layer,
  mention.start,
  mention.end,
  mention.text,
  mention.type,
  mention.value,
  mention.name,
  mention.entityId,
  mention.lat,
  mention.lon,
  mention.confidence,
];
