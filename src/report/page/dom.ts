/** Elements of the page. */

type Child = Node | string | null | readonly Child[];
type Props = Readonly<Record<string, string | number | boolean | EventListener | null | undefined>>;

const SVG = 'http://www.w3.org/2000/svg';

function fill<E extends Element>(element: E, props: Props, children: readonly Child[]): E {
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  append(element, children);
  return element;
}

function append(element: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (child === null) continue;
    if (Array.isArray(child)) append(element, child);
    else element.append(child as Node | string);
  }
}

/** An element of HTML; a property that is a function listens to the event of that name. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), props, children);
}

/** An element of SVG. */
export function s<K extends keyof SVGElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: Child[]
): SVGElementTagNameMap[K] {
  return fill(document.createElementNS(SVG, tag), props, children);
}

/** A text of the articles or a name, in its own direction. */
export const bdi = (text: string): HTMLElement => h('bdi', {}, text);

/** A choice of one out of several. @param legend what is chosen, for those who do not see it */
export function radios<Value extends string>(
  name: string,
  legend: string,
  values: readonly Value[],
  labels: Readonly<Record<Value, string>>,
  chosen: Value,
  choose: (value: Value) => void,
): HTMLElement {
  return h(
    'fieldset',
    { class: 'choice' },
    h('legend', { class: 'hidden' }, legend),
    values.map((value) =>
      h(
        'label',
        {},
        h('input', { type: 'radio', name, value, checked: value === chosen, change: () => choose(value) }),
        h('span', {}, labels[value]),
      ),
    ),
  );
}

/** A list that shows some items and has a button for more; the focus goes on to the first new one. */
export function paged<T>(
  items: readonly T[],
  size: number,
  list: HTMLElement,
  words: { readonly more: string; readonly nothing: string },
  item: (each: T) => HTMLElement,
): HTMLElement {
  const box = h('div', { class: 'paged' }, list);
  if (items.length === 0) return h('p', { class: 'nothing' }, words.nothing);
  let shown = 0;
  const button = h('button', { type: 'button', class: 'more', click: () => show(true) });
  function show(asked: boolean): void {
    const next = items.slice(shown, shown + size).map(item);
    list.append(...next);
    shown += next.length;
    button.textContent = `${words.more} (${items.length - shown})`;
    if (shown < items.length) box.append(button);
    else button.remove();
    const first = asked ? next[0]?.querySelector<HTMLElement>('button, a') : null;
    first?.focus();
  }
  show(false);
  return box;
}
