/** GeoJSON (RFC 7946): one FeatureCollection of the mentions that have coordinates. */
import { escapeForTerminal } from '../text/terminal.js';
import type { FormatSettings, Formatter } from './formatter.js';
import { toJson } from './values.js';

/** A point on the map and what is said of it. */
export interface Place {
  readonly lat: number;
  readonly lon: number;
  readonly properties: object;
}

const BEGIN = '{"type":"FeatureCollection","features":[\n';

/** Writes features one after the other; the collection around them is the caller's. */
function featureWriter(terminal: boolean): { write(place: Place): string; end(): string } {
  let first = true;
  return {
    write({ lat, lon, properties }) {
      const feature = { type: 'Feature', geometry: { type: 'Point', coordinates: [lon, lat] }, properties };
      const json = toJson(feature);
      const line = `${first ? '' : ',\n'}${terminal ? escapeForTerminal(json) : json}`;
      first = false;
      return line;
    },
    end: () => `${first ? '' : '\n'}]}\n`,
  };
}

/** A collection of places as one text. */
export function writeFeatures(places: readonly Place[], terminal: boolean): string {
  const { write, end } = featureWriter(terminal);
  return `${BEGIN}${places.map(write).join('')}${end()}`;
}

export function geojsonFormatter(settings: FormatSettings): Formatter {
  const { write, end } = featureWriter(settings.terminal);
  return {
    begin: () => BEGIN,
    record: (record) =>
      record.entities
        .flatMap(({ lat, lon, ...entity }) =>
          lat === null || lon === null
            ? []
            : [
                write({
                  lat,
                  lon,
                  properties: {
                    document: record.id,
                    date: record.date?.value ?? null,
                    text: entity.text,
                    name: entity.name,
                    type: entity.type,
                    subtype: entity.subtype,
                    id: entity.id,
                    country: entity.country,
                    start: entity.start,
                    end: entity.end,
                    confidence: entity.confidence,
                  },
                }),
              ],
        )
        .join(''),
    error: () => '',
    end,
  };
}
