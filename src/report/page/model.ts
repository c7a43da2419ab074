/** The articles, what they name, and which of them the filters leave. */
import { matchingForm } from '../../text/characters.js';
import type { ReportActor, ReportArticle, ReportData } from '../data.js';

export interface Filter {
  /** Words that must all stand in the text, in any spelling that folds to the same. */
  readonly query: string;
  /** Days of the articles, or '' */
  readonly from: string;
  readonly to: string;
  /** Numbers of actors who must all be named. */
  readonly actors: ReadonlySet<number>;
}

export const NO_FILTER: Filter = { query: '', from: '', to: '', actors: new Set() };

/** How often an actor is named. */
export interface Count {
  readonly actor: number;
  articles: number;
  mentions: number;
}

export class Model {
  private readonly forms: (string | undefined)[] = [];
  private readonly named: readonly ReadonlySet<number>[];

  constructor(readonly data: ReportData) {
    this.named = data.articles.map(({ mentions }) => new Set(mentions.map(([actor]) => actor)));
  }

  actor(number: number): ReportActor {
    return this.data.actors[number]!;
  }

  /** The articles that pass, the newest first, those without a day last. */
  articles({ query, from, to, actors }: Filter): ReportArticle[] {
    const words = matchingForm(query).split(/\s+/).filter(Boolean);
    return this.data.articles
      .filter(({ date }, i) => {
        if ((from !== '' || to !== '') && date === null) return false;
        if (from !== '' && date! < from) return false;
        if (to !== '' && date! > to) return false;
        for (const actor of actors) if (!this.named[i]!.has(actor)) return false;
        return words.length === 0 || words.every((word) => this.form(i).includes(word));
      })
      .sort((a, b) => newestFirst(a.date, b.date));
  }

  /** Names of a type by the number of articles that have them. */
  counts(articles: readonly ReportArticle[], isWanted: (actor: ReportActor) => boolean): Count[] {
    const counts = new Map<number, Count>();
    for (const { mentions } of articles) {
      const here = new Set<number>();
      for (const [actor] of mentions) {
        let count = counts.get(actor);
        if (count === undefined) {
          if (!isWanted(this.actor(actor))) continue;
          count = { actor, articles: 0, mentions: 0 };
          counts.set(actor, count);
        }
        count.mentions++;
        if (!here.has(actor)) count.articles++;
        here.add(actor);
      }
    }
    return [...counts.values()].sort(
      (a, b) => b.articles - a.articles || b.mentions - a.mentions || a.actor - b.actor,
    );
  }

  /** Folded when it is first asked for: most readers never search. */
  private form(i: number): string {
    this.forms[i] ??= matchingForm(this.data.articles[i]!.text);
    return this.forms[i];
  }
}

function newestFirst(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? 1 : -1;
}

/** The filter as a fragment of the address, so that a view can be kept and passed on; '' for none. */
export function toFragment({ query, from, to, actors }: Filter, data: ReportData): string {
  const parts = new URLSearchParams();
  if (query !== '') parts.set('q', query);
  if (from !== '') parts.set('from', from);
  if (to !== '') parts.set('to', to);
  for (const actor of actors) parts.append('name', `${data.actors[actor]!.type}:${data.actors[actor]!.name}`);
  return parts.toString();
}

export function fromFragment(fragment: string, data: ReportData): Filter {
  const parts = new URLSearchParams(fragment.replace(/^#/, ''));
  const names = new Set(parts.getAll('name'));
  const actors = new Set<number>();
  if (names.size > 0)
    data.actors.forEach(({ type, name }, i) => {
      if (names.has(`${type}:${name}`)) actors.add(i);
    });
  const day = (name: string) => (/^\d{4}-\d\d-\d\d$/.test(parts.get(name) ?? '') ? parts.get(name)! : '');
  return { query: parts.get('q') ?? '', from: day('from'), to: day('to'), actors };
}
