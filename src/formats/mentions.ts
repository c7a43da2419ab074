/** What a record says about its text as one list: entities, dates and quotes in the order in which they stand. */
import type { Context, DocumentRecord, Layer } from '../document.js';

export interface Mention {
  layer: 'entity' | 'date' | 'quote';
  start: number;
  end: number;
  text: string;
  /** Type of the entity or date, kind of the quote. */
  type: string;
  /** TIMEX3 value of a date. */
  value: string | null;
  /** Usual name of an entity, speaker of a quote. */
  name: string | null;
  entityId: string | null;
  lat: number | null;
  lon: number | null;
  confidence: number | null;
  context: Context | undefined;
}

const NOTHING = { value: null, name: null, entityId: null, lat: null, lon: null, confidence: null };

/** The mentions of the layers, by their beginnings, the longer first. */
export function mentionsOf(record: DocumentRecord, layers: readonly Layer[]): Mention[] {
  const mentions: Mention[] = [];
  if (layers.includes('entities')) {
    for (const { start, end, text, type, name, id, lat, lon, confidence, context } of record.entities)
      mentions.push({
        layer: 'entity',
        start,
        end,
        text,
        type,
        value: null,
        name,
        entityId: id,
        lat,
        lon,
        confidence,
        context,
      });
  }
  if (layers.includes('dates')) {
    for (const { start, end, text, type, value, context } of record.dates)
      mentions.push({ ...NOTHING, layer: 'date', start, end, text, type, value, context });
  }
  if (layers.includes('quotes')) {
    for (const { start, end, text, kind, speaker, context } of record.quotes)
      mentions.push({
        ...NOTHING,
        layer: 'quote',
        start,
        end,
        text,
        type: kind,
        name: speaker?.text ?? null,
        context,
      });
  }
  return mentions.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Those of a sorted list that do not overlap one before them. */
export function apart<T extends { start: number; end: number }>(mentions: readonly T[]): T[] {
  let end = 0;
  return mentions.filter((mention) => {
    if (mention.start < end || mention.end <= mention.start) return false;
    end = mention.end;
    return true;
  });
}
