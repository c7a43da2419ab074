/** GeoJSON (RFC 7946): one FeatureCollection of the mentions that have coordinates. */
import { escapeForTerminal } from '../text/terminal.js';
import type { FormatSettings, Formatter } from './formatter.js';

export function geojsonFormatter(settings: FormatSettings): Formatter {
  let first = true;
  const write = (feature: object): string => {
    const json = JSON.stringify(feature);
    const line = `${first ? '' : ',\n'}${settings.terminal ? escapeForTerminal(json) : json}`;
    first = false;
    return line;
  };
  return {
    begin: () => '{"type":"FeatureCollection","features":[\n',
    record: (record) =>
      record.entities
        .filter(({ lat, lon }) => lat !== null && lon !== null)
        .map((entity) =>
          write({
            type: 'Feature',
            geometry: { type: 'Point', coordinates: [entity.lon, entity.lat] },
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
        )
        .join(''),
    error: () => '',
    end: () => `${first ? '' : '\n'}]}\n`,
  };
}
