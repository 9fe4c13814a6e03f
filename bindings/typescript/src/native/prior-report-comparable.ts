/** `prior-report-comparable`: the prior report is of the same agency and the same scope. */

import type { Facts, Missing } from "../facts.js";
import type { Native } from "../ledger.js";

const NAME = "/agency/name";
const USCC = "/agency/uscc";

export const check: Native = (report, previous, ledger) => {
  if (previous === undefined) {
    ledger.notGiven("prev#");
    return;
  }
  const both = (at: string): readonly [prior: string, stated: string] | undefined => {
    const [prior, stated] = [previous.text(at), report.text(at)];
    return prior === undefined || stated === undefined ? undefined : [prior, stated];
  };
  const agency = both(USCC) ? USCC : NAME;
  const wrong = [[agency, agency === USCC ? "uscc" : "name"] as const, ["/scope", "scope"] as const].flatMap(([at, property]) => {
    const pair = both(at);
    return pair && pair[0] !== pair[1] ? [{ at, args: { property, prior: pair[0], stated: pair[1] } }] : [];
  });
  wrong.forEach(({ at, args }) => ledger.failed(at, args));
  if (both(agency) === undefined) {
    ledger.notAssessed(...lacking(NAME, report), ...lacking(`prev#${NAME}`, previous));
  } else if (wrong.length === 0) {
    ledger.passed(agency);
  }
};

function lacking(reference: string, document: Facts): (readonly [string, Missing])[] {
  const leaf = document.leaf(NAME);
  return "missing" in leaf ? [[reference, leaf.missing]] : [];
}
