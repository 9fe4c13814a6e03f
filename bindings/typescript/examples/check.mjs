// Says what does not add up in a report: node check.mjs report.json [prior-year.json]
import { readFileSync } from "node:fs";
import { check, say } from "ogi-report";

const [path = "examples/reports/wrong-totals-2023.json", previous] = process.argv.slice(2);
const verdict = check(readFileSync(path), previous === undefined ? {} : { previous: readFileSync(previous) });

for (const problem of verdict.problems) {
  const { message, fix } = say(problem, "zh-CN");
  console.log(`${path}:${problem.position?.line ?? 1}: ${message}。${fix}`);
}
for (const finding of verdict.findings.filter(({ outcome }) => outcome === "failed")) {
  const { message, fix } = say(finding, "zh-CN");
  console.log(`${path}:${finding.position?.line ?? 1}: ${message}。${fix}`);
}
