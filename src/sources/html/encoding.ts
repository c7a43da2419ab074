/** The encoding of a page: what its bytes show, then what the server and the page say, then its commonest letters. */
import { type Buffer, isUtf8 } from 'node:buffer';
import { type DecodedText, decodeText } from '../encoding.js';
import type { EncodingChoice } from '../kinds.js';

/** How far a page is read for its meta element, as browsers do. */
const HEAD = 4096;
const META = /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{1,40})/i;

/**
 * @param said the charset of the HTTP header, null where there is none
 * @throws Problem as `decodeText`
 */
export function decodePage(
  bytes: Buffer,
  choice: EncodingChoice,
  said: string | null,
  strict: boolean,
): DecodedText {
  // Text that is valid as UTF-8 and not ASCII is hardly anything else, whatever the page says.
  if (choice !== 'auto' || isUtf8(bytes)) return decodeText(bytes, choice, strict);
  const named = said ?? META.exec(bytes.toString('latin1', 0, HEAD))?.[1] ?? null;
  if (named === null || /^utf-?8$/i.test(named)) return decodeText(bytes, choice, strict);
  try {
    const decoder = new TextDecoder(named, { fatal: true });
    return {
      text: decoder.decode(bytes),
      encoding: decoder.encoding as DecodedText['encoding'],
      replaced: 0,
    };
  } catch {
    // A name of no encoding, or one that does not fit the bytes.
    return decodeText(bytes, choice, strict);
  }
}
