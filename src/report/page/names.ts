/** Who is named, and when: a row a name, with a strip of bars over the days of the articles. */
import { max } from 'd3';
import type { ReportArticle } from '../data.js';
import { type Context, nameButton, section } from './context.js';
import { h, paged, radios, s } from './dom.js';
import { type Periods, periodAt, periodsOf, spanOf } from './time.js';

const PAGE = 15;
const KINDS = ['PER', 'ORG', 'LOC', 'other'] as const;
type Kind = (typeof KINDS)[number];
const KNOWN: ReadonlySet<string> = new Set(['PER', 'ORG', 'LOC']);

/** The choice of people, organisations or places outlives a filter. */
let kind: Kind = 'PER';

export function namesSection(context: Context): HTMLElement {
  const { words, model } = context;
  const titles = { PER: words.people, ORG: words.organisations, LOC: words.places, other: words.others };
  const has = new Set(model.data.actors.map(({ type }) => (KNOWN.has(type) ? type : 'other')));
  const kinds = KINDS.filter((each) => has.has(each));
  if (!kinds.includes(kind)) kind = kinds[0] ?? 'PER';
  const table = h('div');
  const choice = radios('kind', words.overTime, kinds, titles, kind, (chosen) => {
    kind = chosen;
    table.replaceChildren(rows(context));
  });
  table.append(rows(context));
  return section('names', words.overTime, words.overTimeNote, choice, table);
}

function rows(context: Context): HTMLElement {
  const { model, words, articles } = context;
  const counts = model.counts(articles, ({ type }) => (kind === 'other' ? !KNOWN.has(type) : type === kind));
  const span = spanOf(articles.flatMap(({ date }) => date ?? []));
  const periods = span && periodsOf(span[0], span[1], model.data.lang);
  const strips = periods === null ? new Map<number, number[]>() : stripsOf(articles, periods);
  const most = max(counts.slice(0, PAGE), ({ actor }) => max(strips.get(actor) ?? [0])) ?? 1;
  const body = h('tbody');
  const head = (text: string) => h('th', { scope: 'col' }, text);
  const table = h(
    'table',
    { class: 'names' },
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        head(words.name),
        h('th', { scope: 'col', class: 'span' }, ...ends(periods)),
        head(words.articles),
        head(words.mentions),
      ),
    ),
    body,
  );
  const list = paged(counts, PAGE, body, words, ({ actor, articles: named, mentions }) =>
    h(
      'tr',
      {},
      h('th', { scope: 'row' }, nameButton(context, actor)),
      h('td', { class: 'strip' }, ...strip(context, periods, strips.get(actor), most)),
      h('td', { class: 'number' }, context.number(named)),
      h('td', { class: 'number' }, context.number(mentions)),
    ),
  );
  const inSpan = ({ date }: ReportArticle) =>
    date !== null && periods !== null && periodAt(periods, date) >= 0;
  const left = articles.filter((article) => !inSpan(article)).length;
  if (left > 0) list.append(h('p', { class: 'note' }, `${words.noDates}: ${context.number(left)}`));
  // The rows go into the body, the table stands in its place.
  body.replaceWith(table);
  table.append(body);
  return list;
}

function ends(periods: Periods | null): HTMLElement[] {
  if (periods === null) return [];
  const label = (date: Date) => h('span', {}, periods.label(date));
  return [label(periods.bounds[0]!), label(periods.bounds.at(-2)!)];
}

/** In how many articles of each period each actor stands. */
function stripsOf(articles: readonly ReportArticle[], periods: Periods): Map<number, number[]> {
  const strips = new Map<number, number[]>();
  for (const { date, mentions } of articles) {
    if (date === null) continue;
    const period = periodAt(periods, date);
    if (period < 0) continue;
    for (const actor of new Set(mentions.map(([each]) => each))) {
      let counts = strips.get(actor);
      if (counts === undefined) {
        counts = new Array<number>(periods.bounds.length - 1).fill(0);
        strips.set(actor, counts);
      }
      counts[period]!++;
    }
  }
  return strips;
}

function strip(
  { words }: Context,
  periods: Periods | null,
  counts: readonly number[] | undefined,
  most: number,
): (Element | string)[] {
  if (periods === null || counts === undefined) return [];
  const peak = counts.indexOf(max(counts)!);
  const said = `${words.most}: ${periods.label(periods.bounds[peak]!)}, ${counts[peak]}`;
  const drawn = s(
    'svg',
    { viewBox: `0 0 ${counts.length} 1`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    counts.flatMap((count, i) =>
      count === 0
        ? []
        : [
            s('rect', {
              x: counts.length - i - 1 + 0.08,
              y: 1 - Math.min(1, count / most),
              width: 0.84,
              height: Math.min(1, count / most),
            }),
          ],
    ),
  );
  return [drawn, h('span', { class: 'hidden' }, said)];
}
