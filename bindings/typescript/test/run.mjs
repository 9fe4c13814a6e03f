// Every test of the package; the last line counts.
import { fileURLToPath } from "node:url";
import { api } from "./api.mjs";
import { browser } from "./browser.mjs";
import { packaged } from "./package.mjs";
import { Tally } from "./tally.mjs";
import { types } from "./types.mjs";
import { vectors } from "./vectors.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const tally = new Tally();
vectors(process.env.OGI_VECTORS ?? here("../../../schema/vectors"), tally);
api(tally);
types(tally);
await packaged(tally);
await browser(tally);
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed > 0 || tally.passed === 0 ? 1 : 0;
