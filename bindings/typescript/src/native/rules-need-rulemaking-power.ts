/** `rules-need-rulemaking-power`: only bodies that may make 规章 can report any. */

import { format } from "../exact.js";
import { examined, missingOf, type Native } from "../ledger.js";
import { code } from "../standard.js";

const KIND = "/agency/kind";
const RULES = "/proactive_disclosure/rules";

export const check: Native = (report, _previous, ledger) => {
  const leaf = report.leaf(KIND);
  const power = "text" in leaf ? code("agency-kind", leaf.text)?.rulemaking : undefined;
  if (power === undefined) {
    ledger.notAssessed([KIND, "missing" in leaf ? leaf.missing : "invalid"]);
    return;
  }
  const numbers = report.numbersBelow(RULES).map((at) => [at, report.number(at)] as const);
  const missing = missingOf(numbers);
  const largest = numbers.reduce((most, [, number]) => (typeof number === "bigint" && number > most ? number : most), 0n);
  if (!power && largest > 0n) {
    ledger.failed(RULES, { value: format(largest) }, numbers.map(([at, number]) => examined(at, number)));
  } else if (!power && missing.length > 0) {
    ledger.notAssessed(...missing);
  } else {
    ledger.passed(RULES);
  }
};
