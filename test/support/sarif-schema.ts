import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import Ajv from "ajv-draft-04";

/**
 * The schema of SARIF 2.1.0 as OASIS published it with errata 01. No package has it: this is the last draft, which one has,
 * with what was changed afterwards. Both then refuse and accept the same, since the rest of the changes are descriptions and
 * `"type": "string"` beside lists of strings.
 */
export function sarifSchema() {
  const folder = dirname(createRequire(import.meta.url).resolve("@microsoft/jest-sarif"));
  const schema = JSON.parse(readFileSync(join(folder, "schemas/sarif-2.1.0-rtm.5.json"), "utf8"));
  const { region, run, toolComponent } = schema.definitions;
  region.anyOf = [{ required: ["startLine"] }, { required: ["charOffset"] }, { required: ["byteOffset"] }];
  for (const each of [run, toolComponent]) each.properties.language.pattern = "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$";
  schema.properties.runs.type = ["array", "null"];
  return schema;
}

const ajv = new Ajv.default({ allErrors: true, strict: false });
ajv.addFormat("uri", (text) => URL.canParse(text));
ajv.addFormat("uri-reference", (text) => /^(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[\dA-Fa-f]{2})*$/.test(text));
ajv.addFormat("date-time", (text) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text));
const validate = ajv.compile(sarifSchema());

/** What the schema of SARIF 2.1.0 says is wrong with a log, each with its place; empty when it is valid. */
export function sarifProblems(log: unknown): string[] {
  validate(log);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
