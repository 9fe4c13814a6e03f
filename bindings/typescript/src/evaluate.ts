/** Evaluates the rules of an edition over a document: exactly, and never over a number that is not there. */

import { format, parse } from "./exact.js";
import type { Facts, Missing } from "./facts.js";
import { NATIVES } from "./generated/natives.js";
import { RULES } from "./generated/standard.js";
import { Ledger, type Examined, type Found } from "./ledger.js";
import { split } from "./pointer.js";
import type { Equation, RuleFacts, Table, Term } from "./standard.js";
import type { ShapeProblem } from "./validate.js";

/** The document under check and the others that are given with it. */
export interface Given {
  readonly report: Facts;
  readonly previous?: Facts | undefined;
  /** Empty when none are given. */
  readonly children: readonly Facts[];
}

/** What became of every rule of a table: by rule, then in form order. */
export function evaluate(table: Table, given: Given, problems: readonly ShapeProblem[]): Found[] {
  const found = [
    ...linear(table.equations.filter((equation) => applies(equation, given.report)), given),
    ...table.native.flatMap(({ rule }) => native(rule, given)),
    ...table.schema.flatMap((check) => bySchema(check, problems)),
  ];
  // Stable: what one rule found stays in form order.
  return found.sort((left, right) => (left.rule < right.rule ? -1 : left.rule > right.rule ? 1 : 0));
}

/** The rules that decide whether a document is reconciled: their equations read nothing but the document itself. */
export function deciding(table: Table): ReadonlySet<string> {
  const kinds = ["balance", "sum", "range"];
  const rules = new Set(table.equations.map(({ rule }) => rule).filter((rule) => kinds.includes(factsOf(rule).kind)));
  for (const equation of table.equations) {
    if (terms(equation).some(([, reference]) => reference.includes("#"))) {
      rules.delete(equation.rule);
    }
  }
  return rules;
}

/** What is known of a rule; throws when the table names one that the registry lacks. */
export function factsOf(rule: string): RuleFacts {
  const facts = (RULES as Readonly<Record<string, RuleFacts>>)[rule];
  if (facts === undefined) {
    throw new Error(`ogi-report: rule ${rule} is not in the registry; use a newer version of this package`);
  }
  return facts;
}

function applies({ when }: Equation, report: Facts): boolean {
  if (when === undefined) {
    return true;
  }
  return "present" in when ? report.has(when.present) : !report.has(when.absent);
}

function linear(equations: readonly Equation[], given: Given): Found[] {
  const rules = new Map<string, Equation[]>();
  for (const equation of equations) {
    rules.set(equation.rule, [...(rules.get(equation.rule) ?? []), equation]);
  }
  return [...rules].flatMap(([rule, theirs]) => {
    const ledger = new Ledger(rule);
    const lacking = notGiven(theirs, given);
    if (lacking !== undefined) {
      ledger.notGiven(lacking);
    } else {
      theirs.forEach((equation) => assess(equation, given, ledger));
    }
    return ledger.found;
  });
}

/** The mark of a document that equations read and that is not given. */
function notGiven(equations: readonly Equation[], given: Given): string | undefined {
  const marks = new Set(equations.flatMap(terms).map(([, reference]) => split(reference)[0]));
  if (marks.has("prev#") && given.previous === undefined) {
    return "prev#";
  }
  return marks.has("children#") && given.children.length === 0 ? "children#" : undefined;
}

function assess(equation: Equation, given: Given, ledger: Ledger): void {
  const read = (side: Examined["side"], theirs: readonly Term[]): Examined[] =>
    theirs.map(([coefficient, at]) => ({ at, side, coefficient, value: numberOf(at, given) }));
  const [sum, to] = [read("computed", equation.sum), read("stated", equation.to)];
  const computed = total(sum, parse(equation.const ?? "0"));
  const stated = total(to, 0n);
  const { at, op: relation } = equation;
  const operands = [...sum, ...to];
  if (computed === undefined || stated === undefined) {
    ledger.add({ outcome: "not_assessed", at, operands, relation });
  } else if ({ eq: computed === stated, le: computed <= stated, ge: computed >= stated }[relation]) {
    ledger.passed(at);
  } else {
    const args = { computed: format(computed), stated: format(stated), difference: format(computed - stated) };
    ledger.add({ outcome: "failed", at, args, operands, relation });
  }
}

/** The sum of all operands and a start, or nothing when one is missing. */
function total(operands: readonly Examined[], start: bigint | undefined): bigint | undefined {
  return operands.reduce<bigint | undefined>(
    (sum, { coefficient, value }) =>
      sum === undefined || typeof value !== "bigint" ? undefined : sum + BigInt(coefficient) * value,
    start,
  );
}

function terms({ sum, to }: Equation): readonly Term[] {
  return [...sum, ...to];
}

/** The number that a reference names: in this document, in last year's, or summed over those of all parts. */
function numberOf(reference: string, { report, previous, children }: Given): bigint | Missing {
  const [mark, pointer] = split(reference);
  switch (mark) {
    case "":
      return report.number(pointer);
    case "prev#":
      return previous?.number(pointer) ?? "not_given";
    case "children#":
      return children
        .map((child) => child.number(pointer))
        .reduce((sum, number) => (typeof sum !== "bigint" ? sum : typeof number !== "bigint" ? number : sum + number), 0n);
    default:
      throw new Error(`ogi-report: no document ${mark}; use a newer version of this package`);
  }
}

function native(rule: string, { report, previous }: Given): Found[] {
  const check = Object.hasOwn(NATIVES, rule) ? NATIVES[rule] : undefined;
  if (check === undefined) {
    throw new Error(`ogi-report: this package cannot check the rule ${rule}; use a newer version of it`);
  }
  const ledger = new Ledger(rule);
  check(report, previous, ledger);
  return ledger.found;
}

/** A rule that the schema checks fails once for each fault of its keywords in its definitions. */
function bySchema({ rule, definitions, keywords }: Table["schema"][number], problems: readonly ShapeProblem[]): Found[] {
  const ledger = new Ledger(rule);
  const theirs = problems.filter((problem) => definitions.includes(problem.definition ?? "") && keywords.includes(problem.code));
  theirs.forEach((problem) => ledger.failed(problem.at, {}));
  if (theirs.length === 0) {
    ledger.passed("");
  }
  return ledger.found;
}
