/** What tags mean for the text of a page. */

/** What stands in these is not for readers. */
export const SILENT: ReadonlySet<string> = new Set(
  'script style noscript template svg math iframe object embed select option button canvas audio video map dialog'.split(
    ' ',
  ),
);

/** Parts of a page beside its main text; passed over where the whole page is taken. */
export const BESIDE: ReadonlySet<string> = new Set('nav footer aside menu'.split(' '));

/** A paragraph of its own: an empty line stands between it and its neighbours. */
export const PARAGRAPHS: ReadonlySet<string> = new Set(
  'p h1 h2 h3 h4 h5 h6 blockquote pre table ul ol dl article section figure hr'.split(' '),
);

/** A line of its own. */
export const LINES: ReadonlySet<string> = new Set(
  'br div li tr dt dd figcaption caption address header main footer aside nav form details summary fieldset center title'.split(
    ' ',
  ),
);

/** Cells, with a blank between them. */
export const CELLS: ReadonlySet<string> = new Set(['td', 'th']);

/** Elements that never have an end tag. */
export const VOID: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);

/** A second one of these ends the first where its end tag is left out. */
export const SELF_ENDING: ReadonlySet<string> = new Set('p li td th tr dt dd option'.split(' '));

/** What may stand in a head; anything else ends it. */
export const HEAD_CONTENT: ReadonlySet<string> = new Set(
  'head base link meta noscript script style template title'.split(' '),
);
