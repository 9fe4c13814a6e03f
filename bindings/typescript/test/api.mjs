// What users rely on beside the vectors: places, texts, and what is never done to a document.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { check, EDITIONS, locate, NotAReport, NotWellFormed, read, say, write } from "ogi-report";
import { interpret, tableOf, TABLES } from "ogi-report/rules";

const bytes = readFileSync(fileURLToPath(new URL("../examples/reports/wrong-totals-2023.json", import.meta.url)));
const text = bytes.toString();
const CELL = "/requests/new_received/natural_persons";

export function api(tally) {
  places(tally);
  numbers(tally);
  refusals(tally);
  hostile(tally);
  texts(tally);
}

function places(tally) {
  const at = (position) => position && [position.line, position.column];
  const [twice] = read('{"a": 1,\n "b": {"c": 2, "\\u0063": 3}}').problems;
  tally.same("a name that stands twice has both places", [twice.code, twice.at, at(twice.position), at(twice.related)], ["duplicate-key", "/b/c", [2, 16], [2, 8]]);
  const [astral] = read('{"😀": 01}').problems;
  tally.same("columns count characters, offsets code units", [at(astral.position), astral.position.offset], [[1, 7], 7]);
  const [cut] = read(Uint8Array.of(0x7b, 0x22, 0xe6, 0x94, 0x22)).problems;
  tally.same("bytes that are not UTF-8 have a place", [cut.code, at(cut.position), cut.args.found.split(" ")[0]], ["invalid-utf8", [1, 3], "E6"]);
  const finding = check(bytes).findings.find(({ rule, outcome }) => rule === "requests-balance" && outcome === "failed");
  tally.same("a finding has a place", at(finding.position), [267, 18]);
  tally.same("its operands have labels and values", finding.operands.map(({ label, value }) => [label.en, value]), [
    ["1. requests newly received in the year", "224"],
    ["2. requests carried over from the prior year", "3"],
    ["3. outcomes in the year · (7) total", "240"],
    ["4. carried over to the next year", "5"],
  ]);
  tally.same("a place is found by its pointer", at(locate(bytes, "/requests/outcomes/total/total")), [267, 18]);
  tally.same("nothing is found in what is not JSON", locate("{", "/year"), null);
  const long = `{"edition": "2021-30", "x": "${"长".repeat(10_000)}", "year": "二〇二三"}`;
  const year = read(long).problems.find((problem) => problem.at === "/year");
  tally.same("columns of long lines", year.position.column, long.indexOf('"二〇') + 1);
}

function numbers(tally) {
  const withCell = (lexeme) => text.replace('"natural_persons": 151', `"natural_persons": ${lexeme}`);
  const cell = (lexeme) => read(withCell(lexeme)).report?.requests.new_received.natural_persons;
  tally.same("2^53 - 1 is kept", cell("9007199254740991"), 9007199254740991);
  tally.same("2^53 and above are refused", ["9007199254740992", "9007199254740993"].map((lexeme) => read(withCell(lexeme)).ok), [false, false]);
  const problem = read(withCell("9007199254740993")).problems.find(({ at }) => at === CELL);
  tally.same("what was found is told as it was written", [problem.code, problem.args.value], ["maximum", "9007199254740993"]);
  tally.same("whole numbers may be written otherwise", ["151.0", "1.51e2", "1510E-1"].map(cell), [151, 151, 151]);
  tally.same("a blank stays a blank", [cell("null"), write(read(withCell("null")).report).includes('"natural_persons":null')], [null, true]);
  const sums = interpret(tableOf("2021-30"), read(withCell("9007199254740991")).report);
  const total = sums.find(({ rule, at }) => rule === "applicant-total" && at.startsWith("/requests/new_received"));
  tally.same("sums beyond 2^53 are exact", total.args.computed, String(9007199254740991n + 91n));
  const dated = text.replace('"2024-01-26"', '"2024-02-30"');
  tally.same("a day that is not in the calendar is refused", read(dated).problems?.map(({ at, code }) => [at, code]), [["/published_on", "format"]]);
  tally.same("a line feed after a date is refused", read(text.replace('"2024-01-26"', '"2024-01-26\\n"')).ok, false);
  tally.same("a report is written as it was", write(read(bytes).report, { pretty: true }), text);
}

function refusals(tally) {
  const thrown = (action) => {
    try {
      action();
    } catch (error) {
      return error;
    }
    return undefined;
  };
  const { report } = read(bytes);
  const broken = thrown(() => write({ ...report, year: 1.5 }));
  tally.same("what is no report is not written", [broken instanceof NotAReport, broken?.problems[0].at], [true, "/year"]);
  const other = thrown(() => check(bytes, { previous: "{" }));
  tally.same("a prior report that is no JSON is no missing one", [other instanceof NotWellFormed, other?.which], [true, "previous"]);
  const rollUp = check(bytes, { children: [report, "{}"], previous: "{}" }).findings;
  const missing = (id) => [...new Set(rollUp.filter(({ rule }) => rule === id).flatMap((finding) => finding.missing.map((at) => at.split("/")[0])))];
  tally.same("a part that cannot be read is not left out of the sum", missing("requests-roll-up"), ["children#"]);
  tally.that("and is not said to be not given", rollUp.every(({ missing: all }) => !all.includes("children#") && !all.includes("prev#")));
  const table = tableOf(report.edition);
  const unlisted = { ...table, native: [...table.native, { rule: "not-written-yet", reads: [] }] };
  tally.that("a rule without code is an error", /not-written-yet/.test(thrown(() => interpret(unlisted, report))?.message));
  const polluted = read('{"edition": "2021-30", "__proto__": {"year": 2023}}');
  tally.that("__proto__ is a name like any other", polluted.problems.some(({ code, args }) => code === "additionalProperties" && args.property === "__proto__"));
  tally.same("each edition has its rules", TABLES.map(({ edition }) => edition).sort(), [...EDITIONS].sort());
}

/** A document of many faults takes time in proportion. */
function hostile(tally) {
  const notes = Array.from({ length: 120_000 }, () => ({}));
  const start = process.cpuUsage();
  const { problems } = check(JSON.stringify({ ...JSON.parse(text), cell_notes: notes }));
  tally.same("all faults are named", problems.length, 120_001);
  const { user, system } = process.cpuUsage(start);
  tally.that("a document of many faults is checked within 20 seconds of processor time", user + system < 20e6);
}

function texts(tally) {
  const documents = [bytes, "{", '{"edition": "2021-30", "yaer": 1, "requests": null}', '{"edition": 2021}', "[]", "\ufeff{}"];
  for (const language of ["zh-CN", "en"]) {
    for (const said of documents.flatMap((document) => spoken(document, language))) {
      const whole = Object.values(said).every((part) => typeof part === "string" && !/\{[a-z_]+\}|undefined/.test(part));
      tally.that(`${language}: a text is whole`, whole && said.message !== "", () => JSON.stringify(said));
    }
  }
  const nulls = '{"edition": "2021-30", "requests": null, "preamble": null, "cell_notes": [{"at": null, "printed": null}]}';
  const advice = spoken(nulls, "en").filter(({ message }) => message.includes("cannot stand here")).map(({ fix }) => fix.split(";")[0]);
  const [leave, give] = ["leave the property out where there is nothing", "the property is required"];
  tally.same("what may be left out is told from what may not", advice, [give, leave, give, leave]);
  const failed = check(bytes).findings.find(({ rule }) => rule === "review-total");
  tally.same("a finding in Chinese", say(failed, "zh-CN").message, "“行政复议”：四种结果之和为 19，总计填报 0，相差 19");
  tally.same("a finding in English", say(failed, "en").message, "administrative reconsideration: the four results add up to 19, the total states 0, a difference of 19");
}

function spoken(document, language) {
  const { problems, findings } = check(document);
  return [...problems, ...findings].map((about) => say(about, language));
}
