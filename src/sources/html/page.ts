/** From the bytes of a page to a document: its main text by Readability, and what it says about itself. */
import { Buffer } from 'node:buffer';
import type { Page } from '../../document.js';

import { type InputSettings, type Item, type Origin, replacedIn } from '../item.js';
import { Problem, problemOf } from '../problem.js';
import { aboutPage } from './about.js';
import { decodePage } from './encoding.js';
import { htmlLibraries } from './load.js';
import { DEEPEST, MOST_ELEMENTS, type Scan, scanPage } from './scan.js';

/** A page as it was found; plain data. */
export interface RawPage {
  readonly origin: Origin;
  readonly id: string;
  readonly bytes: Uint8Array;
  /** Charset of the HTTP header. */
  readonly charset: string | null;
  /** Where it was fetched, and when; null for a page of a file. */
  readonly url: string | null;
  readonly captured: string | null;
}

/** Main texts that are shorter than this share of the whole are taken for a failure, in code units. */
const LEAST_TEXT = 140;

/** The document of a page; its offsets are those of the text that the document has. */
export function pageItem(raw: RawPage, settings: InputSettings): Item {
  const { origin, id } = raw;
  try {
    const bytes = Buffer.from(raw.bytes.buffer, raw.bytes.byteOffset, raw.bytes.length);
    const decoded = decodePage(bytes, settings.encoding, raw.charset, settings.strict);
    const warnings = replacedIn(decoded);
    const scan = scanPage(decoded.text);
    const about = aboutPage(scan);
    const size = sizeProblem(scan);
    if (size !== null) warnings.push(size);
    const body = (size === null ? mainText(decoded.text, warnings) : null) ?? scan.text;
    const text = withTitle(about.title, body);
    if (text.trim() === '') throw new Problem('no-page-text');
    const page: Page = {
      url: raw.url ?? about.url,
      title: about.title,
      published: about.published,
      captured: raw.captured,
    };
    return { origin, document: { id, text, page }, warnings };
  } catch (error) {
    return { origin, id, problem: problemOf(error) };
  }
}

function sizeProblem({ elements, depth }: Scan): Problem | null {
  if (elements > MOST_ELEMENTS) return new Problem('page-too-large', { elements, most: MOST_ELEMENTS });
  return depth > DEEPEST ? new Problem('page-too-deep', { most: DEEPEST }) : null;
}

/** The main text as Readability finds it; null where it finds none. */
function mainText(html: string, warnings: Problem[]): string | null {
  try {
    return readable(html);
  } catch (error) {
    warnings.push(new Problem('page-unreadable', { reason: (error as Error).message }));
    return null;
  }
}

function readable(html: string): string | null {
  const { parseHTML, Readability } = htmlLibraries();
  const { document } = parseHTML(/<html[\s>]/i.test(html) ? html : `<html><body>${html}</body></html>`);
  const article = new Readability(document as never, { charThreshold: LEAST_TEXT }).parse();
  if (!article?.content) return null;
  const { text } = scanPage(article.content, false);
  return text.length < LEAST_TEXT ? null : text;
}

/** The headline is a part of the text, as its first line; Readability takes it out of the main text. */
function withTitle(title: string | null, body: string): string {
  if (title === null || body.startsWith(title)) return body;
  return body === '' ? title : `${title}\n\n${body}`;
}
