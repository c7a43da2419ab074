/** One page that needs nothing else: each text with its marks, and tables of them. It has no script and asks no server. */
import { createHash } from 'node:crypto';
import type { DocumentRecord } from '../document.js';
import { actorsOf } from '../relations/actors.js';
import type { FormatSettings, Formatter } from './formatter.js';
import { escapeMarkup } from './markup.js';
import { type Mention, mentionsOf } from './mentions.js';
import { type TableWords, wordsOf } from './words.js';

/** Kinds of marks are told apart by colour and by the line below, for those who see no colours. */
const STYLE = `:root{color-scheme:light dark;--paper:#fdfcfa;--ink:#1c1b1a;--soft:#6b6762;--line:#dcd8d2;--per:37 99 235;--org:147 51 234;--loc:22 128 61;--date:194 65 12;--other:161 98 7;--fill:.14}
@media(prefers-color-scheme:dark){:root{--paper:#191817;--ink:#e9e6e1;--soft:#a29d96;--line:#3a3835;--per:96 165 250;--org:192 132 252;--loc:74 222 128;--date:251 146 60;--other:250 204 21;--fill:.2}}
*{box-sizing:border-box}
body{background:var(--paper);color:var(--ink);font:1.125rem/2 "Noto Naskh Arabic","Amiri","Geeza Pro","Segoe UI",Tahoma,serif;max-width:52rem;margin:0 auto;padding:1rem 1.25rem 3rem}
header{position:sticky;top:0;background:var(--paper);border-bottom:1px solid var(--line);padding:.4rem 0;margin-bottom:1.5rem;font-size:.9rem;z-index:1}
header ul{display:flex;flex-wrap:wrap;gap:.3rem 1rem;list-style:none;margin:0;padding:0}
section{margin-bottom:3.5rem}
h2{font-size:1.25rem;line-height:1.5;margin:0 0 .2rem;overflow-wrap:anywhere}
.about{color:var(--soft);font-size:.85rem;margin:0 0 1rem}
.text{white-space:pre-wrap;overflow-wrap:anywhere}
mark{--c:var(--other);color:inherit;background:rgb(var(--c)/var(--fill));border-bottom:2px dotted rgb(var(--c));border-radius:.2em;padding:.05em 0;-webkit-box-decoration-break:clone;box-decoration-break:clone}
mark.PER{--c:var(--per);border-bottom-style:solid}
mark.ORG{--c:var(--org);border-bottom-style:double;border-bottom-width:3px}
mark.LOC{--c:var(--loc);border-bottom-style:dashed}
mark.date{--c:var(--date);border-bottom-style:dotted}
.quote{background:linear-gradient(var(--line),var(--line)) 0 100%/100% 1px no-repeat;-webkit-box-decoration-break:clone;box-decoration-break:clone}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9rem;line-height:1.6;margin-top:1.25rem}
caption{text-align:start;font-weight:700;padding-bottom:.2rem}
th,td{text-align:start;padding:.2rem .7rem;border-bottom:1px solid var(--line);vertical-align:top}
th{color:var(--soft);font-weight:400}
td.n{font-variant-numeric:tabular-nums}
@media print{:root{color-scheme:light}body{max-width:none}header{position:static}}`;

/** Only this style, nothing from elsewhere, no script at all. */
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'`;

const KNOWN = new Set(['PER', 'LOC', 'ORG']);

type Words = TableWords['page'];

export function htmlFormatter(settings: FormatSettings): Formatter {
  // The page is one for readers of Arabic, whatever language the messages are in.
  const words = wordsOf('ar').page;
  return {
    begin: () =>
      `<!doctype html>\n<html lang="ar" dir="rtl">\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="${POLICY}">\n<meta name="viewport" content="width=device-width">\n<title>newsparse</title>\n<style>${STYLE}</style>\n</head>\n<body>\n${legend(settings, words)}<main>\n`,
    record: (record, text) => section(record, text, settings, words),
    error: () => '',
    end: () => '</main>\n</body>\n</html>\n',
  };
}

/** What the marks mean. */
function legend({ layers }: FormatSettings, words: Words): string {
  const entities = [
    ['PER', words.people],
    ['ORG', words.organisations],
    ['LOC', words.places],
    ['other', words.others],
  ];
  const items = [
    ...(layers.includes('entities') ? entities : []),
    ...(layers.includes('dates') ? [['date', words.dates]] : []),
  ].map(([kind, label]) => `<li><mark class="${kind}">${escapeMarkup(label!)}</mark></li>`);
  if (layers.includes('quotes'))
    items.push(`<li><span class="quote">${escapeMarkup(words.quotes)}</span></li>`);
  return `<header><ul aria-label="${escapeMarkup(words.legend)}">${items.join('')}</ul></header>\n`;
}

function section(record: DocumentRecord, text: string, { layers }: FormatSettings, words: Words): string {
  const title = record.page?.title ?? record.id;
  const about = [
    title === record.id ? null : `<bdi>${escapeMarkup(record.id)}</bdi>`,
    record.page?.url ? `<bdi dir="ltr">${escapeMarkup(record.page.url)}</bdi>` : null,
    record.date && `<time dir="ltr">${escapeMarkup(record.date.value)}</time>`,
  ].filter((part) => part !== null);
  const tables = [
    layers.includes('entities') ? entityTable(record, words) : '',
    layers.includes('dates') ? dateTable(record, words) : '',
  ];
  return `<section>
<h2><bdi>${escapeMarkup(title)}</bdi></h2>
${about.length > 0 ? `<p class="about">${about.join(' · ')}</p>\n` : ''}<div class="text">${marked(text, mentionsOf(record, layers))}</div>
${tables.join('')}</section>
`;
}

function entityTable(record: DocumentRecord, words: Words): string {
  const rows = actorsOf(record)
    .sort((a, b) => b.mentions.length - a.mentions.length)
    .map(({ name, type, id, mentions }) => {
      const kind = KNOWN.has(type) ? type : 'other';
      const role = mentions.find((mention) => mention.role !== null)?.role ?? '';
      return [
        `<mark class="${kind}"><bdi>${escapeMarkup(name)}</bdi></mark>`,
        `<bdi>${escapeMarkup(type)}</bdi>`,
        `<bdi>${escapeMarkup(role)}</bdi>`,
        `<bdi dir="ltr">${escapeMarkup(id ?? '')}</bdi>`,
        String(mentions.length),
      ];
    });
  return table(words.names, [words.text, words.type, words.role, words.id, words.count], rows);
}

function dateTable({ dates }: DocumentRecord, words: Words): string {
  const rows = dates.map(({ text, value, from, to }) => [
    `<mark class="date"><bdi>${escapeMarkup(text)}</bdi></mark>`,
    `<bdi dir="ltr">${escapeMarkup(value)}</bdi>`,
    `<bdi dir="ltr">${escapeMarkup(from ?? '–')}</bdi>`,
    `<bdi dir="ltr">${escapeMarkup(to ?? '–')}</bdi>`,
  ]);
  return table(words.dates, [words.text, words.value, words.from, words.to], rows);
}

/** @param rows cells of markup */
function table(caption: string, heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const head = heads.map((each) => `<th scope="col">${escapeMarkup(each)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>\n`).join('');
  return `<div class="scroll"><table>\n<caption>${escapeMarkup(caption)}</caption>\n<tr>${head}</tr>\n${body}</table></div>\n`;
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
