/** The rules alone: the published tables, and their interpreter over a value of the right shape or of a broken one. */

import { evaluate } from "./evaluate.js";
import { Facts } from "./facts.js";
import type { Found } from "./ledger.js";
import { isEdition, tableOf, type Table } from "./standard.js";
import { validate } from "./validate.js";

export { RULES, RULES_VERSION, TABLES } from "./generated/standard.js";
export type { RuleId } from "./generated/standard.js";
export type { Examined, Found, Outcome } from "./ledger.js";
export type { Equation, RuleFacts, Table, Term } from "./standard.js";
export { tableOf };

/** The other values that rules read. */
export interface OtherValues {
  readonly previous?: unknown;
  readonly children?: readonly unknown[];
}

/** What became of every rule of a table over a JSON value. Throws when the table has a rule that this package cannot check. */
export function interpret(table: Table, value: unknown, { previous, children = [] }: OtherValues = {}): Found[] {
  const report = factsOf(value);
  if (report?.edition !== table.edition) {
    throw new Error(`ogi-report: the table is of edition ${table.edition}, the report is not`);
  }
  const other = (one: unknown): Facts => factsOf(one) ?? Facts.none(report.edition);
  const given = { report, previous: previous === undefined ? undefined : other(previous), children: children.map(other) };
  return evaluate(table, given, validate(value));
}

function factsOf(value: unknown): Facts | undefined {
  const edition = (value as { edition?: unknown } | null | undefined)?.edition;
  return isEdition(edition) ? new Facts(edition, value, validate(value).map(({ at }) => at)) : undefined;
}
