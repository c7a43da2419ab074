/** Text inside XML and HTML. */

/** Neither XML 1.0 nor HTML has these: controls but tab and line ends, and the two non-characters of the first plane. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const SPECIAL = /[&<>"']/g;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** The text as content or value of an attribute; what may not stand there at all is left out. */
export function escapeMarkup(text: string): string {
  return text
    .toWellFormed()
    .replace(FORBIDDEN, '')
    .replace(SPECIAL, (unit) => ENTITIES[unit]!)
    .replace(/\r/g, '&#13;');
}
