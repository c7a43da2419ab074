/** What a page says about itself: its title, when it was published, its address. */
import type { Scan } from './scan.js';

/** Names of meta elements, the surest first. */
const PUBLISHED = [
  'article:published_time',
  'datepublished',
  'og:published_time',
  'article:published',
  'parsely-pub-date',
  'sailthru.date',
  'dc.date.issued',
  'dcterms.created',
  'dcterms.issued',
  'dc.date',
  'pubdate',
  'publishdate',
  'publish-date',
  'date',
];
const TITLES = ['og:title', 'twitter:title', 'dc.title', 'dcterms.title'];
/** Types of JSON-LD objects that are about the article; any others count after them. */
const ARTICLE = /(?:article|posting|report)$/i;
/** Objects in JSON-LD that are looked at, and how deep. */
const MOST_OBJECTS = 1000;
const DEEPEST = 6;

export interface About {
  readonly title: string | null;
  /** As it is written. */
  readonly published: string | null;
  readonly url: string | null;
}

/** What the elements and scripts of the page say. */
export function aboutPage(scan: Scan): About {
  const objects = linkedData(scan.jsonLd);
  const fromData = (field: string): string | null => {
    for (const object of objects) {
      const value = object[field];
      if (typeof value === 'string' && value.trim() !== '') return value.trim();
    }
    return null;
  };
  const fromMeta = (names: readonly string[]): string | null => {
    for (const name of names) {
      const value = scan.meta.get(name);
      if (value !== undefined) return value;
    }
    return null;
  };
  return {
    title: fromData('headline') ?? (scan.heading || fromMeta(TITLES) || scan.title || null),
    published: fromMeta(PUBLISHED) ?? fromData('datePublished') ?? scan.times[0] ?? null,
    url: scan.canonical ?? scan.meta.get('og:url') ?? null,
  };
}

type Data = Readonly<Record<string, unknown>>;

/** The objects of the scripts, articles first; what is no JSON is passed over. */
function linkedData(scripts: readonly string[]): Data[] {
  const objects: Data[] = [];
  const collect = (value: unknown, depth: number): void => {
    if (objects.length >= MOST_OBJECTS || depth > DEEPEST || typeof value !== 'object' || value === null)
      return;
    if (Array.isArray(value)) for (const each of value) collect(each, depth + 1);
    else {
      objects.push(value as Data);
      collect((value as Data)['@graph'], depth + 1);
      collect((value as Data).mainEntity, depth + 1);
    }
  };
  for (const script of scripts) {
    try {
      collect(JSON.parse(script), 0);
    } catch {
      // Many pages have broken scripts; what else they say still counts.
    }
  }
  const isArticle = (object: Data): boolean =>
    [object['@type']].flat().some((type) => typeof type === 'string' && ARTICLE.test(type));
  return [...objects.filter(isArticle), ...objects.filter((object) => !isArticle(object))];
}
