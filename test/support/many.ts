/** A stream of many articles, and how streams that went through several processes are compared. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './cli.js';
import { line } from './files.js';

/** Lines of articles of many days, no two the same, in the order of their ids; one in 400 has no text. */
export function* articles(count: number): Generator<string> {
  const folder = join(root, 'fixtures/articles');
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  for (let i = 0; i < count; i++) {
    const id = `a${String(i).padStart(7, '0')}`;
    const date = new Date(Date.UTC(2020, 0, 1 + 3 * (i % 30))).toISOString().slice(0, 10);
    const [first, second] = [texts[i % texts.length]!, texts[(i * 7 + 3) % texts.length]!];
    const text = `${first}\n\n${[...second].slice(0, 100 + (i % 300)).join('')}\nالعدد ${i}، مرصد النخيل الذهبي.`;
    yield line(i % 400 === 7 ? { id, date } : { id, date, text });
  }
}

/** For sh: without the line number of an error, which is that of the stream that its line came in. */
export const PLACELESS = String.raw`sed -E 's/("error":.*"line":)[0-9]+/\1…/'`;

/** For sh: records in the order of their ids, as bytes. The id stands first in error records and second in others. */
export const BY_ID = String.raw`sed -E 's/^\{("schema":1,)?"id":"([^"]*)"/\2\t&/' | LC_ALL=C sort -t "$(printf '\t')" -k 1,1 | cut -f 2-`;
