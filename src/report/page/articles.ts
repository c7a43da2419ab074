/** The articles themselves: a list, and one of them to read. */
import type { ReportArticle } from '../data.js';
import { articleButton, type Context, dayLabel, nameButton, section } from './context.js';
import { bdi, h, paged } from './dom.js';
import type { Model } from './model.js';
import { marked } from './text.js';

const PAGE = 15;
/** Names that stand below a title. */
const NAMES = 5;

export function articlesSection(context: Context): HTMLElement {
  const { words, model } = context;
  return section(
    'articles',
    words.articles,
    null,
    paged(context.articles, PAGE, h('ol', { class: 'articles' }), words, (article) =>
      h(
        'li',
        {},
        dayLabel(context, article.date),
        h(
          'div',
          {},
          articleButton(context, article),
          h(
            'p',
            { class: 'of' },
            ...model
              .counts([article], () => true)
              .sort((a, b) => b.mentions - a.mentions)
              .slice(0, NAMES)
              .map(({ actor }) => nameButton(context, actor)),
          ),
        ),
      ),
    ),
  );
}

/** Shows an article over the page. @param at an offset that is scrolled to */
export function openArticle(
  dialog: HTMLDialogElement,
  model: Model,
  article: ReportArticle,
  words: { readonly close: string; readonly undated: string },
  day: (day: string) => string,
  at?: number,
): void {
  const text = h('div', { class: 'text', lang: 'ar', dir: 'auto', tabindex: '0' });
  const direct = article.quotes.filter((quote) => quote.direct).sort((a, b) => a.start - b.start);
  let from = 0;
  for (const { start, end } of direct) {
    if (start < from) continue;
    text.append(...marked(model, article, from, start));
    text.append(h('q', { 'data-start': start }, ...marked(model, article, start, end)));
    from = end;
  }
  text.append(...marked(model, article, from, article.text.length));
  dialog.replaceChildren(
    h(
      'header',
      {},
      h('h2', { id: 'article-title' }, bdi(article.title)),
      h(
        'p',
        { class: 'source' },
        article.date === null ? words.undated : h('time', { datetime: article.date }, day(article.date)),
        ' · ',
        h('bdi', { class: 'id', dir: 'ltr' }, article.id),
      ),
      h(
        'button',
        { type: 'button', class: 'close', 'aria-label': words.close, click: () => dialog.close() },
        '✕',
      ),
    ),
    text,
  );
  dialog.showModal();
  if (at !== undefined) goTo(text, at);
}

/** Scrolls a text to an offset and shows the place. */
function goTo(text: HTMLElement, offset: number): void {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  for (let left = offset, node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const { length } = node as Text;
    if (left >= length) {
      left -= length;
      continue;
    }
    const place = node.parentElement!;
    const target = place === text ? (node as Text).splitText(left) : place;
    if (target instanceof Text) {
      const mark = h('span', { class: 'here' });
      target.before(mark);
      mark.scrollIntoView({ block: 'center' });
    } else target.scrollIntoView({ block: 'center' });
    return;
  }
}
