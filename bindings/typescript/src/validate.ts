/** Whether a value has the shape of its edition: JSON Schema 2020-12, formats asserted, every fault named. */

import { DEFINITIONS, EDITIONS, REPORTS, type Edition } from "./generated/standard.js";
import type { Report } from "./generated/types.js";
import * as validators from "./generated/validators.js";
import { excerpt, type Position } from "./lexical.js";
import { at as valueAt, tokens } from "./pointer.js";
import { isEdition } from "./standard.js";

/** One keyword of the schema that a value does not satisfy. */
export interface ShapeProblem {
  readonly type: "shape";
  /** The keyword of JSON Schema, such as `required`. */
  readonly code: string;
  /** JSON Pointer of the value; of the object where a property is missing or not allowed. */
  readonly at: string;
  /** Where it stands in the text, if it was read from one. */
  readonly position?: Position;
  /** What was expected and found. */
  readonly args: Readonly<Record<string, string>>;
  /** The definition that has the keyword, such as `Count`. */
  readonly definition?: string;
  /** The edition of the report, where it could be told. */
  readonly edition?: Edition;
}

/** Whether a value is a report of the standard. */
export function isReport(value: unknown): value is Report {
  return validate(value).length === 0;
}

/** Everything that keeps a value from being a report of its own edition. */
export function validate(value: unknown): ShapeProblem[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return [{ type: "shape", code: "type", at: "", args: { expected: "object", ...foundIn(value) } }];
  }
  const edition = valueAt(value, "/edition");
  if (edition === undefined) {
    return [{ type: "shape", code: "required", at: "", args: { property: "edition" } }];
  }
  if (typeof edition !== "string") {
    return [{ type: "shape", code: "type", at: "/edition", args: { expected: "string", ...foundIn(edition) } }];
  }
  if (!isEdition(edition)) {
    return [{ type: "shape", code: "enum", at: "/edition", args: { expected: EDITIONS.join(", "), value: shown(edition) } }];
  }
  const check = (validators as Readonly<Record<string, (typeof validators)[keyof typeof validators]>>)[REPORTS[edition]];
  if (check === undefined) {
    throw new Error(`ogi-report: no validator for edition ${edition}`);
  }
  check(value);
  return (check.errors ?? []).flatMap((error) => [problem(value, edition, error), ...beyond(value, edition, error)]);
}

/** The bound that an infinite number breaks: ajv compares finite ones only. The reader gives one for 9007199254740991.5. */
function beyond(value: unknown, edition: Edition, { keyword, instancePath }: validators.KeywordError): ShapeProblem[] {
  const found = keyword === "type" ? valueAt(value, instancePath) : undefined;
  if (found !== Infinity && found !== -Infinity) {
    return [];
  }
  const { minimum, maximum } = DEFINITIONS[definitionAt(edition, instancePath) ?? ""] ?? {};
  if (minimum === undefined || maximum === undefined) {
    return [];
  }
  const [bound, limit] = found < 0 ? (["minimum", minimum] as const) : (["maximum", maximum] as const);
  return [problem(value, edition, { keyword: bound, instancePath, params: { limit } })];
}

function problem(value: unknown, edition: Edition, { keyword, instancePath, params }: validators.KeywordError): ShapeProblem {
  const definition = definitionAt(edition, instancePath);
  const args = argumentsOf(keyword, params, valueAt(value, instancePath));
  return { type: "shape", code: keyword, at: instancePath, args, edition, ...(definition === undefined ? {} : { definition }) };
}

/** The named values of a message, by keyword. */
function argumentsOf(keyword: string, params: Readonly<Record<string, unknown>>, value: unknown): Record<string, string> {
  switch (keyword) {
    case "required":
      return { property: excerpt(String(params["missingProperty"])) };
    case "additionalProperties":
      return { property: excerpt(String(params["additionalProperty"])) };
    case "type":
      return { expected: [params["type"]].flat().sort().join(", "), ...foundIn(value) };
    case "enum":
      return { expected: [params["allowedValues"]].flat().join(", "), value: shown(value) };
    case "minLength":
    case "maxLength":
      return { expected: String(params["limit"]), found: String([...String(value)].length), value: shown(value) };
    case "minItems":
    case "maxItems":
      return { expected: String(params["limit"]), found: String(Array.isArray(value) ? value.length : 0) };
    default:
      return { expected: String(params["limit"] ?? params["pattern"] ?? params["format"]), value: shown(value) };
  }
}

/** The definition that decides about the value at a pointer; for the value of a list, that of the object around it. */
function definitionAt(edition: Edition, pointer: string): string | undefined {
  let [name, list]: [string | undefined, boolean] = [REPORTS[edition], false];
  for (const token of tokens(pointer)) {
    if (list) {
      list = false;
      continue;
    }
    const next: (typeof DEFINITIONS)[string]["properties"][number] | undefined =
      name === undefined ? undefined : DEFINITIONS[name]?.properties.find((candidate) => candidate.name === token);
    [name, list] = [next?.of ?? name, next?.list ?? false];
  }
  return name;
}

/** The name of the type of a value, and the value. */
function foundIn(value: unknown): { found: string; value: string } {
  const plain = Array.isArray(value) ? "array" : value === null ? "null" : typeof value;
  return { found: plain === "number" && Number.isInteger(value) ? "integer" : plain, value: shown(value) };
}

/** A value as JSON, with at most 60 characters. */
function shown(value: unknown): string {
  // No more of a long text than an excerpt needs.
  const short = typeof value === "string" && value.length > 400 ? value.slice(0, 400) : value;
  try {
    return excerpt(JSON.stringify(short) ?? String(value));
  } catch {
    return excerpt(String(value));
  }
}
