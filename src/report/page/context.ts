/** What every section of the page is given. */
import type { ReportArticle } from '../data.js';
import { bdi, h } from './dom.js';
import type { Filter, Model } from './model.js';

/** The words of the page (data/words-of-report.json). */
export type Words = typeof import('../../../data/words-of-report.json')['en'];

export interface Context {
  readonly model: Model;
  readonly words: Words;
  readonly filter: Filter;
  /** Those that pass the filter. */
  readonly articles: readonly ReportArticle[];
  number(value: number): string;
  day(day: string): string;
  month(day: string): string;
  /** Adds an actor to the filter or takes it away. */
  toggle(actor: number): void;
  open(article: ReportArticle, at?: number): void;
}

/** A name that filters when it is pressed. */
export function nameButton(context: Context, actor: number): HTMLElement {
  const { name, type } = context.model.actor(actor);
  return h(
    'button',
    {
      type: 'button',
      class: `name ${type}`,
      'data-actor': actor,
      'aria-pressed': String(context.filter.actors.has(actor)),
      title: `${context.words.filterBy}: ${name}`,
      click: () => context.toggle(actor),
    },
    bdi(name),
  );
}

/** The title of an article, which opens it. */
export function articleButton(context: Context, article: ReportArticle, at?: number): HTMLElement {
  return h(
    'button',
    { type: 'button', class: 'open', title: context.words.open, click: () => context.open(article, at) },
    bdi(article.title),
  );
}

/** The day of an article, or that it has none. */
export function dayLabel(context: Context, day: string | null): HTMLElement {
  return day === null
    ? h('span', { class: 'day' }, context.words.undated)
    : h('time', { class: 'day', datetime: day }, context.day(day));
}

/** A section with its heading. */
export function section(
  id: string,
  title: string,
  note: string | null,
  ...content: HTMLElement[]
): HTMLElement {
  return h(
    'section',
    { id, 'aria-labelledby': `${id}-title` },
    h('h2', { id: `${id}-title` }, title),
    note === null ? null : h('p', { class: 'note' }, note),
    ...content,
  );
}
