/**
 * TimeML (TimeML 1.2.1): the text with its TIMEX3. One root; several documents stand in it one after the other. A range
 * is a DURATION around the text, whose two ends are TIMEX3 without text.
 */
import type { DateMention, DocumentRecord } from '../document.js';
import type { Formatter } from './formatter.js';
import { escapeMarkup } from './markup.js';
import { apart } from './mentions.js';

type Attributes = readonly (readonly [name: string, value: string | null | undefined])[];

export function timemlFormatter(): Formatter {
  return {
    begin: () => '<?xml version="1.0" encoding="UTF-8"?>\n<TimeML>\n',
    record: writeDocument,
    error: () => '',
    end: () => '</TimeML>\n',
  };
}

function writeDocument(record: DocumentRecord, text: string): string {
  const creation =
    record.date === null
      ? ''
      : `<DCT>${element(
          [
            ['tid', 't0'],
            ['type', record.date.value.includes('T') ? 'TIME' : 'DATE'],
            ['value', record.date.value],
            ['functionInDocument', 'CREATION_TIME'],
          ],
          record.date.value,
        )}</DCT>\n`;
  let number = 0;
  let at = 0;
  let body = '';
  for (const mention of apart([...record.dates].sort((a, b) => a.start - b.start || b.end - a.end))) {
    const own = `t${++number}`;
    const covered = text.slice(mention.start, mention.end);
    body += escapeMarkup(text.slice(at, mention.start));
    at = mention.end;
    const ends = mention.value.split('/');
    if (ends.length !== 2) {
      body += element([['tid', own], ...attributesOf(mention, mention.value)], covered);
      continue;
    }
    const points = ends.map((value) => ({ tid: `t${++number}`, value }));
    body += element(
      [
        ['tid', own],
        ['type', 'DURATION'],
        ['value', lengthOf(mention)],
        ['beginPoint', points[0]!.tid],
        ['endPoint', points[1]!.tid],
        ['mod', mention.mod],
      ],
      covered,
    );
    for (const { tid, value } of points) {
      body += element([
        ['tid', tid],
        ['type', mention.type === 'TIME' ? 'TIME' : 'DATE'],
        ['value', value],
      ]);
    }
  }
  body += escapeMarkup(text.slice(at));
  return `<DOCID>${escapeMarkup(record.id)}</DOCID>\n${creation}<TEXT>${body}</TEXT>\n`;
}

function attributesOf({ type, mod, quant, freq }: DateMention, value: string): Attributes {
  return [
    ['type', type],
    ['value', value],
    ['mod', mod],
    ['quant', quant],
    ['freq', freq],
  ];
}

function element(attributes: Attributes, content?: string): string {
  const written = attributes
    .filter(([, value]) => typeof value === 'string')
    .map(([name, value]) => ` ${name}="${escapeMarkup(value!)}"`)
    .join('');
  return content === undefined
    ? `<TIMEX3${written}/>`
    : `<TIMEX3${written}>${escapeMarkup(content)}</TIMEX3>`;
}

const MILLISECONDS_PER_DAY = 86_400_000;

/** How long a range is, in the largest unit that it is whole in; an X where that cannot be known. */
function lengthOf({ from, to }: DateMention): string {
  const first = partsOf(from);
  const last = partsOf(to);
  if (first === null || last === null) return 'PXX';
  const months = (last.year - first.year) * 12 + last.month - first.month;
  if (first.day === last.day && months > 0) return months % 12 === 0 ? `P${months / 12}Y` : `P${months}M`;
  const dayOf = ({ year, month, day }: typeof first) => Date.UTC(year, month - 1, day) / MILLISECONDS_PER_DAY;
  const days = dayOf(last) - dayOf(first);
  return days > 0 ? `P${days}D` : 'PXX';
}

function partsOf(moment: string | null): { year: number; month: number; day: number } | null {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(moment ?? '');
  return parts === null ? null : { year: Number(parts[1]), month: Number(parts[2]), day: Number(parts[3]) };
}
