/** NDJSON: one object a line. The order of a record's keys is here, and nowhere else: it is that of the schema. */
import { Buffer } from 'node:buffer';
import type { Context, DateMention, DocumentRecord, Entity, Layer, Quote } from '../document.js';
import { escapeForTerminal } from '../text/terminal.js';
import type { FormatSettings, Formatter } from './formatter.js';
import { JsonBytes } from './json-bytes.js';
import { valueWriter } from './values.js';

export function ndjsonFormatter(settings: Pick<FormatSettings, 'layers' | 'terminal'>): Formatter {
  const { layers, terminal } = settings;
  const line = lineWriter(layers);
  return {
    begin: () => '',
    record: (record) => (terminal ? escapeForTerminal(line(record).toString()) : line(record)),
    error: valueWriter('ndjson', terminal),
    end: () => '',
  };
}

const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const CLOSE = 0x7d;

/** What stands before the first value of an object, and before each of the others. */
const first = (key: string): Buffer => Buffer.from(`{"${key}":`);
const then = (key: string): Buffer => Buffer.from(`,"${key}":`);
const START = first('start');
const END = then('end');
const TEXT = then('text');
const TYPE = then('type');
const CHAIN = then('chain');
const CONFIDENCE = then('confidence');
const RULE = then('rule');
const DATE = then('date');
const RECORD = {
  head: Buffer.from('{"schema":1,"id":'),
  language: Buffer.from(',"language":{"code":'),
  iso3: then('iso3'),
  arabicShare: then('arabicShare'),
  dateline: then('dateline'),
  place: then('place'),
  agencies: then('agencies'),
  value: first('value'),
  source: then('source'),
  entities: then('entities'),
  alternatives: then('alternatives'),
  dates: then('dates'),
  quotes: then('quotes'),
  offsets: then('offsets'),
  page: then('page'),
  meta: then('meta'),
  end: Buffer.from('}\n'),
};
const ENTITY = {
  subtype: then('subtype'),
  id: then('id'),
  name: then('name'),
  prefix: then('prefix'),
  role: then('role'),
  country: then('country'),
  lat: then('lat'),
  lon: then('lon'),
  attributes: then('attributes'),
  entries: then('entries'),
  features: then('features'),
};
const MENTION = {
  value: then('value'),
  from: then('from'),
  to: then('to'),
  grain: then('grain'),
  mod: then('mod'),
  calendar: then('calendar'),
  original: then('original'),
  zone: then('zone'),
  inferred: then('inferred'),
  conflict: then('conflict'),
  quant: then('quant'),
  freq: then('freq'),
  explain: then('explain'),
};
const QUOTE = { kind: then('kind'), speaker: then('speaker'), verb: then('verb') };
const CONTEXT = { key: then('context'), before: first('before'), after: then('after') };

/**
 * Makes the line of a record, its line feed with it: the keys in the order of the schema, whatever order the stages made
 * them in, and the layers that were asked for only.
 */
export function lineWriter(layers: readonly Layer[]): (record: DocumentRecord) => Buffer {
  const out = new JsonBytes();
  const withEntities = layers.includes('entities');
  const withDates = layers.includes('dates');
  const withQuotes = layers.includes('quotes');
  return (record) => {
    writeHead(out, record);
    if (withEntities) writeList(out, RECORD.entities, record.entities, writeEntity);
    if (record.alternatives !== undefined) writeValue(out, RECORD.alternatives, record.alternatives);
    if (withDates) writeList(out, RECORD.dates, record.dates, writeDate);
    if (withQuotes) writeList(out, RECORD.quotes, record.quotes, writeQuote);
    if (record.offsets !== undefined) writeValue(out, RECORD.offsets, record.offsets);
    if (record.page !== undefined) {
      const { url, title, published, captured } = record.page;
      writeValue(out, RECORD.page, { url, title, published, captured });
      if (record.text !== undefined) writeString(out, TEXT, record.text);
    }
    if (record.meta !== undefined) writeValue(out, RECORD.meta, record.meta);
    out.raw(RECORD.end);
    return out.take();
  };
}

function writeString(out: JsonBytes, key: Buffer, value: string | null): void {
  out.raw(key);
  out.string(value);
}

function writeNumber(out: JsonBytes, key: Buffer, value: number | null): void {
  out.raw(key);
  out.number(value);
}

/** A part that is seldom there, or that is not ours. */
function writeValue(out: JsonBytes, key: Buffer, value: unknown): void {
  out.raw(key);
  out.value(value);
}

function writeList<T>(
  out: JsonBytes,
  key: Buffer,
  list: readonly T[],
  write: (out: JsonBytes, part: T) => void,
): void {
  out.raw(key);
  out.sign(OPEN_LIST);
  for (let i = 0; i < list.length; i++) {
    if (i > 0) out.sign(COMMA);
    write(out, list[i]!);
  }
  out.sign(CLOSE_LIST);
}

function writeHead(out: JsonBytes, { id, language, date, dateline }: DocumentRecord): void {
  writeString(out, RECORD.head, id);
  writeString(out, RECORD.language, language.code);
  writeString(out, RECORD.iso3, language.iso3);
  writeNumber(out, RECORD.arabicShare, language.arabicShare);
  writeNumber(out, CONFIDENCE, language.confidence);
  out.sign(CLOSE);
  out.raw(DATE);
  if (date === null) out.string(null);
  else {
    writeString(out, RECORD.value, date.value);
    writeString(out, RECORD.source, date.source);
    out.sign(CLOSE);
  }
  out.raw(RECORD.dateline);
  if (dateline === null) out.string(null);
  else {
    writeSpan(out, dateline);
    writeString(out, RECORD.place, dateline.place);
    out.raw(RECORD.agencies);
    out.strings(dateline.agencies);
    writeString(out, DATE, dateline.date);
    out.sign(CLOSE);
  }
}

function writeSpan(out: JsonBytes, { start, end, text }: { start: number; end: number; text: string }): void {
  writeNumber(out, START, start);
  writeNumber(out, END, end);
  writeString(out, TEXT, text);
}

function writeContext(out: JsonBytes, { before, after }: Context): void {
  out.raw(CONTEXT.key);
  writeString(out, CONTEXT.before, before);
  writeString(out, CONTEXT.after, after);
  out.sign(CLOSE);
}

function writeEntity(out: JsonBytes, entity: Entity): void {
  writeSpan(out, entity);
  writeString(out, TYPE, entity.type);
  writeString(out, ENTITY.subtype, entity.subtype);
  writeString(out, ENTITY.id, entity.id);
  writeString(out, ENTITY.name, entity.name);
  writeString(out, ENTITY.prefix, entity.prefix);
  writeString(out, ENTITY.role, entity.role);
  writeString(out, ENTITY.country, entity.country);
  writeNumber(out, ENTITY.lat, entity.lat);
  writeNumber(out, ENTITY.lon, entity.lon);
  writeNumber(out, CHAIN, entity.chain);
  writeNumber(out, CONFIDENCE, entity.confidence);
  writeString(out, RULE, entity.rule);
  if (entity.attributes !== undefined) writeValue(out, ENTITY.attributes, entity.attributes);
  if (entity.entries !== undefined) writeValue(out, ENTITY.entries, entity.entries);
  if (entity.context !== undefined) writeContext(out, entity.context);
  if (entity.features !== undefined) writeValue(out, ENTITY.features, entity.features);
  out.sign(CLOSE);
}

function writeDate(out: JsonBytes, mention: DateMention): void {
  writeSpan(out, mention);
  writeString(out, TYPE, mention.type);
  writeString(out, MENTION.value, mention.value);
  writeString(out, MENTION.from, mention.from);
  writeString(out, MENTION.to, mention.to);
  writeString(out, MENTION.grain, mention.grain);
  writeString(out, MENTION.mod, mention.mod);
  writeString(out, MENTION.calendar, mention.calendar);
  writeString(out, MENTION.original, mention.original);
  writeString(out, MENTION.zone, mention.zone);
  out.raw(MENTION.inferred);
  out.strings(mention.inferred);
  writeString(out, MENTION.conflict, mention.conflict);
  if (mention.type === 'SET') {
    writeString(out, MENTION.quant, mention.quant ?? null);
    writeString(out, MENTION.freq, mention.freq ?? null);
  }
  writeString(out, RULE, mention.rule);
  if (mention.explain !== undefined) writeValue(out, MENTION.explain, mention.explain);
  if (mention.context !== undefined) writeContext(out, mention.context);
  out.sign(CLOSE);
}

function writeQuote(out: JsonBytes, quote: Quote): void {
  writeSpan(out, quote);
  writeString(out, QUOTE.kind, quote.kind);
  out.raw(QUOTE.speaker);
  if (quote.speaker === null) out.string(null);
  else {
    writeSpan(out, quote.speaker);
    writeNumber(out, CHAIN, quote.speaker.chain);
    out.sign(CLOSE);
  }
  writeString(out, QUOTE.verb, quote.verb);
  if (quote.context !== undefined) writeContext(out, quote.context);
  out.sign(CLOSE);
}
