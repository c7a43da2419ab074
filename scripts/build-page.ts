/** Builds the parts of the report page: dist/report.js and .css, and the outlines of the countries as dist/report.json. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);

/** Two-letter codes of the countries by their numbers (ISO 3166-1), from CLDR. */
function codes(): Map<string, string> {
  const { supplemental } = JSON.parse(
    readFileSync(require.resolve('cldr-core/supplemental/codeMappings.json'), 'utf8'),
  ) as { supplemental: { codeMappings: Record<string, { _numeric?: string }> } };
  const found = new Map<string, string>();
  for (const [code, { _numeric: number }] of Object.entries(supplemental.codeMappings))
    if (number !== undefined && /^[A-Z]{2}$/.test(code)) found.set(number, code);
  return found;
}

interface Atlas {
  objects: Record<string, { geometries: { id?: string; properties?: { name?: string } }[] }>;
}

/** Natural Earth's countries (world-atlas) with our codes and without their names; Antarctica is left out. */
function outlines(): string {
  const atlas = JSON.parse(readFileSync(require.resolve('world-atlas/countries-50m.json'), 'utf8')) as Atlas;
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
  return JSON.stringify(atlas);
}

export async function buildPage(): Promise<void> {
  await build({
    entryPoints: { report: 'src/report/page/main.ts' },
    outdir: 'dist',
    bundle: true,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    // It stands inside of an element of HTML, which no text in it may end.
    supported: { 'inline-script': false },
    charset: 'utf8',
    logLevel: 'warning',
  });
  await build({
    entryPoints: { report: 'src/report/page/style.css' },
    outdir: 'dist',
    minify: true,
    logLevel: 'warning',
  });
  writeFileSync('dist/report.json', outlines());
}
