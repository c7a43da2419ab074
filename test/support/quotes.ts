/** Compares the quotes that were found with those of the fixtures. */
import type { DocumentRecord, Quote } from '../../src/document.js';

/** A quote of a fixture; `kind` says indirect, else it is one in quotation marks. */
export interface GoldQuote {
  readonly layer: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly speaker: string;
  readonly kind?: 'indirect';
}

export interface QuoteTally {
  /** Quotes of the fixtures, those of them that were found, and what else was found. */
  gold: number;
  found: number;
  spurious: number;
  /** Found ones whose speaker is right. */
  speaker: number;
  /** What is wrong, for people. */
  readonly errors: string[];
}

export const newTally = (): QuoteTally => ({ gold: 0, found: 0, spurious: 0, speaker: 0, errors: [] });

/** F1 of the spans, and of spans and speakers together. */
export function scoresOf({ gold, found, spurious, speaker }: QuoteTally): { spans: number; joint: number } {
  const all = gold + found + spurious || 1;
  return { spans: (2 * found) / all, joint: (2 * speaker) / all };
}

/** Code units by which an end of a direct quote may be off: a mark or a full stop. */
const SLACK = 2;
/** Share of the longer clause that two readings of reported speech have in common: where it ends is a matter of taste. */
const COMMON = 0.8;

const isNear = (a: Span, b: Span) => Math.abs(a.start - b.start) <= SLACK && Math.abs(a.end - b.end) <= SLACK;
const isAlike = (a: Span, b: Span) =>
  Math.min(a.end, b.end) - Math.max(a.start, b.start) >= COMMON * Math.max(a.end - a.start, b.end - b.start);

type Span = { readonly start: number; readonly end: number };

/** Adds the quotes of one kind of a document to the counts. */
export function compareQuotes(
  kind: Quote['kind'],
  gold: readonly GoldQuote[],
  record: Pick<DocumentRecord, 'quotes' | 'entities'>,
  tally: QuoteTally,
): void {
  const wanted = gold.filter((quote) => quote.layer === 'quote' && (quote.kind ?? 'direct') === kind);
  const said = new Set(record.quotes.filter((quote) => quote.kind === kind));
  const fits = kind === 'direct' ? isNear : isAlike;
  tally.gold += wanted.length;
  for (const want of wanted) {
    const hit = [...said].find((quote) => fits(want, quote));
    if (hit === undefined) {
      tally.errors.push(`- ${want.text}`);
      continue;
    }
    said.delete(hit);
    tally.found++;
    if (isSpeaker(want.speaker, hit, record.entities)) tally.speaker++;
    else tally.errors.push(`~ ${want.speaker}, not ${hit.speaker?.text ?? '?'}: ${want.text}`);
  }
  tally.spurious += said.size;
  for (const quote of said) tally.errors.push(`+ ${quote.speaker?.text ?? '?'}: ${quote.text}`);
}

const fold = (text: string) => text.replace(/[\u0640\u064b-\u0652\u0670"«»]/g, '').trim();
const within = (inner: string, outer: string) => ` ${outer} `.includes(` ${inner} `);

/** Is the speaker, or another mention of the same, called like that, or a part of it? */
function isSpeaker(wanted: string, { speaker }: Quote, entities: DocumentRecord['entities']): boolean {
  if (wanted === '?' || speaker === null) return wanted === '?' && speaker === null;
  const chain = entities.filter((entity) => speaker.chain !== null && entity.chain === speaker.chain);
  return [speaker, ...chain]
    .map((each) => fold(each.text))
    .some((found) => within(found, fold(wanted)) || within(fold(wanted), found));
}
