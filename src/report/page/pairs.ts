/** Who stands with whom: pairs of names that share sentences. */
import { LONGEST_LIST } from '../../relations/limits.js';
import { type Context, nameButton, section } from './context.js';
import { h, paged } from './dom.js';
import { sentenceAt } from './text.js';

const PAGE = 10;

interface Pair {
  readonly a: number;
  readonly b: number;
  sentences: number;
}

export function pairsSection(context: Context): HTMLElement {
  const { words } = context;
  const pairs = pairsOf(context);
  const body = h('tbody');
  const head = (text: string) => h('th', { scope: 'col' }, text);
  const table = h(
    'table',
    { class: 'pairs' },
    h('thead', {}, h('tr', {}, head(words.name), head(words.name), head(words.sentences))),
  );
  const list = paged(pairs, PAGE, body, words, ({ a, b, sentences }) =>
    h(
      'tr',
      {},
      h('td', {}, nameButton(context, a)),
      h('td', {}, nameButton(context, b)),
      h('td', { class: 'number' }, context.number(sentences)),
    ),
  );
  body.replaceWith(table);
  table.append(body);
  return section('pairs', words.pairs, words.pairsNote, list);
}

/** Those that share the most sentences first. */
function pairsOf({ articles }: Context): Pair[] {
  const pairs = new Map<string, Pair>();
  for (const article of articles) {
    const bySentence = new Map<number, Set<number>>();
    for (const [actor, start] of article.mentions) {
      const number = sentenceAt(article, start);
      bySentence.set(number, (bySentence.get(number) ?? new Set()).add(actor));
    }
    for (const there of bySentence.values()) {
      if (there.size < 2 || there.size > LONGEST_LIST) continue;
      const present = [...there].sort((a, b) => a - b);
      present.forEach((a, i) => {
        for (const b of present.slice(i + 1)) {
          const key = `${a} ${b}`;
          const pair = pairs.get(key);
          if (pair === undefined) pairs.set(key, { a, b, sentences: 1 });
          else pair.sentences++;
        }
      });
    }
  }
  return [...pairs.values()].sort((x, y) => y.sentences - x.sentences || x.a - y.a || x.b - y.b);
}
