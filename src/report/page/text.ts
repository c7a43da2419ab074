/** Stretches of the texts with the names in them marked. */
import { bisectRight } from 'd3';
import type { ReportArticle } from '../data.js';
import { h } from './dom.js';
import type { Model } from './model.js';

/** A stretch of an article; names are marked, and a date if one is given. */
export function marked(
  model: Model,
  { text, mentions }: ReportArticle,
  start: number,
  end: number,
  date?: { readonly start: number; readonly end: number },
): (Node | string)[] {
  const spans = mentions
    .filter(([, from, to]) => from >= start && to <= end)
    .map(([actor, from, to]) => ({ from, to, kind: model.actor(actor).type, actor }));
  const all =
    date === undefined ? spans : [...spans, { from: date.start, to: date.end, kind: 'date', actor: -1 }];
  all.sort((a, b) => a.from - b.from || b.to - a.to);
  const parts: (Node | string)[] = [];
  let at = start;
  for (const { from, to, kind, actor } of all) {
    if (from < at) continue;
    if (from > at) parts.push(text.slice(at, from));
    const mark = h('mark', { class: kind }, text.slice(from, to));
    if (actor >= 0) mark.dataset.actor = String(actor);
    parts.push(mark);
    at = to;
  }
  if (at < end) parts.push(text.slice(at, end));
  return parts;
}

/** The number of the sentence in which an offset is. */
export const sentenceAt = ({ sentences }: ReportArticle, offset: number): number =>
  Math.max(0, bisectRight(sentences, offset) - 1);

/** The sentence around an offset, without the white space after it. */
export function sentenceAround(article: ReportArticle, offset: number): { start: number; end: number } {
  const number = sentenceAt(article, offset);
  const start = article.sentences[number]!;
  const text = article.text.slice(start, article.sentences[number + 1] ?? article.text.length);
  return { start, end: start + text.trimEnd().length };
}
