/** Writes reports: the same report always gives the same text. */

import { REPORTS } from "./generated/standard.js";
import type { Report } from "./generated/types.js";
import { definition, type Definition } from "./standard.js";
import { validate, type ShapeProblem } from "./validate.js";

/** How a report is written. */
export interface WriteOptions {
  /** One property a line, indented by two blanks, with a line feed at the end. */
  readonly pretty?: boolean;
}

/** A value that is not a report, though its type says so: it is not written. */
export class NotAReport extends Error {
  override readonly name = "NotAReport";

  constructor(readonly problems: readonly ShapeProblem[]) {
    const first = problems[0];
    super(`not a report of the standard: ${first?.code ?? ""} at "${first?.at ?? ""}"; ${problems.length} in all, see problems`);
  }
}

/** A report as JSON in form order. Throws NotAReport when it is not one. */
export function write(report: Report, { pretty = false }: WriteOptions = {}): string {
  const problems = validate(report);
  if (problems.length > 0) {
    throw new NotAReport(problems);
  }
  const ordered = inFormOrder(report, definition(REPORTS[report.edition]));
  return pretty ? `${JSON.stringify(ordered, null, 2)}\n` : JSON.stringify(ordered);
}

function inFormOrder(value: unknown, { properties }: Definition): unknown {
  if (typeof value !== "object" || value === null || properties.length === 0) {
    return Object.is(value, -0) ? 0 : value;
  }
  const members = value as Readonly<Record<string, unknown>>;
  const written = properties.flatMap(({ name, of, list }) => {
    const member = members[name];
    if (member === undefined) {
      return [];
    }
    const shape = of === undefined ? { kind: "text", properties: [] } as const : definition(of);
    const ordered = list ? (member as readonly unknown[]).map((item) => inFormOrder(item, shape)) : inFormOrder(member, shape);
    return [[name, ordered] as const];
  });
  return Object.fromEntries(written);
}
