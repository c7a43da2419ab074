import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'vitest';
import schema from '../../schema/document.schema.json' with { type: 'json' };

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
ajv.addSchema(schema, 'record');
export const isRecord = ajv.getSchema('record')!;
export const isError = ajv.getSchema('record#/$defs/error')!;

/** Expects that a record holds to the schema. */
export function expectRecord(value: unknown): void {
  isRecord(value);
  expect(isRecord.errors ?? []).toEqual([]);
}
