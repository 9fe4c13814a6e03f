/** What is said to people about findings and problems, in Chinese and English: the texts of the standard, filled in. */

import type { Finding, Problem } from "./check.js";
import { CODES, type RuleId } from "./generated/standard.js";
import { MESSAGES, RULE_TEXTS } from "./generated/texts.js";
import { belowSection, labelsOf, referenceLabel } from "./labels.js";
import { keysOf, wordOf } from "./say-shape.js";
import type { Entry, Language } from "./standard.js";

/** What is wrong, and what to do about it. */
export interface Said {
  /** What the rule is about; absent for problems. */
  readonly title?: string;
  /** What was found. */
  readonly message: string;
  /** What to do; empty where no rule is violated. */
  readonly fix: string;
  /** Why the rule holds; absent for problems. */
  readonly why?: string;
}

/** Says what was found, in a language. */
export function say(about: Finding | Problem, language: Language): Said {
  return "rule" in about ? finding(about, language) : problem(about, language);
}

function finding(about: Finding, language: Language): Said {
  const texts = RULE_TEXTS[about.rule as RuleId];
  const [title, why] = [texts.title[language], texts.why[language]];
  switch (about.outcome) {
    case "failed": {
      const message = fill(texts.message[language], (name) => argument(about, name, language));
      return { title, message, fix: texts.fix[language], why };
    }
    case "not_assessed": {
      const missing = about.missing.map((reference) => referenceLabel(reference, about.edition, language));
      const list = missing.join(MESSAGES.words.comma[language]);
      return { title, message: fill(MESSAGES.words.not_assessed[language], () => list), fix: "", why };
    }
    case "passed":
      return { title, message: MESSAGES.words.passed[language], fix: "", why };
  }
}

/** An argument of a message as people say it: properties, lists and parts of codes have names. */
function argument({ args, at, edition }: Finding, name: string, language: Language): string | undefined {
  const value = Object.hasOwn(args, name) ? args[name] : undefined;
  const labels = labelsOf(edition, at, language);
  if (value === undefined) {
    const places: Readonly<Record<string, string | undefined>> = {
      label: belowSection(labels).join(" · "),
      row: labels.path.at(-2) ?? labels.path.at(-1),
      column: labels.path.at(-1),
    };
    return places[name];
  }
  const known =
    name === "property"
      ? labels.path.at(-1)
      : name === "list"
        ? CODES[value]?.label[language]
        : MESSAGES.arguments[`${name}/${value}`]?.[language];
  return known ?? value;
}

function problem(about: Problem, language: Language): Said {
  const entries: Readonly<Record<string, Entry>> = about.type === "lexical" ? MESSAGES.lexical : MESSAGES.structure;
  const looks = about.type === "lexical" && "looks_like" in about.args ? [`${about.code}/looks_like`] : [];
  const keys = about.type === "lexical" ? [...looks, about.code, "other"] : [...keysOf(about), "other"];
  const entry = keys.map((key) => entries[key]).find((candidate) => candidate !== undefined);
  if (entry === undefined) {
    throw new Error(`ogi-report: no text for ${about.code}`);
  }
  const word = (name: string): string | undefined => {
    if (about.type === "shape") {
      return wordOf(about, name, language);
    }
    const value = about.args[name];
    return (name === "expected" ? MESSAGES.tokens[value ?? ""]?.[language] : undefined) ?? value;
  };
  return { message: fill(entry.message[language], word), fix: fill(entry.fix[language], word) };
}

/** Puts values in the place of `{names}`; a name without a value stays as it is. */
function fill(template: string, value: (name: string) => string | undefined): string {
  return template.replace(/\{([a-z_]+)\}/g, (whole, name: string) => value(name) ?? whole);
}
