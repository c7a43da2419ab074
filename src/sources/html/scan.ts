/**
 * One pass over the tags of a page, in linear time and without a tree: how large the tree would be, what the page says
 * about itself, and its plain text.
 */
import { htmlLibraries } from './load.js';
import { BESIDE, CELLS, HEAD_CONTENT, LINES, PARAGRAPHS, SELF_ENDING, SILENT, VOID } from './tags.js';

export interface Scan {
  /** Elements and comments, and attributes of which an element has very many. */
  readonly elements: number;
  /** The deepest nesting of elements; counted up to `DEEPEST` + 1. */
  readonly depth: number;
  /** Contents of meta elements by their lower-case name or property; the first of each. */
  readonly meta: ReadonlyMap<string, string>;
  /** Texts of the JSON-LD scripts. */
  readonly jsonLd: readonly string[];
  /** Values of time elements with a datetime, those that are marked as the day of publication first. */
  readonly times: readonly string[];
  readonly title: string;
  readonly heading: string;
  /** Address that the page gives as its own. */
  readonly canonical: string | null;
  /** All that readers see, without navigation and forms. */
  readonly text: string;
}

/** Deeper and larger trees are not built: Readability's time grows with the square of the depth. */
export const DEEPEST = 256;
export const MOST_ELEMENTS = 50_000;
/** Attributes of one element from which each counts as an element. */
const MANY_ATTRIBUTES = 64;
/** How much of what a page says about itself is kept, in code units. */
const LONGEST_VALUE = 4096;
const LONGEST_SCRIPT = 1 << 20;

const SPACE = /[\t\n\f\r \u00a0]+/g;
const EDGES = /^ | $/g;

/** Puts the pieces of a text together as a browser shows them: blanks joined, blocks on lines of their own. */
class TextBuilder {
  private readonly pieces: string[] = [];
  private breaks = 0;
  private blank = false;
  private empty = true;

  add(text: string): void {
    const joined = text.replace(SPACE, ' ');
    const inner = joined.replace(EDGES, '');
    if (inner === '') {
      this.blank ||= joined !== '';
      return;
    }
    if (!this.empty) {
      if (this.breaks > 0) this.pieces.push(this.breaks > 1 ? '\n\n' : '\n');
      else if (this.blank || joined.startsWith(' ')) this.pieces.push(' ');
    }
    this.pieces.push(inner);
    this.empty = false;
    this.breaks = 0;
    this.blank = joined.endsWith(' ');
  }

  break(lines: number): void {
    this.breaks = Math.max(this.breaks, lines);
  }

  space(): void {
    this.blank = true;
  }

  toString(): string {
    return this.pieces.join('');
  }
}

/** Scans a page. */
export function scanPage(html: string, skipBeside = true): Scan {
  const { Tokenizer } = htmlLibraries();
  const meta = new Map<string, string>();
  const jsonLd: string[] = [];
  const published: string[] = [];
  const times: string[] = [];
  const text = new TextBuilder();
  const heading = new TextBuilder();
  let title = '';
  let canonical: string | null = null;
  let headings = 0;
  let elements = 0;
  let deepest = 0;
  /** The open elements, the innermost last; deeper ones than `DEEPEST` are not kept. */
  const open: string[] = [];
  /** The element in which nothing is read, and how many of its name are open in it. */
  let silent = '';
  let silentDepth = 0;
  let name = '';
  let attributes = new Map<string, string>();
  let attribute = '';
  let value = '';
  let script: string | null = null;

  const isBlock = (tag: string): number => (PARAGRAPHS.has(tag) ? 2 : LINES.has(tag) ? 1 : 0);
  const close = (tag: string): void => {
    const at = open.lastIndexOf(tag);
    if (at >= 0) open.length = at;
  };

  function opened(selfClosing: boolean): void {
    elements++;
    if (silent !== '') {
      if (name === silent && !selfClosing && !VOID.has(name)) silentDepth++;
      return;
    }
    if (name === 'meta') readMeta();
    else if (name === 'link' && attributes.get('rel')?.toLowerCase() === 'canonical')
      canonical ??= attributes.get('href') ?? null;
    else if (name === 'time') readTime();
    if (open.includes('head') && !HEAD_CONTENT.has(name)) close('head');
    const lines = isBlock(name);
    if (lines > 0) {
      text.break(lines);
      heading.space();
    } else if (CELLS.has(name)) text.space();
    if (selfClosing || VOID.has(name)) return;
    if (SELF_ENDING.has(name) && open.at(-1) === name) open.pop();
    if (open.length <= DEEPEST) open.push(name);
    deepest = Math.max(deepest, open.length);
    if (name === 'h1') headings++;
    if (name === 'script' && /^application\/ld\+json/i.test(attributes.get('type') ?? '')) script = '';
    if (SILENT.has(name) || (skipBeside && BESIDE.has(name))) {
      silent = name;
      silentDepth = 1;
    }
  }

  function closed(tag: string): void {
    if (silent !== '') {
      if (tag !== silent || --silentDepth > 0) return;
      silent = '';
      if (script !== null) jsonLd.push(script);
      script = null;
    }
    const lines = isBlock(tag);
    if (lines > 0) text.break(lines);
    close(tag);
  }

  function readMeta(): void {
    const key = (attributes.get('property') ?? attributes.get('name') ?? attributes.get('itemprop'))
      ?.trim()
      .toLowerCase();
    const content = attributes.get('content')?.trim();
    if (key && content && !meta.has(key)) meta.set(key, content.slice(0, LONGEST_VALUE));
  }

  function readTime(): void {
    const written = attributes.get('datetime')?.trim();
    if (!written || written.length > 64) return;
    const isPublication = attributes.has('pubdate') || /published/i.test(attributes.get('itemprop') ?? '');
    (isPublication ? published : times).push(written);
  }

  function took(piece: string): void {
    if (script !== null && silent === 'script') {
      if (script.length < LONGEST_SCRIPT) script += piece;
      return;
    }
    if (silent !== '') return;
    if (open.includes('title')) {
      if (title.length < LONGEST_VALUE) title += piece;
      return;
    }
    if (open.includes('head')) return;
    if (headings === 1 && open.includes('h1')) heading.add(piece);
    text.add(piece);
  }

  const tokenizer = new Tokenizer(
    {},
    {
      onopentagname(start, end) {
        name = html.slice(start, end).toLowerCase();
        attributes = new Map();
      },
      onattribname(start, end) {
        attribute = html.slice(start, Math.min(end, start + 64)).toLowerCase();
        value = '';
      },
      onattribdata(start, end) {
        if (value.length < LONGEST_VALUE) value += html.slice(start, Math.min(end, start + LONGEST_VALUE));
      },
      onattribentity(codepoint) {
        value += String.fromCodePoint(codepoint);
      },
      onattribend() {
        if (attributes.size < MANY_ATTRIBUTES) {
          if (!attributes.has(attribute)) attributes.set(attribute, value);
        } else elements++;
      },
      onopentagend: () => opened(false),
      onselfclosingtag: () => opened(true),
      onclosetag: (start, end) => closed(html.slice(start, end).toLowerCase()),
      ontext: (start, end) => took(html.slice(start, end)),
      ontextentity: (codepoint) => took(String.fromCodePoint(codepoint)),
      oncdata: (start, end, endOffset) => took(html.slice(start, end - endOffset)),
      // A tree has a node for each comment too.
      oncomment: () => {
        elements++;
      },
      ondeclaration: () => {},
      onprocessinginstruction: () => {},
      onend: () => {},
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return {
    elements,
    depth: deepest,
    meta,
    jsonLd,
    times: [...published, ...times],
    title: title.replace(SPACE, ' ').trim(),
    heading: heading.toString(),
    canonical,
    text: text.toString(),
  };
}
