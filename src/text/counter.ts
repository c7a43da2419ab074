/** Offsets in other units than UTF-16 code units. */

export const OFFSET_UNITS = ['utf16', 'codepoint', 'byte'] as const;
export type OffsetUnit = (typeof OFFSET_UNITS)[number];

/**
 * Counts the code points or the bytes of UTF-8 before offsets in UTF-16 code units. Cheap for an offset that is near the
 * one before, so that offsets are best asked for in their order. A lone surrogate is one code point and three bytes, as
 * U+FFFD, which stands in its place in UTF-8.
 */
export function offsetCounter(text: string, unit: OffsetUnit): (offset: number) => number {
  if (unit === 'utf16') return (offset) => offset;
  const size = unit === 'codepoint' ? () => 1 : bytesOf;
  let at = 0;
  let count = 0;
  return (offset) => {
    while (at < offset) {
      const point = text.codePointAt(at)!;
      at += point > 0xffff ? 2 : 1;
      count += size(point);
    }
    while (at > offset) {
      const before = at > 1 ? text.codePointAt(at - 2)! : 0;
      const point = before > 0xffff ? before : text.charCodeAt(at - 1);
      at -= point > 0xffff ? 2 : 1;
      count -= size(point);
    }
    return count;
  };
}

const bytesOf = (point: number): number => (point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4);
