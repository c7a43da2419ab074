/** Cells of the plain tables that commands print. */
import { cleanForTerminal, isolate } from '../text/terminal.js';
import { cutToWidth } from '../text/width.js';

/** Cells of a text in a table. */
export const TEXT_WIDTH = 40;

/** A text of a document as a cell: on one line, cut, and on a terminal with its direction kept to itself. */
export function cellOf(text: string, { terminal }: { terminal: boolean }, width = TEXT_WIDTH): string {
  const clean = cutToWidth(cleanForTerminal(text), width);
  return terminal ? isolate(clean) : clean;
}
