/**
 * brat's standoff annotations (https://brat.nlplab.org/standoff.html): text-bound mentions, their ids in other databases,
 * and the values of dates as notes. Its offsets are code points.
 */
import { offsetCounter } from '../text/counter.js';
import type { FormatSettings, Formatter } from './formatter.js';
import { type Mention, mentionsOf } from './mentions.js';

const LINE_BREAK = /[\r\n]+/g;

export function bratFormatter({ layers }: FormatSettings): Formatter {
  return {
    begin: () => '',
    record(record, text) {
      const toCodePoint = offsetCounter(text, 'codepoint');
      const mentions = mentionsOf(record, layers).filter(({ start, end }) => end > start);
      let references = 0;
      let out = '';
      for (const [index, mention] of mentions.entries()) {
        const number = `T${index + 1}`;
        const pieces = piecesOf(mention, text);
        const spans = pieces.map(([start, end]) => `${toCodePoint(start)} ${toCodePoint(end)}`).join(';');
        const shown = pieces.map(([start, end]) => text.slice(start, end)).join(' ');
        out += `${number}\t${nameOf(mention.type)} ${spans}\t${shown.replace(/\t/g, ' ')}\n`;
        if (mention.entityId !== null && /^[^\s:]+:\S+$/.test(mention.entityId)) {
          const name = (mention.name ?? '').replace(/\s+/g, ' ');
          out += `N${++references}\tReference ${number} ${mention.entityId}\t${name}\n`;
        }
        const note = mention.value ?? (mention.layer === 'quote' ? mention.name : null);
        if (note !== null) out += `#${index + 1}\tAnnotatorNotes ${number}\t${note.replace(/\s+/g, ' ')}\n`;
      }
      return out.toWellFormed();
    },
    error: () => '',
    end: () => '',
    beside: (text) => ({ extension: 'txt', content: text }),
  };
}

/** A mention without the line breaks in it, which brat does not allow in a span. */
function piecesOf({ start, end }: Mention, text: string): (readonly [start: number, end: number])[] {
  const pieces: (readonly [number, number])[] = [];
  let from = start;
  for (const found of text.slice(start, end).matchAll(LINE_BREAK)) {
    const at = start + found.index;
    if (at > from) pieces.push([from, at]);
    from = at + found[0].length;
  }
  if (end > from) pieces.push([from, end]);
  return pieces;
}

/** Names of types are letters, digits, - and _ there. */
function nameOf(type: string): string {
  return type.replace(/[^\p{L}\p{N}_-]+/gu, '_') || '_';
}
