// Every vector of the standard: verdict, problems, typed reader, round trip, findings.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { check, read, say, write } from "ogi-report";
import { RULES, TABLES } from "ogi-report/rules";
import { labelsOf } from "../lib/labels.js";
import { text } from "./tally.mjs";

const TAGS = new Set([
  "pass", "fail", "not-assessed",
  "blank", "boundary", "cross-year", "format", "lexeme", "lexical", "report", "roll-up", "structure", "undivided",
]);
const KEYS = new Set(["id", "title", "about", "tags", "base", "patch", "raw", "previous", "children", "expect"]);
const OUTCOMES = { pass: "passed", fail: "failed", "not-assessed": "not_assessed" };
/** The words of the vectors for what is not well-formed; anything else is `syntax`. */
const KINDS = {
  "document-too-large": "size",
  "too-many-values": "size",
  "byte-order-mark": "bom",
  "invalid-utf8": "encoding",
  "duplicate-key": "duplicate_key",
  "too-deep": "depth",
  "number-too-large": "number",
};

const sentencesFile = new URL("../../sentences.json", import.meta.url);
/** What every implementation says about each case; absent outside of the repository. */
const SENTENCES = existsSync(sentencesFile) ? JSON.parse(readFileSync(sentencesFile, "utf8")).cases : undefined;

/** What is said about a case: rule or keyword, place, labels, message and fix in both languages. */
function sentences({ edition, problems, findings }, about) {
  const languages = ["zh-CN", "en"];
  const row = (name, one) => {
    const labels = languages.map((language) => labelsOf(edition ?? undefined, one.at, language).path.join(" · "));
    const said = languages.map((language) => say(one, language));
    return [name, one.at, labels, said.map(({ message }) => message), said.map(({ fix }) => fix)];
  };
  const wanted = findings.filter(({ rule, outcome }) => outcome === "failed" || (outcome === "not_assessed" && rule === about));
  return [...problems.map((one) => row(one.code, one)), ...wanted.map((one) => row(one.rule, one))].map(text).sort();
}

function expectedSentences(id) {
  return (SENTENCES[id] ?? []).map(text).sort();
}

/** Runs every case below a folder. */
export function vectors(folder, tally) {
  const json = (path) => JSON.parse(readFileSync(join(folder, path), "utf8"));
  const index = json("index.json");
  tally.that("the format of the vectors is known", index.vectors_format === 1);
  const bases = Object.fromEntries(readdirSync(join(folder, "bases")).map((name) => [name.replace(/\.json$/, ""), json(`bases/${name}`)]));
  const onDisk = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".json"))
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).replaceAll("\\", "/"))
    .filter((path) => path.includes("/") && !path.startsWith("bases/"));
  tally.same("the index lists every file", onDisk.sort(), index.files.map(({ path }) => path).sort());

  const seen = new Set();
  const tagged = new Set();
  for (const { path, cases: count } of index.files) {
    const { cases } = json(path);
    tally.same(`${path}: number of cases`, cases.length, count);
    for (const one of cases) {
      tally.that(`${one.id}: known words only, and an id of its own`, isKnown(one) && !seen.has(one.id));
      seen.add(one.id);
      one.tags.forEach((tag) => tagged.add(`${one.about} ${tag}`));
      for (const [question, found, expected] of questions(one, bases)) {
        tally.same(`${one.id}: ${question}`, found, expected);
      }
    }
  }
  tally.that("there are cases", seen.size > 0);
  coverage(tagged, tally);
}

function isKnown(one) {
  return Object.keys(one).every((key) => KEYS.has(key)) && one.tags.every((tag) => TAGS.has(tag));
}

/** Every rule of the tables has a case for each way it can end. */
function coverage(tagged, tally) {
  const bySchema = new Set(TABLES.flatMap(({ schema }) => schema.map(({ rule }) => rule)));
  for (const rule of Object.keys(RULES)) {
    for (const tag of bySchema.has(rule) ? ["pass", "fail"] : Object.keys(OUTCOMES)) {
      tally.that(`${rule}: a case tagged ${tag}`, tagged.has(`${rule} ${tag}`));
    }
  }
}

/** What is asked about a case: the question, what was found, and what is expected. */
function* questions(one, bases) {
  const bytes = bytesOf(one, bases);
  const others = {
    ...(one.previous && { previous: documentOf(one.previous, bases) }),
    ...(one.children && { children: one.children.map((child) => documentOf(child, bases)) }),
  };
  const verdict = check(bytes, others);
  yield ["what check finds", normal(expectation(verdict, one.about)), normal(one.expect)];
  for (const tag of one.tags.filter((candidate) => one.about && candidate in OUTCOMES)) {
    const ends = verdict.findings.some(({ rule, outcome }) => rule === one.about && outcome === OUTCOMES[tag]);
    yield [`${one.about} ends as ${tag}`, ends, true];
  }
  if (SENTENCES !== undefined && one.expect.well_formed) {
    yield ["what is said", sentences(verdict, one.about), expectedSentences(one.id)];
  }
  const reading = read(bytes);
  yield ["read gives a report if it is valid", reading.ok, one.expect.schema_valid === true];
  if (!reading.ok) {
    yield ["read and check name the same problems", reading.problems, verdict.problems];
    return;
  }
  const written = write(reading.report);
  const again = read(written);
  yield ["what was written reads as the same report", again.ok && again.report, reading.report];
  yield ["writing twice gives the same text", again.ok && write(again.report), written];
  if (!one.tags.includes("lexeme")) {
    yield ["what was written is what was read", JSON.parse(written), JSON.parse(new TextDecoder().decode(bytes))];
  }
  yield ["a report in memory has the same verdict", normal(expectation(check(reading.report, others), one.about)), normal(one.expect)];
}

/** Around a number as it is spelled, while it is a string. */
const [BEFORE, AFTER] = ["\ue000", "\ue001"];

function bytesOf(one, bases) {
  if (one.raw === undefined) {
    const text = JSON.stringify(documentOf(one, bases));
    return new TextEncoder().encode(text.replaceAll(`"${BEFORE}`, "").replaceAll(`${AFTER}"`, ""));
  }
  const parts = one.raw.map(({ text, base64, times = 1 }) => {
    const part = base64 === undefined ? Buffer.from(text) : Buffer.from(base64, "base64");
    return Buffer.alloc(part.length * times, part);
  });
  return Buffer.concat(parts);
}

function documentOf({ base, patch = [] }, bases) {
  if (bases[base] === undefined) throw new Error(`no base ${base}`);
  const document = structuredClone(bases[base]);
  patch.forEach((operation) => apply(document, operation));
  return document;
}

/** One operation of RFC 6902, of those that cases use. */
function apply(document, { op, path, number, value = number && `${BEFORE}${number}${AFTER}` }) {
  const steps = path.split("/").slice(1).map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  const last = steps.pop();
  const parent = steps.reduce((here, step) => here[step], document);
  const there = Array.isArray(parent) ? op === "add" || Number(last) < parent.length : op === "add" || Object.hasOwn(parent, last);
  if (!["add", "replace", "remove"].includes(op) || !there) throw new Error(`cannot apply ${op} ${path}`);
  if (Array.isArray(parent)) {
    parent.splice(last === "-" ? parent.length : Number(last), op === "add" ? 0 : 1, ...(op === "remove" ? [] : [value]));
  } else if (op === "remove") {
    delete parent[last];
  } else {
    Object.defineProperty(parent, last, { value, configurable: true, enumerable: true, writable: true });
  }
}

/** A verdict in the words of the vectors. */
export function expectation(verdict, about) {
  if (!verdict.well_formed) {
    return { well_formed: false, kind: KINDS[verdict.problems[0].code] ?? "syntax" };
  }
  const { well_formed, schema_valid, reconciled, assessed, problems, findings } = verdict;
  const failed = findings.filter(({ outcome }) => outcome === "failed").map(({ rule, at, args }) => ({ rule, at, args }));
  const open = findings
    .filter(({ rule, outcome, missing }) => outcome === "not_assessed" && (rule === about || !missing.every((at) => at.endsWith("#"))))
    .map(({ rule, at, missing }) => ({ rule, at, missing }));
  const faults = problems.map(({ at, code }) => [at, code]);
  return { well_formed, schema_valid, reconciled, ...(reconciled === "partly" && { assessed }), faults, failed, not_assessed: open };
}

/** Lists whose order has no meaning, in one order; faults as a set. */
function normal(expect) {
  const sorted = (items) => items?.map(text).sort();
  return {
    ...expect,
    faults: expect.faults && [...new Set(sorted(expect.faults))],
    failed: sorted(expect.failed),
    not_assessed: sorted(expect.not_assessed?.map((finding) => ({ ...finding, missing: [...finding.missing].sort() }))),
  };
}
