/** One document checked: is it well-formed, has it the shape of its edition, do its numbers add up. */

import { evaluate, deciding, factsOf } from "./evaluate.js";
import { format } from "./exact.js";
import { Facts, type Missing } from "./facts.js";
import type { Edition, RuleId } from "./generated/standard.js";
import type { Report } from "./generated/types.js";
import { parse, pointerAtEnd, type Node } from "./json.js";
import { shortLabels } from "./labels.js";
import type { Examined, Found, Outcome } from "./ledger.js";
import { LexicalError, Lines, excerpt, textOf, type LexicalProblem, type Position } from "./lexical.js";
import { join, split, tokens } from "./pointer.js";
import { isEdition, tableOf, type Relation, type Severity, type Texts } from "./standard.js";
import { validate, type ShapeProblem } from "./validate.js";

/** What keeps bytes from being a report: not well-formed, or not of the shape of its edition. */
export type Problem = LexicalProblem | ShapeProblem;

/** A document as it comes: its bytes, its text, or a report in memory. */
export type Input = Uint8Array | string | Report;

/** A report, or why there is none. */
export type Reading =
  | { readonly ok: true; readonly report: Report }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * The other reports that rules read; a rule whose reports are not given is not assessed.
 *
 * They are taken as far as they have the shape of their edition; where the edition is unknown, they have no numbers.
 * `read` tells what is wrong with them.
 */
export interface Others {
  /** The report of the same agency for the prior year. */
  readonly previous?: Input;
  /** The reports of all parts, for a roll-up. */
  readonly children?: readonly Input[];
}

/** One number as a rule read it. */
export interface Operand {
  /** JSON Pointer, `prev#` or `children#` in front when it stands in another document. */
  readonly at: string;
  /** What tells it from the other operands. */
  readonly label: Texts;
  /** The number in plain decimal notation; null when there is none. */
  readonly value: string | null;
  /** Why there is no number. */
  readonly missing?: Missing;
  readonly side: "computed" | "stated";
  readonly coefficient: number;
  /** Where it stands in the text, if the report was read from one. */
  readonly position?: Position;
}

/** What became of one rule at one place. */
export interface Finding {
  readonly rule: RuleId;
  readonly edition: Edition;
  readonly outcome: Outcome;
  /** How bad it is when the rule does not hold. */
  readonly severity: Severity;
  /** What sort of statement the rule makes, such as `balance`. */
  readonly kind: string;
  /** JSON Pointer of the place; empty for the whole document. */
  readonly at: string;
  /** Where that stands in the text, if the report was read from one. */
  readonly position?: Position;
  /** Named values of the message, such as `computed`, `stated` and `difference`, in plain decimal notation. */
  readonly args: Readonly<Record<string, string>>;
  /** How the computed side should relate to the stated one; absent for rules that are not linear. */
  readonly relation?: Relation;
  /** What the rule read, computed side first; empty where it holds. */
  readonly operands: readonly Operand[];
  /** References of what is missing, when not assessed; `prev#` or `children#` alone for whole documents. */
  readonly missing: readonly string[];
}

/** Three answers, never one, and everything they rest on. */
export interface Verdict {
  readonly edition: Edition | null;
  /** Whether it is JSON of the standard; when not, nothing else is known. */
  readonly well_formed: boolean;
  /** Whether it has the shape of its edition. */
  readonly schema_valid: boolean | null;
  /** Whether its numbers add up; `partly` when all that could be assessed do. */
  readonly reconciled: "yes" | "no" | "partly" | "not_assessed";
  /** How many of how many equations that decide this could be assessed. */
  readonly assessed: readonly [n: number, of: number];
  readonly problems: readonly Problem[];
  /** By rule, then in form order; those that passed too. */
  readonly findings: readonly Finding[];
}

/** A parsed document with what its shape is. */
interface Parsed {
  readonly value: unknown;
  readonly lines?: Lines;
  readonly root?: Node;
  readonly problems: readonly ShapeProblem[];
  readonly facts?: Facts;
}

/** A report given to compare with that is not well-formed: nothing can be compared. */
export class NotWellFormed extends Error {
  override readonly name = "NotWellFormed";

  constructor(
    /** Which of the reports. */
    readonly which: string,
    readonly problem: LexicalProblem,
  ) {
    const { line, column } = problem.position;
    super(`${which} is not JSON of the standard: ${problem.code} at line ${line}, column ${column}; read() it first`);
  }
}

/** Reads a report: lexical rules first, then the shape of its edition, then the type. */
export function read(source: Uint8Array | string): Reading {
  try {
    const { value, problems } = parsed(source);
    return problems.length === 0 ? { ok: true, report: value as Report } : { ok: false, problems };
  } catch (error) {
    return { ok: false, problems: [problemOf(error)] };
  }
}

/** Checks a report, or bytes that should be one, against every rule of its edition. Throws NotWellFormed for `others`. */
export function check(source: Input, others: Others = {}): Verdict {
  const previous = others.previous === undefined ? undefined : other(others.previous, "previous");
  const children = (others.children ?? []).map((child, index) => other(child, `children[${index}]`));
  try {
    return verdict(parsed(source), previous, children);
  } catch (error) {
    const problems = [problemOf(error)];
    const nothing = { edition: null, schema_valid: null, reconciled: "not_assessed", assessed: [0, 0], findings: [] } as const;
    return { ...nothing, well_formed: false, problems };
  }
}

/** Where the value at a JSON Pointer stands in the text of a document; the nearest one around it where there is none. */
export function locate(source: Uint8Array | string, pointer: string): Position | null {
  try {
    const text = textOf(source, pointerAtEnd);
    return new Lines(text).at(nearest(parse(text), pointer).start);
  } catch (error) {
    problemOf(error);
    return null;
  }
}

function parsed(source: Input): Parsed {
  if (typeof source !== "string" && !(source instanceof Uint8Array)) {
    return { value: source, ...shaped(source) };
  }
  const text = textOf(source, pointerAtEnd);
  const root = parse(text);
  const { problems, facts } = shaped(root.value);
  const lines = new Lines(text);
  const placed = problems.map((problem) => placedProblem(problem, lines, root));
  placed.sort((left, right) => (left.position?.offset ?? 0) - (right.position?.offset ?? 0));
  return { value: root.value, lines, root, problems: placed, ...(facts === undefined ? {} : { facts }) };
}

function shaped(value: unknown): Pick<Parsed, "problems" | "facts"> {
  const problems = validate(value);
  const edition = (value as { edition?: unknown } | null | undefined)?.edition;
  return isEdition(edition) ? { problems, facts: new Facts(edition, value, problems.map(({ at }) => at)) } : { problems };
}

function other(source: Input, which: string): Parsed {
  try {
    return parsed(source);
  } catch (error) {
    throw new NotWellFormed(which, problemOf(error));
  }
}

function problemOf(error: unknown): LexicalProblem {
  if (error instanceof LexicalError) {
    return error.problem;
  }
  throw error;
}

function verdict(report: Parsed, previous: Parsed | undefined, children: readonly Parsed[]): Verdict {
  const { facts, problems } = report;
  const start = { well_formed: true, schema_valid: problems.length === 0, problems };
  if (facts === undefined) {
    return { ...start, edition: null, reconciled: "not_assessed", assessed: [0, 0], findings: [] };
  }
  const table = tableOf(facts.edition);
  const others = (document: Parsed): Facts => document.facts ?? Facts.none(facts.edition);
  const given = { report: facts, previous: previous && others(previous), children: children.map(others) };
  const found = evaluate(table, given, problems);
  const decisive = deciding(table);
  const outcomes = found.filter(({ rule }) => decisive.has(rule)).map(({ outcome }) => outcome);
  const assessed = outcomes.filter((outcome) => outcome !== "not_assessed").length;
  return {
    ...start,
    edition: facts.edition,
    reconciled: outcomes.includes("failed")
      ? "no"
      : assessed === 0
        ? "not_assessed"
        : assessed === outcomes.length
          ? "yes"
          : "partly",
    assessed: [assessed, outcomes.length],
    findings: found.map((one) => finding(one, facts.edition, report)),
  };
}

function finding(found: Found, edition: Edition, { lines, root }: Parsed): Finding {
  const references = found.operands.map(({ at }) => at);
  const [chinese, english] = [shortLabels(references, edition, "zh-CN"), shortLabels(references, edition, "en")];
  const placed = (at: string): { position?: Position } =>
    lines === undefined || root === undefined || split(at)[0] !== ""
      ? {}
      : { position: lines.at(nearest(root, at).start) };
  const operand = ({ at, side, coefficient, value }: Examined, index: number): Operand => ({
    at,
    label: { "zh-CN": chinese[index] ?? at, en: english[index] ?? at },
    ...(typeof value === "bigint" ? { value: format(value) } : { value: null, missing: value }),
    side,
    coefficient,
    ...placed(at),
  });
  const { severity, kind } = factsOf(found.rule);
  const missing = found.operands.filter(({ value }) => typeof value !== "bigint").map(({ at }) => at);
  return {
    rule: found.rule as RuleId,
    edition,
    outcome: found.outcome,
    severity,
    kind,
    at: found.at,
    ...(found.outcome === "passed" ? {} : placed(found.at)),
    args: found.args,
    ...(found.relation === undefined ? {} : { relation: found.relation }),
    operands: found.operands.map(operand),
    missing: found.outcome === "not_assessed" ? [...new Set(missing)] : [],
  };
}

/** A problem with its place: the name of a property that is not allowed, else the value. */
function placedProblem(problem: ShapeProblem, lines: Lines, root: Node): ShapeProblem {
  const node = nearest(root, problem.at);
  const extra = problem.code === "additionalProperties" ? join("", problem.args["property"] ?? "") : "";
  const name = extra === "" ? undefined : node.children?.get(tokens(extra)[0] ?? "")?.name;
  const lexeme = excerpt(lines.text.slice(node.start, Math.min(node.end, node.start + 100)));
  const exact = typeof node.value === "number" && "value" in problem.args ? { ...problem.args, value: lexeme } : problem.args;
  return { ...problem, args: exact, position: lines.at(name ?? node.start) };
}

/** The node at a pointer, or the nearest one around it. */
function nearest(root: Node, pointer: string): Node {
  let here = root;
  for (const token of tokens(pointer)) {
    const next = here.children?.get(token);
    if (next === undefined) {
      return here;
    }
    here = next;
  }
  return here;
}
