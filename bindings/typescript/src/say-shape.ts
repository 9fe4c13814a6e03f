/** What is said about a value that has not the shape of its edition: which text fits, and the words in it. */

import { DEFINITIONS, EDITIONS, REPORTS } from "./generated/standard.js";
import { MESSAGES } from "./generated/texts.js";
import { tokens } from "./pointer.js";
import { property, type Language, type Property } from "./standard.js";
import type { ShapeProblem } from "./validate.js";

/** Keys of the texts, the most particular first. */
export function keysOf(problem: ShapeProblem): string[] {
  const { code, at, args, definition = "" } = problem;
  const edition = at === "/edition" || (code === "required" && args["property"] === "edition");
  const particular: readonly (readonly [boolean, string])[] = [
    [edition, "edition"],
    [at === "" && code === "type", "root"],
    [near(problem) !== undefined, "near"],
    [true, `${definition}/${args["found"] ?? ""}`],
    [true, definition],
    [optional(problem) === true, `${args["found"] ?? ""}/optional`],
    [optional(problem) === false, `${args["found"] ?? ""}/required`],
    [true, args["found"] ?? ""],
    [code === "pattern" && isPlain(args["value"] ?? ""), "plain"],
  ];
  return [...particular.flatMap(([applies, key]) => (applies ? [`${code}/${key}`] : [])), code];
}

/** The words that stand for a name in a text. */
export function wordOf(problem: ShapeProblem, name: string, language: Language): string | undefined {
  const { code, args } = problem;
  const comma = MESSAGES.words.comma[language];
  switch (name) {
    case "wanted": {
      const words = wanted(problem)?.[language];
      // A blank where ASCII follows a Chinese word.
      return words !== undefined && language === "zh-CN" && /^[!-~]/.test(words) ? ` ${words}` : words;
    }
    case "found":
      return MESSAGES.types[args["found"] ?? ""]?.[language] ?? args["found"];
    case "near":
      return near(problem)?.name;
    case "near_label":
      return near(problem)?.label[language];
    case "property_label":
      return propertyOf(problem)?.label[language] ?? args["property"];
    case "known":
      return known(problem, language, comma);
    case "editions":
      return EDITIONS.map((edition) => JSON.stringify(edition)).join(comma);
    case "expected":
      return code === "enum" ? args["expected"]?.replaceAll(", ", comma) : args["expected"];
    case "keyword":
      return code;
    default:
      return args[name];
  }
}

/** The properties of the object in question. */
function properties({ definition, edition, at }: ShapeProblem): readonly Property[] {
  const name = definition ?? (edition !== undefined && at === "" ? REPORTS[edition] : undefined);
  return name === undefined ? [] : (DEFINITIONS[name]?.properties ?? []);
}

/** The property that is missing. */
function propertyOf(problem: ShapeProblem): Property | undefined {
  return properties(problem).find(({ name }) => name === problem.args["property"]);
}

/** The property that was probably meant: that of a printed label, or of the nearest name. */
function near(problem: ShapeProblem): Property | undefined {
  const name = problem.args["property"];
  if (problem.code !== "additionalProperties" || name === undefined) {
    return undefined;
  }
  const all = properties(problem);
  const labelled = all.find(({ label }) => label["zh-CN"] === name || label.en === name);
  const spelled = name.toLowerCase().replaceAll(/[- ]/g, "_");
  const [nearest] = all
    .map((property) => ({ property, distance: distance(spelled, property.name) }))
    .sort((left, right) => left.distance - right.distance);
  const close = nearest !== undefined && nearest.distance * 2 <= Math.max(spelled.length, nearest.property.name.length);
  return labelled ?? (close ? nearest.property : undefined);
}

/** Whether the value may be left out; nothing where it is no property of the standard. */
function optional({ edition, at }: ShapeProblem): boolean | undefined {
  let name = edition && REPORTS[edition];
  let found: Property | undefined;
  for (const token of tokens(at)) {
    if (found?.list) {
      found = undefined;
      continue;
    }
    found = name === undefined ? undefined : property(name, token);
    if (found === undefined) {
      return undefined;
    }
    name = found.of;
  }
  return found && !found.required;
}

/** What belongs here, in words. */
function wanted(problem: ShapeProblem): Readonly<Record<Language, string>> | undefined {
  const missing = propertyOf(problem);
  if (missing?.list) {
    return MESSAGES.definitions["list"];
  }
  const name = missing === undefined ? problem.definition : missing.of;
  const fallback = problem.args["expected"] === "array" ? "list" : "object";
  return MESSAGES.definitions[name ?? ""] ?? MESSAGES.definitions[fallback];
}

/** The names that may stand here. */
function known(problem: ShapeProblem, language: Language, comma: string): string {
  const names = properties(problem).map(({ name }) => name);
  const most = 8;
  return names.slice(0, most).join(comma) + (names.length > most ? MESSAGES.words.more[language] : "");
}

/** Whether a value is written in ASCII without blanks, so that its characters are not to blame. */
function isPlain(value: string): boolean {
  return /^[!-[\]-~]*$/.test(value.replaceAll('"', ""));
}

/** How many letters to change, add, drop or swap with the next to make one name of another. */
function distance(from: string, to: string): number {
  let [before, last] = [[] as number[], Array.from({ length: to.length + 1 }, (_, index) => index)];
  for (let row = 1; row <= from.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const cost = from[row - 1] === to[column - 1] ? 0 : 1;
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      next.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (next[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + cost,
          swapped ? (before[column - 2] ?? 0) + 1 : Infinity,
        ),
      );
    }
    [before, last] = [last, next];
  }
  return last[to.length] ?? 0;
}
