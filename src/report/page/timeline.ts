/** What happened when: a bar for each period and, below, the sentences that name a day. */
import { max, scaleLinear } from 'd3';
import type { ReportArticle, ReportEvent } from '../data.js';
import { articleButton, type Context, section } from './context.js';
import { h, paged, s } from './dom.js';
import { marked, sentenceAround, sentenceAt } from './text.js';
import { dayOf, type Periods, periodAt, periodsOf, plusDays, spanOf } from './time.js';

const WIDTH = 960;
const HEIGHT = 190;
const BOTTOM = 24;
const TOP = 18;
/** Days before and after those of the articles whose events the first view shows. */
const AROUND = 45;
const PAGE = 12;

interface Happening {
  readonly article: ReportArticle;
  readonly event: ReportEvent;
}

export function timelineSection(context: Context): HTMLElement {
  const { words, model } = context;
  const happenings = happeningsOf(context.articles);
  const list = h('div');
  const chart = h('div', { class: 'chart' });
  let whole = false;
  /** The period whose sentences are shown; null for all. */
  let chosen: number | null = null;

  function draw(): void {
    if (happenings.length === 0) {
      chart.replaceChildren();
      list.replaceChildren(h('p', { class: 'nothing' }, words.nothing));
      return;
    }
    const inside = whole ? happenings : insideOf(happenings, context.articles);
    const periods = periodsOf(inside[0]!.event.from, inside.at(-1)!.event.from, model.data.lang);
    const counts = new Array<number>(periods.bounds.length - 1).fill(0);
    for (const { event } of inside) counts[periodAt(periods, event.from)]!++;
    const back = h(
      'button',
      {
        type: 'button',
        click: () => {
          whole = chosen === null;
          chosen = null;
          draw();
        },
      },
      words.wholePeriod,
    );
    chart.replaceChildren(
      bars(context, periods, counts, chosen, (period) => {
        chosen = chosen === period ? null : period;
        draw();
      }),
      ...(inside.length < happenings.length || chosen !== null ? [back] : []),
      numbers(context, periods, counts),
    );
    const shown =
      chosen === null ? inside : inside.filter(({ event }) => periodAt(periods, event.from) === chosen);
    list.replaceChildren(
      paged(shown, PAGE, h('ol', { class: 'events' }), words, (each) => happeningItem(context, each)),
    );
  }
  draw();
  return section('timeline', words.timeline, words.timelineNote, chart, list);
}

/** In the order of time; a day that a text names more than once in one sentence counts once. */
function happeningsOf(articles: readonly ReportArticle[]): Happening[] {
  const found: Happening[] = [];
  for (const article of articles) {
    const seen = new Set<string>();
    for (const event of article.events) {
      const key = `${event.from} ${sentenceAt(article, event.start)}`;
      if (!seen.has(key)) found.push({ article, event });
      seen.add(key);
    }
  }
  return found.sort((a, b) => (a.event.from < b.event.from ? -1 : a.event.from > b.event.from ? 1 : 0));
}

/** Those around the days of the articles: a year long ago would make all bars thin. All where there are none. */
function insideOf(
  happenings: readonly Happening[],
  articles: readonly ReportArticle[],
): readonly Happening[] {
  const span = spanOf(articles.flatMap(({ date }) => date ?? []));
  if (span === null) return happenings;
  const [first, last] = [plusDays(span[0], -AROUND), plusDays(span[1], AROUND)];
  const inside = happenings.filter(({ event }) => event.from >= first && event.from <= last);
  return inside.length === 0 ? happenings : inside;
}

function happeningItem(context: Context, { article, event }: Happening): HTMLElement {
  const { start, end } = sentenceAround(article, event.start);
  return h(
    'li',
    {},
    h(
      'time',
      { class: 'day', datetime: event.from },
      event.month ? context.month(event.from) : context.day(event.from),
    ),
    h(
      'div',
      {},
      h(
        'p',
        { class: 'text', lang: 'ar', dir: 'auto' },
        ...marked(context.model, article, start, end, event),
      ),
      h('p', { class: 'source' }, articleButton(context, article, event.start)),
    ),
  );
}

/** The bars, the earliest on the right as the page is read. */
function bars(
  context: Context,
  periods: Periods,
  counts: readonly number[],
  chosen: number | null,
  choose: (period: number) => void,
): SVGSVGElement {
  const y = scaleLinear([0, max(counts)!], [HEIGHT - BOTTOM, TOP]);
  const step = WIDTH / counts.length;
  const left = (period: number) => WIDTH - (period + 1) * step;
  const gap = Math.min(2, step * 0.15);
  const every = Math.ceil(counts.length / 8);
  const peak = counts.indexOf(max(counts)!);
  const label = `${context.words.timeline}: ${periods.label(periods.bounds[0]!)} – ${periods.label(periods.bounds.at(-2)!)}; ${context.words.most}: ${periods.label(periods.bounds[peak]!)}, ${counts[peak]}`;
  return s(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': label, class: 'bars' },
    s('line', { class: 'axis', x1: 0, x2: WIDTH, y1: HEIGHT - BOTTOM, y2: HEIGHT - BOTTOM }),
    counts.map((count, period) =>
      s(
        'g',
        { class: chosen === null || chosen === period ? 'bar' : 'bar faded', click: () => choose(period) },
        s('title', {}, `${periods.label(periods.bounds[period]!)}: ${count}`),
        s('rect', { class: 'hit', x: left(period), y: 0, width: step, height: HEIGHT - BOTTOM }),
        s('rect', {
          x: left(period) + gap / 2,
          y: y(count),
          width: step - gap,
          height: HEIGHT - BOTTOM - y(count),
        }),
      ),
    ),
    counts.flatMap((_, period) =>
      period % every === 0 && left(period) > 30 && left(period) < WIDTH - 30
        ? [s('text', { x: left(period) + step / 2, y: HEIGHT - 6 }, periods.label(periods.bounds[period]!))]
        : [],
    ),
    s(
      'text',
      {
        class: 'value',
        x: Math.min(WIDTH - 20, Math.max(20, left(peak) + step / 2)),
        y: y(counts[peak]!) - 5,
      },
      String(counts[peak]),
    ),
  );
}

/** The same for those who see no bars. */
function numbers({ words }: Context, periods: Periods, counts: readonly number[]): HTMLElement {
  const rows = counts.flatMap((count, i) => (count > 0 ? [[periods.bounds[i]!, count] as const] : []));
  return h(
    'details',
    { class: 'numbers' },
    h('summary', {}, words.numbers),
    h(
      'table',
      {},
      h(
        'thead',
        {},
        h('tr', {}, h('th', { scope: 'col' }, words.period), h('th', { scope: 'col' }, words.events)),
      ),
      h(
        'tbody',
        {},
        rows.map(([start, count]) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row' }, h('time', { datetime: dayOf(start) }, periods.label(start))),
            h('td', {}, String(count)),
          ),
        ),
      ),
    ),
  );
}
