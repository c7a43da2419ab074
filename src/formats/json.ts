/** JSON: one indented object a document, one after the other. */
import type { DateMention, DocumentRecord, Entity, Layer, Quote } from '../document.js';
import type { FormatSettings, Formatter } from './formatter.js';
import { valueWriter } from './values.js';

export function jsonFormatter(settings: Pick<FormatSettings, 'layers' | 'terminal'>): Formatter {
  const write = valueWriter('json', settings.terminal);
  return {
    begin: () => '',
    record: (record) => write(orderRecord(record, settings.layers)),
    error: write,
    end: () => '',
  };
}

/**
 * A record with its keys in the order of the schema, whatever order the stages made them in, and with the layers that
 * were asked for only.
 */
export function orderRecord(record: DocumentRecord, layers: readonly Layer[]): object {
  const { schema, id, language, date, dateline, alternatives, offsets } = record;
  const ordered: Record<string, unknown> = {
    schema,
    id,
    language: {
      code: language.code,
      iso3: language.iso3,
      arabicShare: language.arabicShare,
      confidence: language.confidence,
    },
    date: date && { value: date.value, source: date.source },
    dateline: dateline && {
      start: dateline.start,
      end: dateline.end,
      text: dateline.text,
      place: dateline.place,
      agencies: dateline.agencies,
      date: dateline.date,
    },
  };
  if (layers.includes('entities')) ordered.entities = record.entities.map(orderEntity);
  if (alternatives !== undefined) ordered.alternatives = alternatives;
  if (layers.includes('dates')) ordered.dates = record.dates.map(orderDate);
  if (layers.includes('quotes')) ordered.quotes = record.quotes.map(orderQuote);
  if (offsets !== undefined) ordered.offsets = offsets;
  if (record.page !== undefined) {
    const { url, title, published, captured } = record.page;
    ordered.page = { url, title, published, captured };
    ordered.text = record.text;
  }
  if (record.meta !== undefined) ordered.meta = record.meta;
  return ordered;
}

function orderEntity(entity: Entity): Entity {
  return {
    start: entity.start,
    end: entity.end,
    text: entity.text,
    type: entity.type,
    subtype: entity.subtype,
    id: entity.id,
    name: entity.name,
    prefix: entity.prefix,
    role: entity.role,
    country: entity.country,
    lat: entity.lat,
    lon: entity.lon,
    chain: entity.chain,
    confidence: entity.confidence,
    rule: entity.rule,
    ...(entity.attributes === undefined ? {} : { attributes: entity.attributes }),
    ...(entity.context === undefined ? {} : { context: entity.context }),
    ...(entity.features === undefined ? {} : { features: entity.features }),
  };
}

function orderDate(mention: DateMention): object {
  const {
    start,
    end,
    text,
    type,
    value,
    from,
    to,
    grain,
    mod,
    calendar,
    original,
    zone,
    inferred,
    conflict,
  } = mention;
  const ordered = {
    start,
    end,
    text,
    type,
    value,
    from,
    to,
    grain,
    mod,
    calendar,
    original,
    zone,
    inferred,
    conflict,
  };
  const often = type === 'SET' ? { quant: mention.quant ?? null, freq: mention.freq ?? null } : {};
  const how = mention.explain ? { explain: mention.explain } : {};
  const around = mention.context === undefined ? {} : { context: mention.context };
  return { ...ordered, ...often, rule: mention.rule, ...how, ...around };
}

function orderQuote(quote: Quote): Quote {
  const { start, end, text, kind, speaker, verb } = quote;
  return {
    start,
    end,
    text,
    kind,
    speaker: speaker && { start: speaker.start, end: speaker.end, text: speaker.text, chain: speaker.chain },
    verb,
    ...(quote.context === undefined ? {} : { context: quote.context }),
  };
}
