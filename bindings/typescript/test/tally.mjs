// Counts what passed and what failed, and prints what failed.

export class Tally {
  passed = 0;
  failed = 0;

  /** One thing that was found, and what it should be. */
  same(name, found, expected) {
    const [left, right] = [text(found), text(expected)];
    this.that(name, left === right, () => `  expected ${right}\n  found    ${left}`);
  }

  /** One thing that should hold. */
  that(name, holds, why = () => "") {
    if (holds) {
      this.passed += 1;
    } else {
      this.failed += 1;
      console.log(`FAILED ${name}\n${why()}`);
    }
  }
}

/** JSON with the members of objects in order, so that equal values have equal texts. */
export function text(value) {
  const sorted = (_key, member) =>
    member !== null && typeof member === "object" && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([left], [right]) => (left < right ? -1 : 1)))
      : member;
  return JSON.stringify(value, sorted) ?? "undefined";
}
