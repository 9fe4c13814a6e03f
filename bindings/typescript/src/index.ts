/** Annual reports on open government information (政府信息公开工作年度报告): read, checked, written, explained. */

export * from "./generated/types.js";
export { check, locate, NotWellFormed, read } from "./check.js";
export type { Finding, Operand, Others, Problem, Reading, Input, Verdict } from "./check.js";
export { CODES, CODES_DATE, DIGESTS, DOCUMENT_VERSION, EDITIONS, RULES_VERSION, SCHEMA_VERSION } from "./generated/standard.js";
export type { Edition, RuleId } from "./generated/standard.js";
export type { Missing } from "./facts.js";
export type { Outcome } from "./ledger.js";
export type { LexicalCode, LexicalProblem, Position } from "./lexical.js";
export { say } from "./say.js";
export type { Said } from "./say.js";
export type { Code as ListedCode, CodeList, Language, Relation, Severity, Texts } from "./standard.js";
export { isReport, validate } from "./validate.js";
export type { ShapeProblem } from "./validate.js";
export { NotAReport, write } from "./write.js";
export type { WriteOptions } from "./write.js";
