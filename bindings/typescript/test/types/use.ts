// What users write; every line must compile, strictly, under each compiler.
import { check, read, say, write, type Finding, type Report, type Report2021, type Verdict } from "ogi-report";
import { interpret, tableOf, type Found } from "ogi-report/rules";
import { isReport, validate, type ShapeProblem } from "ogi-report/validate";

export function rulesInForce(report: Report): number | null {
  switch (report.edition) {
    case "2019-60":
      return report.proactive_disclosure.rules.total_disclosed;
    case "2021-30":
      return report.proactive_disclosure.rules.in_force;
    default:
      return null;
  }
}

export function failures(bytes: Uint8Array): string[] {
  const reading = read(bytes);
  if (!reading.ok) {
    return reading.problems.map((problem) => `${problem.position?.line ?? "?"} ${say(problem, "en").message}`);
  }
  const verdict: Verdict = check(reading.report, { previous: bytes, children: [reading.report, "{}"] });
  const failed: readonly Finding[] = verdict.findings.filter((finding) => finding.outcome === "failed");
  return failed.map((finding) => say(finding, "zh-CN").message);
}

export function doubled(report: Report2021): string {
  const { natural_persons } = report.requests.new_received;
  // A blank is not zero: the compiler asks what it should be.
  const twice = natural_persons === null ? null : natural_persons * 2;
  return write({ ...report, requests: { ...report.requests, new_received: { ...report.requests.new_received, natural_persons: twice } } });
}

export function shape(value: unknown): Report | readonly ShapeProblem[] {
  return isReport(value) ? value : validate(value);
}

export function table(report: Report): Found[] {
  return interpret(tableOf(report.edition), report);
}
