/** `fee-is-accounted-for`: a fee that was collected is described in section six. */

import { format } from "../exact.js";
import type { Native } from "../ledger.js";

const TEXT = "/other_matters/text";
const FEE = "/other_matters/information_processing_fee";
const COLLECTED = `${FEE}/amount_collected_yuan`;

export const check: Native = (report, _previous, ledger) => {
  if (!report.has(FEE)) {
    ledger.passed(TEXT);
    return;
  }
  const collected = report.number(COLLECTED);
  if (typeof collected !== "bigint") {
    ledger.notAssessed([COLLECTED, collected]);
    return;
  }
  const leaf = report.leaf(TEXT);
  if (collected <= 0n) {
    ledger.passed(TEXT);
  } else if (!("text" in leaf)) {
    ledger.notAssessed([TEXT, "missing" in leaf ? leaf.missing : "invalid"]);
  } else if (["", "无", "無"].includes(leaf.text.replace(/[\p{White_Space}。．.，,；;：:、]/gu, ""))) {
    ledger.failed(TEXT, { value: format(collected), text: leaf.text });
  } else {
    ledger.passed(TEXT);
  }
};
