/** `newsparse schema`: the JSON Schema of the records. */
import schemaDocument from '../../../schema/document.schema.json' with { type: 'json' };
import { print } from '../output.js';

export async function schema(): Promise<void> {
  await print(`${JSON.stringify(schemaDocument, null, 2)}\n`);
}
