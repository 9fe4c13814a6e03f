/** What the standard says, as the package holds it: shapes of the generated data, and how to find one's way in it. */

import { CODES, DEFINITIONS, REPORTS, TABLES, type Edition } from "./generated/standard.js";

/** Languages of texts. */
export type Language = "zh-CN" | "en";

/** A text in both languages. */
export type Texts = Readonly<Record<Language, string>>;

/** A property of an object of the standard. */
export interface Property {
  readonly name: string;
  readonly label: Texts;
  readonly required: boolean;
  /** The definition of its value, or of the elements of its list; absent for `edition`. */
  readonly of?: string;
  readonly list?: boolean;
  /** Number of the section of the form, `一` to `六`. */
  readonly section?: string;
}

/** A definition of the schema. */
export interface Definition {
  readonly kind: "record" | "integer" | "decimal" | "text";
  /** The bounds of an integer. */
  readonly minimum?: number;
  readonly maximum?: number;
  /** In form order; empty unless a record. */
  readonly properties: readonly Property[];
}

/** How bad it is when a rule does not hold. */
export type Severity = "error" | "warning" | "note";

/** What is known of a rule beside its texts and equations. */
export interface RuleFacts {
  readonly editions: readonly string[];
  /** What sort of statement it makes, such as `balance`. */
  readonly kind: string;
  /** Where its authority comes from, such as `official`. */
  readonly origin: string;
  readonly severity: Severity;
}

/** What is said about a rule. */
export interface RuleTexts {
  readonly title: Texts;
  readonly message: Texts;
  readonly why: Texts;
  readonly fix: Texts;
}

/** What is said about one kind of problem. */
export interface Entry {
  readonly message: Texts;
  readonly fix: Texts;
}

/** What is said about problems, and the words it is said with. */
export interface Messages {
  readonly types: Readonly<Record<string, Texts>>;
  readonly definitions: Readonly<Record<string, Texts>>;
  readonly structure: Readonly<Record<string, Entry>>;
  readonly lexical: Readonly<Record<string, Entry>>;
  readonly tokens: Readonly<Record<string, Texts>>;
  readonly arguments: Readonly<Record<string, Texts>>;
  readonly missing: Readonly<Record<string, Texts>>;
  readonly words: Readonly<Record<Word, Texts>>;
}

/** A word that joins others, or a sentence of one case. */
export type Word = "comma" | "more" | "item" | "prev" | "children" | "passed" | "not_assessed";

/** An open code list. */
export interface CodeList {
  readonly label: Texts;
  readonly codes: readonly Code[];
}

/** A code of a list. */
export interface Code {
  readonly code: string;
  readonly label: Texts;
  /** For kinds of agencies: whether they may make 规章; absent where the kind does not settle it. */
  readonly rulemaking?: boolean;
}

/** A coefficient and the reference of a number. */
export type Term = readonly [coefficient: number, reference: string];

/** How the computed side relates to the stated one. */
export type Relation = "eq" | "le" | "ge";

/** One equation: the sum and the constant, compared with the sum of the other side. */
export interface Equation {
  readonly rule: string;
  readonly at: string;
  readonly sum: readonly Term[];
  readonly op: Relation;
  readonly to: readonly Term[];
  readonly const?: string;
  /** It applies only if an optional object is there, or is not. */
  readonly when?: { readonly present: string } | { readonly absent: string };
}

/** The rules of an edition, written out over JSON Pointers: the published `rules-<edition>.json`. */
export interface Table {
  readonly rules_format: number;
  readonly edition: string;
  readonly ruleset_version: string;
  readonly equations: readonly Equation[];
  /** Rules that need code of their own. */
  readonly native: readonly { readonly rule: string; readonly reads: readonly string[] }[];
  /** Rules that the schema checks: faults of these keywords in these definitions. */
  readonly schema: readonly { readonly rule: string; readonly definitions: readonly string[]; readonly keywords: readonly string[] }[];
}

/** Whether a value names an edition. */
export function isEdition(value: unknown): value is Edition {
  return typeof value === "string" && Object.hasOwn(REPORTS, value);
}

/** The rules of an edition; throws when the table is one that this package cannot read. */
export function tableOf(edition: Edition): Table {
  const table = TABLES.find((candidate) => candidate.edition === edition);
  if (table?.rules_format !== 1) {
    throw new Error(`ogi-report: no rules of format 1 for edition ${edition}`);
  }
  return table;
}

/** A definition by name; throws when the data of the package contradict themselves. */
export function definition(name: string): Definition {
  const found = Object.hasOwn(DEFINITIONS, name) ? DEFINITIONS[name] : undefined;
  if (found === undefined) {
    throw new Error(`ogi-report: no definition ${name}`);
  }
  return found;
}

/** A property of a definition. */
export function property(of: string, name: string): Property | undefined {
  return definition(of).properties.find((candidate) => candidate.name === name);
}

/** A code of a list. */
export function code(list: string, name: string): Code | undefined {
  return CODES[list]?.codes.find((candidate) => candidate.code === name);
}

const LEAVES = new Map<Edition, ReadonlyMap<string, Definition["kind"]>>();

/** The single values of a report of an edition, by JSON Pointer, in form order; lists are not entered. */
export function leaves(edition: Edition): ReadonlyMap<string, Definition["kind"]> {
  const known = LEAVES.get(edition);
  if (known) {
    return known;
  }
  const found = new Map<string, Definition["kind"]>();
  const walk = (pointer: string, name: string): void => {
    for (const { name: token, of, list } of definition(name).properties) {
      const here = `${pointer}/${token}`;
      const kind = of === undefined ? "text" : definition(of).kind;
      if (kind === "record" && of !== undefined && !list) {
        walk(here, of);
      } else if (!list) {
        found.set(here, kind);
      }
    }
  };
  walk("", REPORTS[edition]);
  LEAVES.set(edition, found);
  return found;
}
