/** Records made by hand, for tests of what is done with records. */
import type { DateMention, DocumentRecord, Entity } from '../../src/document.js';

/** An entity with what a test says about it. */
export function entity(text: string, values: Partial<Entity> = {}): Entity {
  return {
    start: 0,
    end: text.length,
    text,
    type: 'LOC',
    subtype: null,
    id: null,
    name: text,
    prefix: null,
    role: null,
    country: null,
    lat: null,
    lon: null,
    chain: 1,
    confidence: 0.9,
    rule: 'gazetteer',
    ...values,
  };
}

/** A date with what a test says about it. */
export function dateMention(text: string, value: string, values: Partial<DateMention> = {}): DateMention {
  return {
    start: 0,
    end: text.length,
    text,
    type: 'DATE',
    value,
    from: null,
    to: null,
    grain: 'day',
    mod: null,
    calendar: 'gregorian',
    original: null,
    zone: null,
    inferred: [],
    conflict: null,
    rule: 'absolute',
    ...values,
  };
}

/** A record with these parts; all else is empty. */
export function record(values: Partial<DocumentRecord> = {}): DocumentRecord {
  return {
    schema: 1,
    id: 'article.txt',
    language: { code: 'ar', iso3: 'arb', arabicShare: 1, confidence: 0.99 },
    date: null,
    dateline: null,
    entities: [],
    dates: [],
    quotes: [],
    ...values,
  };
}
