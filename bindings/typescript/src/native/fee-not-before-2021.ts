/** `fee-not-before-2021`: the information processing fee exists since 2021-01-01. */

import { format, whole } from "../exact.js";
import { missingOf, type Native } from "../ledger.js";

const YEAR = "/year";
const SINCE = whole(2021) ?? 0n;
const FEE = "/other_matters/information_processing_fee";

export const check: Native = (report, _previous, ledger) => {
  const year = report.number(YEAR);
  if (!report.has(FEE)) {
    ledger.passed(FEE);
  } else if (typeof year !== "bigint") {
    ledger.notAssessed([YEAR, year]);
  } else if (year >= SINCE) {
    ledger.passed(FEE);
  } else {
    const amounts = ["amount_collected_yuan", "amount_noticed_yuan"].map((name) => {
      const at = `${FEE}/${name}`;
      return [at, report.number(at)] as const;
    });
    const missing = missingOf(amounts);
    const charged = amounts.find(([, amount]) => typeof amount === "bigint" && amount > 0n);
    if (charged !== undefined && typeof charged[1] === "bigint") {
      ledger.failed(charged[0], { year: format(year), value: format(charged[1]) });
    } else if (missing.length > 0) {
      ledger.notAssessed(...missing);
    } else {
      ledger.passed(FEE);
    }
  }
};
