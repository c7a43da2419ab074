/** A slow matcher that has nothing in common with the real one: regular expressions, strings and three loops. */
interface Piece {
  form: string;
  start: number;
  end: number;
  raw: string;
  before: string;
}

const PIECE = /[\p{L}\p{M}\u0640]+|\.+|-+|_+|\S/gu;
const fold = (text: string) =>
  text
    .replace(/[\u064b-\u065f\u0670\u0640]/g, '')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ة/g, 'ه')
    .replace(/[ىئ]/g, 'ي')
    .replace(/ؤ/g, 'و')
    .toLowerCase();

function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let last = 0;
  for (const match of text.matchAll(PIECE)) {
    const [raw] = match;
    pieces.push({
      form: fold(raw),
      start: match.index,
      end: match.index + raw.length,
      raw,
      before: text.slice(last, match.index),
    });
    last = match.index + raw.length;
  }
  return pieces;
}
const isMark = (piece: Piece) => !/[\p{L}]/u.test(piece.raw);

/** For each way from piece `from`: forms and last piece. */
function ways(pieces: Piece[], from: number, most: number): { forms: string[]; last: number }[] {
  const out = [{ forms: [pieces[from]!.form], last: from }];
  let passed = 0;
  for (let j = from + 1; j < pieces.length && out.length < most; j++) {
    if (pieces[j]!.before.includes('\n')) break;
    const next = pieces[j + 1];
    const joins = /^[-./_]$/.test(pieces[j]!.raw) && pieces[j]!.before === '' && next?.before === '';
    if (/^["«»“”„'‘’]$/.test(pieces[j]!.raw) || joins) {
      if (++passed > 4) break;
      continue;
    }
    passed = 0;
    out.push({ forms: [...out.at(-1)!.forms, pieces[j]!.form], last: j });
  }
  return out;
}

/** What the name is made of; empty when it cannot be found. */
export function naiveKey(name: string): string {
  const pieces = piecesOf(name.replace(/\n/g, ' '));
  while (pieces.length > 0 && isMark(pieces[0]!)) pieces.shift();
  while (pieces.length > 0 && isMark(pieces.at(-1)!)) pieces.pop();
  if (pieces.length === 0) return '';
  const way = ways(pieces, 0, 99).at(-1)!;
  return way.last === pieces.length - 1 && way.forms.length <= 16 ? way.forms.join(' ') : '';
}

/** Folded word → its readings: what came off, and what is left. */
function readings(form: string): { off: number; rest: string }[] {
  const out = [{ off: 0, rest: form }];
  if (!/^[\u0621-\u064a]+$/.test(form)) return out;
  for (const letters of ['و', 'ف', 'ب', 'ل', 'ك', 'وب', 'ول', 'وك', 'فب', 'فل', 'فك'])
    if (form.startsWith(letters) && form.length >= letters.length + 2)
      out.push({ off: letters.length, rest: form.slice(letters.length) });
  for (const letters of ['لل', 'ولل', 'فلل'])
    if (form.startsWith(letters) && form.length >= letters.length + 2)
      out.push({ off: letters.length - 1, rest: `ال${form.slice(letters.length)}` });
  const order = ['', 'و', 'ف', 'ب', 'ل', 'ك', 'لل', 'وب', 'ول', 'وك', 'فب', 'فل', 'فك', 'ولل', 'فلل'];
  const rank = ({ off, rest }: { off: number; rest: string }) =>
    order.indexOf(form.slice(0, off) + (off > 0 && `${form.slice(off)}` !== rest ? 'ل' : ''));
  return out.sort((a, b) => rank(a) - rank(b));
}

/** Start after `off` letters and the marks on them. */
function skip(raw: string, off: number): number {
  let i = 0;
  for (let n = 0; n < off; i++) if (!/[\u064b-\u065f\u0670\u0640]/.test(raw[i]!)) n++;
  while (off > 0 && /[\u064b-\u065f\u0670\u0640]/.test(raw[i] ?? '')) i++;
  return i;
}

/** `start-end:name` of every match of the keys in the text. */
export function naiveMatches(text: string, keys: ReadonlySet<string>, overlaps: 'longest' | 'all'): string[] {
  const pieces = piecesOf(text);
  const out: string[] = [];
  for (let i = 0; i < pieces.length; ) {
    const here: { start: number; last: number; key: string }[] = [];
    for (const { off, rest } of readings(pieces[i]!.form)) {
      for (const { forms, last } of ways(pieces, i, 16)) {
        const key = [rest, ...forms.slice(1)].join(' ');
        if (keys.has(key)) here.push({ start: pieces[i]!.start + skip(pieces[i]!.raw, off), last, key });
      }
      if (here.length > 0 && overlaps === 'longest') break;
    }
    const show = (m: (typeof here)[number]) => out.push(`${m.start}-${pieces[m.last]!.end}:${m.key}`);
    if (overlaps === 'longest' && here.length > 0) {
      show(here.at(-1)!);
      i = here.at(-1)!.last + 1;
      continue;
    }
    here
      .map((m, n) => ({ ...m, n }))
      .sort((a, b) => b.last - a.last || a.start - b.start || a.n - b.n)
      .forEach(show);
    i++;
  }
  return out;
}
