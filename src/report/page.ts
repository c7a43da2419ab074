/** The report as one page of HTML that needs nothing else and asks no server. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import catalogue from '../../data/words-of-report.json' with { type: 'json' };
import { escapeMarkup } from '../formats/markup.js';
import type { ReportData } from './data.js';

/** Set by the bundler: the script, the style and the outlines of the countries, seen from this module. */
declare const NEWSPARSE_PAGE: string;

/** The parts of the page that are the same for every report. */
interface Parts {
  readonly script: string;
  readonly style: string;
  readonly outlines: string;
}

function readParts(): Parts {
  const read = (ending: string) =>
    readFileSync(new URL(`${NEWSPARSE_PAGE}${ending}`, import.meta.url), 'utf8');
  return { script: read('.js'), style: read('.css'), outlines: read('.json') };
}

/** The heading of a report that was given none. */
export const defaultTitle = (lang: ReportData['lang']): string => catalogue[lang].title;

/**
 * Writes the page. It runs from right to left in both languages, since its texts do.
 * @throws Error of the file system when the parts of the page are not there
 */
export function writePage(data: ReportData): string {
  const { script, style, outlines } = readParts();
  const words = catalogue[data.lang];
  // Only this script and this style, nothing from elsewhere.
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    // The empty icon, so that no browser looks for one.
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="${data.lang}" dir="rtl">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeMarkup(data.title)}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<noscript><p>${escapeMarkup(words.noScript)}</p></noscript>
<script type="application/json" id="words">${inScript(JSON.stringify(words))}</script>
<script type="application/json" id="outlines">${inScript(outlines)}</script>
<script type="application/json" id="data">${inScript(JSON.stringify(data))}</script>
<script>${script}</script>
</body>
</html>
`;
}

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** JSON that cannot end the element that it stands in. */
const inScript = (json: string): string => json.toWellFormed().replace(/</g, '\\u003c');
