/** `codes-listed`: codes of open lists are ones that the list has. */

import type { Native } from "../ledger.js";
import { code } from "../standard.js";

const LISTS = [["/scope", "scope"], ["/agency/kind", "agency-kind"]] as const;

export const check: Native = (report, _previous, ledger) => {
  for (const [at, list] of LISTS) {
    const leaf = report.leaf(at);
    if (!("text" in leaf)) {
      ledger.notAssessed([at, "missing" in leaf ? leaf.missing : "invalid"]);
    } else if (code(list, leaf.text) === undefined) {
      ledger.failed(at, { code: leaf.text, list });
    } else {
      ledger.passed(at);
    }
  }
};
