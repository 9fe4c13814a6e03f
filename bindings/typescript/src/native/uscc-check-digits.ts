/** `uscc-check-digits`: the two check characters of the unified social credit code (GB 32100-2015, GB 11714). */

import type { Native } from "../ledger.js";

const USCC = "/agency/uscc";
const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

export const check: Native = (report, _previous, ledger) => {
  const leaf = report.leaf(USCC);
  if (!("text" in leaf)) {
    ledger.notAssessed([USCC, "missing" in leaf ? leaf.missing : "invalid"]);
    return;
  }
  const parts = [
    { part: "character_17", expected: character17(leaf.text), stated: leaf.text[16] ?? "" },
    { part: "character_18", expected: character18(leaf.text), stated: leaf.text[17] ?? "" },
  ];
  const wrong = parts.filter(({ expected, stated }) => expected !== stated);
  wrong.forEach((args) => ledger.failed(USCC, args));
  if (wrong.length === 0) {
    ledger.passed(USCC);
  }
};

/** The check character of the organization code, GB 11714. */
function character17(code: string): string {
  const weights = [3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number.parseInt(code[index + 8] ?? "0", 36), 0);
  const check = 11 - (sum % 11);
  return check === 10 ? "X" : check === 11 ? "0" : String(check);
}

/** The check character of the whole code, GB 32100. */
function character18(code: string): string {
  let [sum, weight] = [0, 1];
  for (const character of code.slice(0, 17)) {
    sum += ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return ALPHABET[(31 - (sum % 31)) % 31] ?? "";
}
