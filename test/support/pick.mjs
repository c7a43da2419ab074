// Stands in for jq in the tests: the value of an expression for every record `r` of a file or of standard input; lists
// are taken apart, one value a line.
import { readFileSync } from 'node:fs';

const text = readFileSync(process.argv[3] ?? 0, 'utf8');
const values = text.startsWith('{\n') ? text.split(/(?<=^\})\n/m) : text.split('\n');
const pick = new Function('r', `return ${process.argv[2]}`);
for (const value of values.filter(Boolean)) {
  const picked = [pick(JSON.parse(value))].flat();
  for (const each of picked) console.log(typeof each === 'string' ? each : JSON.stringify(each));
}
