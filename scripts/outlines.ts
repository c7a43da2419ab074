/** The outlines of the countries for the map of the report page (dist/report.json). */
import { readFileSync } from 'node:fs';
import { quantize, transform } from 'topojson-client';
import type { Topology } from 'topojson-specification';
import { dataFile } from './data-packages.js';

/** Two-letter codes of the countries by their numbers (ISO 3166-1), from CLDR. */
function codes(): Map<string, string> {
  const { supplemental } = JSON.parse(
    readFileSync(dataFile('cldr-core/supplemental/codeMappings.json'), 'utf8'),
  ) as { supplemental: { codeMappings: Record<string, { _numeric?: string }> } };
  const found = new Map<string, string>();
  for (const [code, { _numeric: number }] of Object.entries(supplemental.codeMappings))
    if (number !== undefined && /^[A-Z]{2}$/.test(code)) found.set(number, code);
  return found;
}

/** Lists of numbers of arcs; ~n is the arc n backwards. */
type Arcs = number | Arcs[];

interface Atlas {
  transform?: Topology['transform'] & object;
  arcs: number[][][];
  objects: Record<string, { geometries: { id?: string; properties?: { name?: string }; arcs: Arcs }[] }>;
}

/** Steps into which the world is cut both ways: finer ones cannot be seen at the widest zoom of the page. */
const STEPS = 10_000;

/**
 * Natural Earth's countries (world-atlas) with our codes and without their names, in coarser steps; Antarctica is left
 * out.
 */
export function outlines(): string {
  const atlas = JSON.parse(readFileSync(dataFile('world-atlas/countries-50m.json'), 'utf8')) as Atlas;
  const byNumber = codes();
  const countries = atlas.objects.countries!;
  countries.geometries = countries.geometries
    .map(({ properties, ...geometry }) => ({
      ...geometry,
      // Kosovo has no number in ISO 3166; CLDR calls it XK.
      id: properties?.name === 'Kosovo' ? 'XK' : (byNumber.get(geometry.id ?? '') ?? ''),
    }))
    .filter(({ id }) => id !== 'AQ');
  atlas.objects = { countries };
  const place = transform(atlas.transform!);
  const arcs: number[][][] = [];
  const renumbered = new Map<number, number>();
  const keep = (numbers: Arcs): Arcs => {
    if (typeof numbers !== 'number') return numbers.map(keep);
    const old = numbers < 0 ? ~numbers : numbers;
    let arc = renumbered.get(old);
    if (arc === undefined) {
      arc = arcs.length;
      renumbered.set(old, arc);
      arcs.push(atlas.arcs[old]!.map((point, i) => place(point as [number, number], i > 0) as number[]));
    }
    return numbers < 0 ? ~arc : arc;
  };
  for (const geometry of countries.geometries) geometry.arcs = keep(geometry.arcs);
  const plain = { type: 'Topology', objects: atlas.objects, arcs } as unknown as Parameters<
    typeof quantize
  >[0];
  return JSON.stringify(quantize(plain, STEPS));
}
