// What users must not write; each marked line is an error of types, or the mark itself is one.
import { check, read, say, write, type Report, type Report2019, type Report2021 } from "ogi-report";

declare const report: Report;
declare const of2019: Report2019;
declare const of2021: Report2021;
declare const bytes: Uint8Array;

// @ts-expect-error a property of the other edition
of2021.proactive_disclosure.rules.total_disclosed;
// @ts-expect-error which edition it is has not been asked
report.proactive_disclosure.rules.in_force;
// @ts-expect-error a name that is misspelt
of2021.requests.new_recieved;
// @ts-expect-error a blank is not zero: the number may be null
export const sum: number = of2021.requests.new_received.natural_persons + 1;
// @ts-expect-error an amount is a decimal text
of2021.proactive_disclosure.administrative_fees.amount_10k_yuan = 5.0325;
// @ts-expect-error a count is no text
of2019.requests.new_received.total = "12";
// @ts-expect-error the edition is not a number
of2021.edition = 2021;
// @ts-expect-error an optional row may be absent
of2021.requests.outcomes.other_handling.undivided.total;
// @ts-expect-error whether there is a report has not been asked
read(bytes).report;
// @ts-expect-error a reading is not a report
write(read(bytes));
// @ts-expect-error a number is no report
check(2021);
// @ts-expect-error a language that has no texts
say(check(bytes).findings[0]!, "fr");
// @ts-expect-error reconciled is one of four words
check(bytes).reconciled === "maybe";
// @ts-expect-error objects are closed
export const agency: Report["agency"] = { name: "示例局", phone: "12345" };
// @ts-expect-error a reason that the standard does not have
export const note: Report2021["cell_notes"] = [{ at: "/year", missing: "lost" }];
