/** Events: each date of a text with its sentence and with who and where that sentence names. */
import type { DateMention, DocumentRecord } from '../document.js';
import { actorsOf } from './actors.js';
import { Sentences, sentenceAt, sentenceText } from './sentences.js';

/** What a sentence says of a time. */
export interface Event {
  readonly from: string | null;
  readonly to: string | null;
  readonly value: string;
  readonly type: string;
  /** The date as written. */
  readonly text: string;
  /** On one line. */
  readonly sentence: string;
  /** Names of the people and organisations of the sentence, and of its places, each once. */
  readonly who: readonly string[];
  readonly where: readonly string[];
  /** The document. */
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly rule: string;
}

/** Makes the events of one document after the other. */
export class Timeline {
  private readonly sentences = new Sentences();

  /**
   * The events of a document, in the order of its text.
   * @param text what the record was made from
   */
  of(record: DocumentRecord, text: string): Event[] {
    if (record.dates.length === 0) return [];
    const sentences = this.sentences.of(text);
    const names = namesOf(record, (offset) => sentenceAt(sentences, offset));
    return record.dates.map((mention) => {
      const number = sentenceAt(sentences, mention.start);
      const { who = [], where = [] } = names.get(number) ?? {};
      return {
        ...timeOf(mention),
        sentence: sentenceText(text, sentences[number]!),
        who,
        where,
        id: record.id,
        start: mention.start,
        end: mention.end,
        rule: mention.rule,
      };
    });
  }
}

function timeOf({
  from,
  to,
  value,
  type,
  text,
}: DateMention): Pick<Event, 'from' | 'to' | 'value' | 'type' | 'text'> {
  return { from, to, value, type, text };
}

interface Names {
  readonly who: string[];
  readonly where: string[];
}

/** The names by sentence. */
function namesOf(record: DocumentRecord, sentenceOf: (offset: number) => number): Map<number, Names> {
  const names = new Map<number, Names>();
  for (const { type, name, mentions } of actorsOf(record)) {
    for (const number of new Set(mentions.map(({ start }) => sentenceOf(start)))) {
      let there = names.get(number);
      if (there === undefined) {
        there = { who: [], where: [] };
        names.set(number, there);
      }
      if (type === 'LOC') there.where.push(name);
      else there.who.push(name);
    }
  }
  return names;
}

/** In the order of time; what has no time comes last; equal times in the order of the texts. */
export function inOrderOfTime(events: readonly Event[]): Event[] {
  return events
    .map((event, at) => ({ event, at }))
    .sort((a, b) => compare(a.event.from, b.event.from) || a.at - b.at)
    .map(({ event }) => event);
}

function compare(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}
