/** Gathers what a report page shows, record by record. */
import type { DocumentRecord } from '../document.js';
import { actorsOf } from '../relations/actors.js';
import { Sentences } from '../relations/sentences.js';
import type {
  ReportActor,
  ReportArticle,
  ReportData,
  ReportEvent,
  ReportMention,
  ReportQuote,
} from './data.js';

/** UTF-16 code units of a title; where a text has no headline its first sentence is cut there. */
const LONGEST_TITLE = 120;
/** A day, with or without a time. */
const DAY = /^(\d{4}-\d\d-\d\d)/;

export class ReportCollector {
  private readonly actors: ReportActor[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly articles: ReportArticle[] = [];
  private readonly sentences = new Sentences();

  /** @param text what the record was made from */
  add(record: DocumentRecord, text: string): void {
    const mentions: ReportMention[] = [];
    /** Numbers of the actors by chain. */
    const byChain = new Map<number, number>();
    for (const actor of actorsOf(record)) {
      const number = this.numberOf(actor.key, actor);
      for (const { start, end, chain, type } of actor.mentions) {
        mentions.push([number, start, end]);
        // Where a chain has mentions of several types, people speak.
        if (type === 'PER' || !byChain.has(chain)) byChain.set(chain, number);
      }
    }
    mentions.sort((a, b) => a[1] - b[1] || b[2] - a[2]);
    this.articles.push({
      id: record.id,
      title: titleOf(text),
      date: dayOf(record.date?.value ?? null),
      text,
      sentences: this.sentences.of(text).map(({ start }) => start),
      mentions,
      quotes: record.quotes.map(
        ({ start, end, kind, speaker, verb }): ReportQuote => ({
          start,
          end,
          direct: kind === 'direct',
          actor: speaker?.chain == null ? null : (byChain.get(speaker.chain) ?? null),
          speaker: speaker?.text ?? null,
          verb,
        }),
      ),
      events: eventsOf(record),
    });
  }

  data(title: string, lang: 'ar' | 'en'): ReportData {
    return { title, lang, actors: this.actors, articles: this.articles };
  }

  get count(): number {
    return this.articles.length;
  }

  private numberOf(key: string, { name, type, id, mentions }: ReturnType<typeof actorsOf>[number]): number {
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const number = this.actors.length;
    const { lat, lon } = mentions.find((mention) => mention.lat !== null) ?? mentions[0]!;
    this.actors.push({ name, type, id, lat, lon });
    this.numbers.set(key, number);
    return number;
  }
}

/** Days and what is finer or coarser, up to a month: a year or a century is no event. */
function eventsOf(record: DocumentRecord): ReportEvent[] {
  return record.dates.flatMap(({ type, grain, start, end, from }) => {
    const day = dayOf(from);
    const isEvent = (type === 'DATE' || type === 'TIME') && !COARSE.has(grain ?? '');
    return isEvent && day !== null ? [{ start, end, from: day, month: grain === 'month' }] : [];
  });
}

/** Grains of dates that are no events. */
const COARSE: ReadonlySet<string> = new Set([
  'quarter',
  'season',
  'half',
  'year',
  'decade',
  'century',
  'millennium',
]);

const dayOf = (value: string | null): string | null =>
  value === null ? null : (DAY.exec(value)?.[1] ?? null);

/** The first line, cut at a blank. */
function titleOf(text: string): string {
  const line = (/\S.*/.exec(text)?.[0] ?? '').trim().replace(/\s+/g, ' ');
  if (line.length <= LONGEST_TITLE) return line;
  const cut = line.slice(0, LONGEST_TITLE);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), LONGEST_TITLE >> 1))}…`;
}
