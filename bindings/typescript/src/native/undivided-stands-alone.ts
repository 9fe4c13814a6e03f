/** `undivided-stands-alone`: 其他处理 is given as one row or as three, not both. */

import type { Native } from "../ledger.js";

const HANDLING = "/requests/outcomes/other_handling";
const UNDIVIDED = `${HANDLING}/undivided`;

export const check: Native = (report, _previous, ledger) => {
  if (!report.has(UNDIVIDED)) {
    ledger.passed(UNDIVIDED);
    return;
  }
  const cells = report.numbersBelow(HANDLING).filter((at) => !at.startsWith(`${UNDIVIDED}/`));
  const rows = cells.map((at) => [at, report.stated(at)] as const);
  const stated = rows.filter(([, leaf]) => "number" in leaf).length;
  const unknown = rows.flatMap(([at, leaf]) =>
    "missing" in leaf && leaf.missing !== "blank" ? [[at, leaf.missing] as const] : [],
  );
  if (stated > 0) {
    ledger.failed(UNDIVIDED, { value: String(stated) });
  } else if (unknown.length > 0) {
    ledger.notAssessed(...unknown);
  } else {
    ledger.passed(UNDIVIDED);
  }
};
