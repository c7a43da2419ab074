/** The page: reads the data that stands in it, draws the sections, draws them again when a filter changes. */
import type { ReportData } from '../data.js';
import { articlesSection, openArticle } from './articles.js';
import type { Context, Words } from './context.js';
import { bdi, h } from './dom.js';
import { mapSection, type Outlines } from './map.js';
import { type Filter, fromFragment, Model, NO_FILTER, toFragment } from './model.js';
import { namesSection } from './names.js';
import { pairsSection } from './pairs.js';
import { quotesSection } from './quotes.js';
import { dayWriter, monthWriter } from './time.js';
import { timelineSection } from './timeline.js';

/** Milliseconds after the last key before a search begins. */
const PAUSE = 200;

const read = <T>(id: string): T => JSON.parse(document.getElementById(id)!.textContent) as T;
const data = read<ReportData>('data');
const words = read<Words>('words');
const outlines = read<Outlines>('outlines');
const model = new Model(data);
const numbers = new Intl.NumberFormat(data.lang === 'ar' ? 'ar-u-nu-latn' : 'en');
const day = dayWriter(data.lang);
const month = monthWriter(data.lang);

const dialog = h('dialog', { 'aria-labelledby': 'article-title' });
const status = h('p', { class: 'status', role: 'status' });
const chips = h('ul', { class: 'chips', 'aria-label': words.filteredBy });
const results = h('main', { id: 'results', tabindex: '-1' });
const search = h('input', { type: 'search', id: 'search', autocomplete: 'off' });
const from = h('input', { type: 'date', id: 'from' });
const to = h('input', { type: 'date', id: 'to' });
const clear = h('button', { type: 'button', class: 'clear', click: () => change(NO_FILTER) }, words.clear);

let filter: Filter = fromFragment(location.hash, data);

function change(next: Filter): void {
  filter = next;
  const fragment = toFragment(filter, data);
  history.replaceState(null, '', fragment === '' ? location.pathname + location.search : `#${fragment}`);
  draw();
}

function draw(): void {
  const articles = model.articles(filter);
  const context: Context = {
    model,
    words,
    filter,
    articles,
    number: (value) => numbers.format(value),
    day,
    month,
    toggle(actor) {
      const actors = new Set(filter.actors);
      if (!actors.delete(actor)) actors.add(actor);
      const place = document.activeElement?.closest('section')?.id;
      change({ ...filter, actors });
      // The button is a new one; where there is none any more, the search is the next best place.
      const again =
        place && document.querySelector<HTMLElement>(`#${place} [data-actor="${actor}"][aria-pressed]`);
      (again || search).focus({ preventScroll: true });
    },
    open: (article, at) => openArticle(dialog, model, article, words, day, at),
  };
  if (document.activeElement !== search) search.value = filter.query;
  from.value = filter.from;
  to.value = filter.to;
  status.textContent = `${words.articlesShown}: ${numbers.format(articles.length)} ${words.of} ${numbers.format(data.articles.length)}`;
  clear.hidden = toFragment(filter, data) === '';
  chips.replaceChildren(...[...filter.actors].map((actor) => chip(context, actor)));
  results.replaceChildren(
    namesSection(context),
    timelineSection(context),
    mapSection(context, outlines),
    quotesSection(context),
    pairsSection(context),
    articlesSection(context),
  );
}

function chip(context: Context, actor: number): HTMLElement {
  const { name, type } = model.actor(actor);
  return h(
    'li',
    {},
    h(
      'button',
      {
        type: 'button',
        class: `name ${type}`,
        'aria-label': `${words.remove}: ${name}`,
        click: () => context.toggle(actor),
      },
      bdi(name),
      ' ✕',
    ),
  );
}

function filters(): HTMLElement {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  search.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => change({ ...filter, query: search.value.trim() }), PAUSE);
  });
  for (const input of [from, to])
    input.addEventListener('change', () => change({ ...filter, from: from.value, to: to.value }));
  const field = (input: HTMLElement, label: string) =>
    h('div', { class: 'field' }, h('label', { for: input.id }, label), input);
  const form = h(
    'form',
    { role: 'search', 'aria-label': words.filters, class: 'filters' },
    field(search, words.search),
    field(from, words.from),
    field(to, words.to),
    clear,
    chips,
    status,
  );
  form.addEventListener('submit', (event) => event.preventDefault());
  return form;
}

function header(): HTMLElement {
  const people = data.actors.filter(({ type }) => type === 'PER').length;
  const places = data.actors.filter(({ type }) => type === 'LOC').length;
  const organisations = data.actors.filter(({ type }) => type === 'ORG').length;
  const quotes = data.articles.reduce((sum, article) => sum + article.quotes.length, 0);
  const facts = [
    [words.articles, data.articles.length],
    [words.people, people],
    [words.organisations, organisations],
    [words.places, places],
    [words.quotesCount, quotes],
  ] as const;
  const days = data.articles.flatMap(({ date }) => (date === null ? [] : [date])).sort();
  const [first, last] = [days[0], days.at(-1)];
  const span = first === undefined ? null : first === last ? day(first) : `${day(first)} – ${day(last!)}`;
  return h(
    'header',
    { class: 'top' },
    h('h1', {}, bdi(data.title)),
    span === null ? null : h('p', { class: 'span' }, span),
    h(
      'dl',
      { class: 'facts' },
      facts.map(([label, count]) => h('div', {}, h('dt', {}, label), h('dd', {}, numbers.format(count)))),
    ),
    h(
      'div',
      { class: 'tools' },
      h('button', { type: 'button', click: switchTheme }, words.theme),
      h('button', { type: 'button', click: () => print() }, words.print),
    ),
  );
}

function switchTheme(): void {
  const root = document.documentElement;
  const dark = root.dataset.theme
    ? root.dataset.theme === 'dark'
    : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = dark ? 'light' : 'dark';
}

addEventListener('hashchange', () => {
  filter = fromFragment(location.hash, data);
  draw();
});
// A click beside the article closes it.
dialog.addEventListener('click', (event) => {
  if (event.target === dialog) dialog.close();
});
document.body.append(
  h('a', { class: 'skip', href: '#results' }, words.skip),
  header(),
  filters(),
  results,
  h('footer', {}, h('p', {}, words.made)),
  dialog,
);
draw();
