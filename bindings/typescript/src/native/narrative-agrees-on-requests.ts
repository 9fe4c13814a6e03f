/** `narrative-agrees-on-requests`: the number of requests in the text is that of table three. */

import { format, parse } from "../exact.js";
import type { Native } from "../ledger.js";

const TEXTS = ["/overview/disclosure_on_request", "/overview/text"];
const RECEIVED = "/requests/new_received/total";
const CARRIED = "/requests/carried_over_from_prior_year/total";

const VERBS = ["新收", "收到", "受理", "接收"];
const REQUEST = /申请|申請/;
const COUNTED = /([0-9]+)[ \u00a0\u3000]*[件条條宗份项項]/g;
const CLAUSE_END = /[，。；、,;\n]/;
/** Words of clauses that count something else: cases, or requests by channel or kind of applicant. */
const ELSEWISE = /复议|複議|復議|诉讼|訴訟|其中|自然人|法人|网|網|信函|当面|當面|邮|郵|结转|結轉/;

export const check: Native = (report, _previous, ledger) => {
  const claims = TEXTS.flatMap((at) => claimsOf(report.text(at) ?? "").map((number) => [at, number] as const));
  const [received, carried] = [report.number(RECEIVED), report.number(CARRIED)];
  if (claims.length === 0) {
    ledger.notAssessed(["/overview", "absent"]);
  } else if (typeof received !== "bigint") {
    ledger.notAssessed([RECEIVED, received]);
  } else {
    const withCarried = typeof carried === "bigint" ? received + carried : received;
    const wrong = claims.find(([, number]) => number !== received && number !== withCarried);
    if (wrong === undefined) {
      ledger.passed("/overview");
    } else {
      ledger.failed(wrong[0], { text: format(wrong[1]), stated: format(received) });
    }
  }
};

/** The numbers of requests that a text says were received. */
function claimsOf(text: string): bigint[] {
  const folded = text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xff10 + 0x30));
  const characters = [...folded];
  return characters.flatMap((first, start) =>
    VERBS.includes(`${first}${characters[start + 1] ?? ""}`) ? claim(characters, start) : [],
  );
}

/** The number of the clause that starts with a verb, if it speaks of requests and of nothing else. */
function claim(characters: readonly string[], start: number): bigint[] {
  const clause = characters.slice(start, start + 40).join("").split(CLAUSE_END)[0] ?? "";
  const before = characters.slice(Math.max(0, start - 6), start).join("");
  const numbers = [...clause.matchAll(COUNTED)].map(([, digits]) => parse(digits ?? "") ?? 0n);
  const counts = REQUEST.test(clause) && !ELSEWISE.test(clause) && !ELSEWISE.test(before);
  return counts && numbers.length === 1 ? numbers : [];
}
