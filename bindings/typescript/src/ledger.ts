/** Where rules say what they found. */

import type { Facts, Missing } from "./facts.js";
import { split } from "./pointer.js";
import type { Relation } from "./standard.js";

/** What became of a rule at a place. */
export type Outcome = "passed" | "failed" | "not_assessed";

/** One number as a rule read it. */
export interface Examined {
  /** Its reference: a JSON Pointer, `prev#` or `children#` in front when it stands in another document. */
  readonly at: string;
  readonly side: "computed" | "stated";
  readonly coefficient: number;
  /** In millionths, or why there is none. */
  readonly value: bigint | Missing;
}

/** One rule at one place with its outcome, before it has labels. */
export interface Found {
  readonly rule: string;
  readonly outcome: Outcome;
  readonly at: string;
  readonly args: Readonly<Record<string, string>>;
  readonly operands: readonly Examined[];
  readonly relation?: Relation;
}

/** How a rule with code of its own is called. */
export type Native = (report: Facts, previous: Facts | undefined, ledger: Ledger) => void;

/** The findings of one rule. */
export class Ledger {
  readonly found: Found[] = [];

  constructor(readonly rule: string) {}

  passed(at: string): void {
    this.add({ outcome: "passed", at });
  }

  failed(at: string, args: Record<string, string>, operands: readonly Examined[] = []): void {
    this.add({ outcome: "failed", at, args, operands });
  }

  /** Not assessed, at the first place where something is missing. */
  notAssessed(...missing: readonly (readonly [at: string, why: Missing])[]): void {
    // Of a thing missing in another report, the same place in this one.
    const at = split(missing[0]?.[0] ?? "")[1];
    this.add({ outcome: "not_assessed", at, operands: missing.map(([place, why]) => examined(place, why)) });
  }

  /** Not assessed, because a whole document is not given: `prev#` or `children#`. */
  notGiven(mark: string): void {
    this.add({ outcome: "not_assessed", at: "", operands: [{ ...examined(mark, "not_given"), side: "computed" }] });
  }

  add(found: Partial<Found> & Pick<Found, "outcome" | "at">): void {
    this.found.push({ rule: this.rule, args: {}, operands: [], ...found });
  }
}

/** A number that a native rule read. */
export function examined(at: string, value: bigint | Missing): Examined {
  return { at, side: "stated", coefficient: 1, value };
}

/** Those of several numbers that are not there. */
export function missingOf(numbers: readonly (readonly [at: string, value: bigint | Missing])[]): (readonly [string, Missing])[] {
  return numbers.flatMap(([at, value]) => (typeof value === "bigint" ? [] : [[at, value] as const]));
}
