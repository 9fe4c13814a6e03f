// Answers documents one a line, for `cargo xtask differential`, which compares all implementations of the standard.
//
// A line in is JSON: `document`, and where a report is given with it `previous` and `children`, each in hexadecimal. A line
// out is what was found, in the words of the vectors.
import { createInterface } from "node:readline";
import { check } from "ogi-report";
import { expectation } from "./vectors.mjs";

const bytes = (hexadecimal) => new Uint8Array(Buffer.from(hexadecimal, "hex"));

for await (const line of createInterface({ input: process.stdin })) {
  const { document, previous, children } = JSON.parse(line);
  const others = {
    ...(previous !== undefined && { previous: bytes(previous) }),
    ...(children !== undefined && { children: children.map(bytes) }),
  };
  process.stdout.write(`${JSON.stringify(expectation(check(bytes(document), others)))}\n`);
}
