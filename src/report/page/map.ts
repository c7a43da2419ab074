/** Where: countries and places on a map that is part of the page. */
import {
  type GeoPermissibleObjects,
  geoMercator,
  geoPath,
  max,
  quantile,
  scaleSqrt,
  select,
  type ZoomBehavior,
  zoom,
  zoomIdentity,
} from 'd3';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { type Context, nameButton, section } from './context.js';
import { h, paged, s } from './dom.js';
import type { Count } from './model.js';

/** Outlines of the countries; the id of each is its two-letter code. */
export type Outlines = Topology<{ countries: GeometryCollection }>;

const WIDTH = 960;
const HEIGHT = 560;
const LARGEST = 26;
const SMALLEST = 3;
const PAGE = 12;
/** Names on the map: those of so many places. */
const LABELS = 14;
/** Degrees around the places that the first view has at least. */
const MARGIN = 3;
const COUNTRY = /^iso:([A-Z]{2})$/;
/** So many steps of shading (the style has a rule for each). */
const SHADES = 5;

interface Placed extends Count {
  readonly x: number;
  readonly y: number;
}

export function mapSection(context: Context, outlines: Outlines): HTMLElement {
  const { words, model } = context;
  const counts = model.counts(context.articles, ({ type }) => type === 'LOC');
  const list = paged(counts, PAGE, h('ol', { class: 'places' }), words, ({ actor, articles }) =>
    h('li', {}, nameButton(context, actor), ' ', h('span', { class: 'number' }, context.number(articles))),
  );
  const drawn = draw(context, outlines, counts);
  const note =
    drawn.missing === 0
      ? []
      : [h('p', { class: 'note' }, `${words.notOnMap}: ${context.number(drawn.missing)}`)];
  return section(
    'map',
    words.map,
    words.mapNote,
    h('div', { class: 'map' }, drawn.map, h('div', {}, list, ...note)),
  );
}

function draw(
  context: Context,
  outlines: Outlines,
  counts: readonly Count[],
): { map: HTMLElement; missing: number } {
  const { words, model } = context;
  const { features } = feature(outlines, outlines.objects.countries);
  const byCountry = new Map<string, Count>();
  const points: { count: Count; at: [number, number] }[] = [];
  let missing = 0;
  const known = new Set(features.map(({ id }) => id));
  for (const count of counts) {
    const { id, lat, lon } = model.actor(count.actor);
    const code = COUNTRY.exec(id ?? '')?.[1];
    if (code !== undefined && known.has(code)) byCountry.set(code, count);
    else if (lat !== null && lon !== null) points.push({ count, at: [lon, lat] });
    else missing++;
  }
  const named = features.filter(({ id }) => byCountry.has(String(id)));
  const projection = geoMercator().fitExtent(
    [
      [20, 20],
      [WIDTH - 20, HEIGHT - 20],
    ],
    viewOf(points, named),
  );
  const path = geoPath(projection);
  const most = max(byCountry.values(), ({ articles }) => articles) ?? 1;
  const shade = (code: string): string => {
    const count = byCountry.get(code);
    return count === undefined ? '' : `shade-${Math.max(1, Math.ceil((count.articles / most) * SHADES))}`;
  };
  const radius = scaleSqrt([0, max(points, ({ count }) => count.articles) ?? 1], [0, LARGEST]);
  const placed = points.flatMap(({ count, at }): Placed[] => {
    const position = projection(at);
    return position === null ? [] : [{ ...count, x: position[0], y: position[1] }];
  });
  const title = (count: Count) => `${model.actor(count.actor).name}: ${count.articles}`;
  const circles = placed.map((each) =>
    s(
      'circle',
      {
        cx: each.x,
        cy: each.y,
        class: context.filter.actors.has(each.actor) ? 'chosen' : null,
        click: () => context.toggle(each.actor),
      },
      s('title', {}, title(each)),
    ),
  );
  const labels = placed
    .slice(0, LABELS)
    .map((each) => s('text', { x: each.x, y: each.y }, model.actor(each.actor).name));
  const layer = s(
    'g',
    {},
    s(
      'g',
      { class: 'countries' },
      features.map((country) => {
        const code = String(country.id);
        const count = byCountry.get(code);
        return s(
          'path',
          {
            d: path(country) ?? '',
            class: shade(code),
            click: count === undefined ? null : () => context.toggle(count.actor),
          },
          count === undefined ? null : s('title', {}, title(count)),
        );
      }),
      s('path', {
        class: 'borders',
        d: path(mesh(outlines, outlines.objects.countries, (a, b) => a !== b)) ?? '',
      }),
    ),
    s('g', { class: 'circles' }, circles),
    s('g', { class: 'labels' }, labels),
  );
  const svg = s(
    'svg',
    {
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      role: 'img',
      'aria-label': `${words.map}: ${counts
        .slice(0, 5)
        .map(title)
        .join(context.model.data.lang === 'ar' ? '، ' : ', ')}`,
    },
    layer,
  );
  const scaled = (k: number) => {
    circles.forEach((circle, i) => {
      circle.setAttribute('r', String(Math.max(SMALLEST, radius(placed[i]!.articles)) / k));
      circle.setAttribute('stroke-width', String(1 / k));
    });
    labels.forEach((label, i) => {
      label.style.fontSize = `${15 / k}px`;
      label.setAttribute('dy', String(-(Math.max(SMALLEST, radius(placed[i]!.articles)) + 4) / k));
      label.setAttribute('stroke-width', String(3.5 / k));
    });
    thin(labels, k);
  };
  scaled(1);
  return { map: h('div', { class: 'canvas' }, svg, zoomButtons(context, svg, layer, scaled)), missing };
}

/** Hides labels that would lie on one that is already there; the places that more articles name come first. */
function thin(labels: readonly SVGTextElement[], k: number): void {
  const there: { x: number; y: number; width: number }[] = [];
  for (const label of labels) {
    const x = Number(label.getAttribute('x')) * k;
    const y = (Number(label.getAttribute('y')) + Number(label.getAttribute('dy'))) * k;
    const width = label.textContent.length * 8;
    const covered = there.some(
      (other) => Math.abs(other.x - x) < (other.width + width) / 2 && Math.abs(other.y - y) < 17,
    );
    label.toggleAttribute('hidden', covered);
    label.classList.toggle('covered', covered);
    if (!covered) there.push({ x, y, width });
  }
}

/** What the first view shows: most of the places; where there are none, the countries; else the whole world. */
function viewOf(
  points: readonly { readonly count: Count; readonly at: [number, number] }[],
  named: readonly GeoPermissibleObjects[],
): GeoPermissibleObjects {
  if (points.length === 0)
    return named.length > 0
      ? ({
          type: 'GeometryCollection',
          geometries: named.map((each) => (each as GeoJSON.Feature).geometry),
        } as GeoPermissibleObjects)
      : { type: 'Sphere' };
  // One far capital should not make all others small.
  const lons = points.flatMap(({ count, at }) => new Array<number>(count.articles).fill(at[0]));
  const lats = points.flatMap(({ count, at }) => new Array<number>(count.articles).fill(at[1]));
  const [west, east] = [quantile(lons, 0.05)! - MARGIN, quantile(lons, 0.95)! + MARGIN];
  const [south, north] = [quantile(lats, 0.05)! - MARGIN, quantile(lats, 0.95)! + MARGIN];
  return {
    type: 'MultiPoint',
    coordinates: [
      [Math.max(-180, west), Math.max(-60, south)],
      [Math.min(180, east), Math.min(75, north)],
    ],
  };
}

function zoomButtons(
  { words }: Context,
  svg: SVGSVGElement,
  layer: SVGGElement,
  scaled: (k: number) => void,
): HTMLElement {
  const behavior: ZoomBehavior<SVGSVGElement, unknown> = zoom<SVGSVGElement, unknown>()
    .scaleExtent([0.2, 40])
    // The wheel scrolls the page, except with the control key or a pinch.
    .filter((event: WheelEvent) => (event.type === 'wheel' ? event.ctrlKey : event.button === 0))
    .on('zoom', ({ transform }: { transform: { k: number; toString(): string } }) => {
      layer.setAttribute('transform', transform.toString());
      scaled(transform.k);
    });
  const target = select(svg).call(behavior);
  const button = (sign: string, label: string, click: () => void) =>
    h('button', { type: 'button', 'aria-label': label, title: label, click }, sign);
  return h(
    'div',
    { class: 'zoom' },
    button('+', words.zoomIn, () => target.call(behavior.scaleBy, 1.6)),
    button('−', words.zoomOut, () => target.call(behavior.scaleBy, 1 / 1.6)),
    button('⤢', words.zoomFit, () => target.call(behavior.transform, zoomIdentity)),
  );
}
