/** JSON Pointers (RFC 6901), and references that name another document before one: `prev#/year`. */

/** The pointer of a member of the value at `pointer`. */
export function join(pointer: string, token: string): string {
  return `${pointer}/${token.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** The reference tokens of a pointer. */
export function tokens(pointer: string): string[] {
  return pointer.split("/").slice(1).map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** What stands at a pointer: one value in a list, or nothing. A value may be undefined only where there is none. */
export function at(value: unknown, pointer: string): unknown {
  let here = value;
  for (const token of tokens(pointer)) {
    if (Array.isArray(here) ? !/^(0|[1-9][0-9]*)$/.test(token) : typeof here !== "object" || here === null) {
      return undefined;
    }
    if (!Object.hasOwn(here as object, token)) {
      return undefined;
    }
    here = (here as Record<string, unknown>)[token];
  }
  return here;
}

/** The mark of the document a reference points into (`""`, `prev#`, `children#`), and the pointer there. */
export function split(reference: string): [mark: string, pointer: string] {
  const end = reference.indexOf("#") + 1;
  return [reference.slice(0, end), reference.slice(end)];
}
