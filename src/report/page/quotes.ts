/** Who said what: the speakers, and what they said. */
import type { ReportArticle, ReportQuote } from '../data.js';
import { articleButton, type Context, dayLabel, nameButton, section } from './context.js';
import { bdi, h, paged, radios } from './dom.js';

const PAGE = 10;
const SPEAKERS = 15;
const KINDS = ['both', 'direct', 'indirect'] as const;

interface Said {
  readonly article: ReportArticle;
  readonly quote: ReportQuote;
  /** The number of the actor whose it is; null for a speaker whom the text does not name. */
  readonly by: number | null;
}

/** The choice of a kind outlives a filter. */
let kind: (typeof KINDS)[number] = 'both';

export function quotesSection(context: Context): HTMLElement {
  const { words } = context;
  const box = h('div', { class: 'quotes' });
  let speaker: Said['by'] | undefined;

  function draw(): void {
    const said = saidIn(context.articles).filter(
      ({ quote }) => kind === 'both' || quote.direct === (kind === 'direct'),
    );
    const bySpeaker = new Map<Said['by'], Said[]>();
    for (const each of said) bySpeaker.set(each.by, [...(bySpeaker.get(each.by) ?? []), each]);
    if (speaker !== undefined && !bySpeaker.has(speaker)) speaker = undefined;
    // The unnamed come first: they are one group, which may be the largest.
    const speakers = [...bySpeaker].sort(
      (a, b) => Number(b[0] === null) - Number(a[0] === null) || b[1].length - a[1].length,
    );
    const choose = (by: Said['by'] | undefined) => () => {
      speaker = by;
      draw();
      box.querySelector<HTMLElement>('.speakers [aria-pressed="true"]')?.focus();
    };
    const button = (label: string, by: Said['by'] | undefined, count: number) =>
      h(
        'li',
        {},
        h(
          'button',
          { type: 'button', class: 'speaker', 'aria-pressed': String(speaker === by), click: choose(by) },
          bdi(label),
          ' ',
          h('span', { class: 'number' }, context.number(count)),
        ),
      );
    const list = h('ul', {}, button(words.allSpeakers, undefined, said.length));
    box.replaceChildren(
      h(
        'nav',
        { class: 'speakers', 'aria-label': words.speakers },
        paged(speakers, SPEAKERS, list, words, ([by, all]) => button(nameOf(context, by), by, all.length)),
      ),
      paged(
        speaker === undefined ? said : bySpeaker.get(speaker)!,
        PAGE,
        h('div', { class: 'list' }),
        words,
        (each) => quoteItem(context, each),
      ),
    );
  }
  draw();
  const titles = { both: words.both, direct: words.direct, indirect: words.indirect };
  const choice = radios('quote-kind', words.kind, KINDS, titles, kind, (chosen) => {
    kind = chosen;
    draw();
  });
  return section('quotes', words.quotes, null, choice, box);
}

function saidIn(articles: readonly ReportArticle[]): Said[] {
  return articles.flatMap((article) => article.quotes.map((quote) => ({ article, quote, by: quote.actor })));
}

function nameOf({ model, words }: Context, by: Said['by']): string {
  return by === null ? words.unknown : model.actor(by).name;
}

function quoteItem(context: Context, { article, quote, by }: Said): HTMLElement {
  const { words } = context;
  const text = article.text.slice(quote.start, quote.end);
  const who =
    by === null ? h('span', { class: 'who' }, bdi(quote.speaker ?? words.unknown)) : nameButton(context, by);
  return h(
    'figure',
    { class: quote.direct ? 'said direct' : 'said indirect' },
    h('blockquote', { lang: 'ar', dir: 'auto' }, h('p', {}, quote.direct ? `«${text}»` : text)),
    h(
      'figcaption',
      {},
      who,
      quote.direct ? null : h('span', { class: 'kind' }, words.indirect),
      dayLabel(context, article.date),
      articleButton(context, article, quote.start),
    ),
  );
}
