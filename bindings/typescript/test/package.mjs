// The package itself: what it imports, what it exports, what it is made with, and that packing it twice gives the same.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DIGESTS } from "ogi-report";
import { TABLES } from "ogi-report/rules";

const root = fileURLToPath(new URL("..", import.meta.url));
const PERMISSIVE = ["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MIT OR Apache-2.0", "MPL-2.0", "PSF-2.0", "Python-2.0", "Zlib"];

export async function packaged(tally) {
  const json = (path) => JSON.parse(readFileSync(join(root, path), "utf8"));
  const library = readdirSync(join(root, "lib"), { recursive: true }).filter((name) => name.endsWith(".js"));
  const foreign = library.flatMap((name) => {
    const imports = readFileSync(join(root, "lib", name), "utf8").matchAll(/(?:from|import|require)\s*\(?\s*["']([^"'\n]+)["']\)?;/g);
    return [...imports].map(([, target]) => target).filter((target) => !target.startsWith("."));
  });
  tally.same("the library imports nothing from elsewhere", foreign, []);
  const { dependencies = {}, version } = json("package.json");
  tally.same("no run-time dependencies", dependencies, {});
  const about = json("data/about.json");
  tally.same("the version is that of the schema, but for the last part", version.split(".").slice(0, 2).join("."), about.document_version);

  const listed = new Set(TABLES.flatMap(({ native }) => native.map(({ rule }) => `${rule}.ts`)));
  tally.same("one file for each native rule", readdirSync(join(root, "src/native")).sort(), [...listed].sort());

  const packages = Object.entries(json("package-lock.json").packages);
  tally.that("the lock names no registry", packages.every(([, entry]) => entry.resolved === undefined));
  const odd = packages.filter(([name, { license }]) => name !== "" && !PERMISSIVE.includes(license));
  tally.same("licences of the tools", odd.map(([name, { license }]) => `${name}: ${license}`), []);
  for (const path of ["schemas/report.bundle.schema.json", "texts/zh-CN.json", "texts/en.json"]) {
    const { default: value } = await import(`ogi-report/${path}`, { with: { type: "json" } });
    tally.that(`ogi-report/${path} can be imported`, typeof value === "object");
  }
  const digest = createHash("sha256").update(readFileSync(join(root, "texts/en.json"))).digest("hex");
  tally.that("digests are those of the embedded files", Object.values(DIGESTS).includes(digest));
  for (const name of ["README.md", "README.zh-CN.md"]) {
    const [, program, output] = /```ts\n(.*?)```.*?```text\n(.*?)```/s.exec(readFileSync(join(root, name), "utf8"));
    tally.same(`${name}: the program prints what is said`, run(program), output);
  }
  tally.same("packing twice gives the same bytes", pack(), pack());
}

/** What a program of the README prints; it has no types to strip. */
function run(program) {
  const folder = join(root, "build");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "readme.mjs"), program.replace("node_modules/ogi-report/", ""));
  const printed = execFileSync(process.execPath, [join(folder, "readme.mjs")], { cwd: root, encoding: "utf8" });
  rmSync(folder, { recursive: true });
  return printed;
}

function pack() {
  const folder = mkdtempSync(join(tmpdir(), "ogi-pack-"));
  execFileSync("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", folder], { cwd: root, stdio: "ignore" });
  const [name] = readdirSync(folder);
  const digest = createHash("sha256").update(readFileSync(join(folder, name))).digest("hex");
  rmSync(folder, { recursive: true });
  return digest;
}
