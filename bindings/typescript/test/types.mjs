// The types under the oldest and the newest compiler that users have: what must compile does, what must not does not.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";

const root = fileURLToPath(new URL("..", import.meta.url));
const COMPILERS = { "TypeScript 5": "node_modules/typescript/bin/tsc", "TypeScript 7": "node_modules/typescript-7/bin/tsc" };
const RESOLUTIONS = { nodenext: { module: "nodenext" }, bundler: { module: "esnext", moduleResolution: "bundler" } };
const STRICT = {
  noEmit: true, strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true,
  target: "es2022", lib: ["es2022", "dom"], types: [],
};

export function types(tally) {
  const misuse = readFileSync(join(root, "test/types/misuse.ts"), "utf8");
  const marks = misuse.match(/@ts-expect-error/g).length;
  // Without their marks, all misuses must show; the copy stays in the package, so that it finds the package by name.
  const bare = join(root, "build/misuse.ts");
  mkdirSync(join(root, "build"), { recursive: true });
  writeFileSync(bare, misuse.replaceAll("@ts-expect-error", "expected:"));
  for (const [compiler, path] of Object.entries(COMPILERS)) {
    for (const [name, module] of Object.entries(RESOLUTIONS)) {
      const run = (...files) => {
        const project = join(root, "build/tsconfig.json");
        writeFileSync(project, JSON.stringify({ compilerOptions: { ...STRICT, ...module }, files }));
        return spawnSync(process.execPath, [join(root, path), "--project", project, "--pretty", "false"], { encoding: "utf8" });
      };
      const clean = run("../test/types/use.ts", "../test/types/misuse.ts");
      tally.that(`${compiler}, ${name}: use compiles, and each misuse is an error`, clean.status === 0, () => clean.stdout);
      const lines = run("misuse.ts").stdout.match(/\((\d+),\d+\): error TS/g) ?? [];
      tally.same(`${compiler}, ${name}: misuses found`, new Set(lines.map((line) => line.split(",")[0])).size, marks);
    }
  }
  rmSync(join(root, "build"), { recursive: true, force: true });
}
