/** One page that needs nothing else: each text with its marks, and a table of them. It has no script and asks no server. */
import { createHash } from 'node:crypto';
import type { DocumentRecord } from '../document.js';
import type { FormatSettings, Formatter } from './formatter.js';
import { escapeMarkup } from './markup.js';
import { type Mention, mentionsOf } from './mentions.js';
import { wordsOf } from './words.js';

const STYLE = `:root{color-scheme:light dark}
body{font:17px/1.8 "Noto Naskh Arabic","Segoe UI","Geeza Pro",Tahoma,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
h2{font-size:1.1rem;border-bottom:1px solid #8888}
.text{white-space:pre-wrap;overflow-wrap:anywhere}
mark{color:inherit;background:#fd06;border-bottom:2px solid #c90}
mark.PER{background:#4bf4;border-color:#18c}mark.LOC{background:#4c64;border-color:#283}
mark.ORG{background:#c6f4;border-color:#84c}mark.date{background:#fa54;border-color:#c50}
.quote{text-decoration:underline dotted #888;text-underline-offset:.4em}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{text-align:start;padding:.15rem .6rem;border-bottom:1px solid #8884;vertical-align:top}
@media print{body{max-width:none;margin:0}}`;

/** Only this style, nothing from elsewhere, no script at all. */
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'`;

const KNOWN = new Set(['PER', 'LOC', 'ORG']);

export function htmlFormatter(settings: FormatSettings): Formatter {
  // The page is one for readers of Arabic, whatever language the messages are in.
  const words = wordsOf('ar').page;
  return {
    begin: () =>
      `<!doctype html>\n<html lang="ar" dir="rtl">\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="${POLICY}">\n<meta name="viewport" content="width=device-width">\n<title>newsparse</title>\n<style>${STYLE}</style>\n</head>\n<body>\n`,
    record: (record, text) => section(record, text, mentionsOf(record, settings.layers), words),
    error: () => '',
    end: () => '</body>\n</html>\n',
  };
}

function section(
  record: DocumentRecord,
  text: string,
  mentions: readonly Mention[],
  words: ReturnType<typeof wordsOf>['page'],
): string {
  const date = record.date === null ? '' : ` <time>${escapeMarkup(record.date.value)}</time>`;
  const heads = [words.text, words.type, words.value, words.id];
  const rows = mentions
    .filter(({ layer }) => layer !== 'quote')
    .map(
      (mention) =>
        `<tr><td><bdi>${escapeMarkup(mention.text)}</bdi></td><td>${escapeMarkup(mention.type)}</td><td><bdi>${escapeMarkup(
          mention.value ?? mention.name ?? '',
        )}</bdi></td><td><bdi dir="ltr">${escapeMarkup(mention.entityId ?? '')}</bdi></td></tr>\n`,
    );
  const table =
    rows.length === 0
      ? ''
      : `<table>\n<tr>${heads.map((head) => `<th>${escapeMarkup(head)}</th>`).join('')}</tr>\n${rows.join('')}</table>\n`;
  return `<section>\n<h2><bdi>${escapeMarkup(record.id)}</bdi>${date}</h2>\n<div class="text">${marked(text, mentions)}</div>\n${table}</section>\n`;
}

/** The text in pieces between the borders of mentions, each marked with what covers it: mentions may overlap. */
function marked(text: string, mentions: readonly Mention[]): string {
  const borders = new Set([0, text.length]);
  for (const { start, end } of mentions) borders.add(start).add(end);
  const sorted = [...borders].sort((a, b) => a - b);
  let open: Mention[] = [];
  let next = 0;
  let out = '';
  for (let i = 0; i + 1 < sorted.length; i++) {
    const from = sorted[i]!;
    while (next < mentions.length && mentions[next]!.start <= from) open.push(mentions[next++]!);
    open = open.filter(({ end }) => end > from);
    let piece = escapeMarkup(text.slice(from, sorted[i + 1]!));
    const mention = open.findLast(({ layer }) => layer !== 'quote');
    if (mention !== undefined)
      piece = `<mark class="${classOf(mention)}" title="${escapeMarkup(titleOf(mention))}">${piece}</mark>`;
    if (open.some(({ layer }) => layer === 'quote')) piece = `<span class="quote">${piece}</span>`;
    out += piece;
  }
  return out;
}

/** A class of the style; types of the user's have none of their own. */
function classOf({ layer, type }: Mention): string {
  if (layer === 'date') return 'date';
  return KNOWN.has(type) ? type : 'other';
}

function titleOf({ type, value, name, entityId }: Mention): string {
  return [type, value ?? name, entityId].filter((part) => part !== null).join(' · ');
}
