// Makes lib/, which is what users get: the compiled sources, and the validators as they are.
import { execFileSync } from "node:child_process";
import { copyFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
rmSync(join(root, "lib"), { recursive: true, force: true });
execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "--project", root], { stdio: "inherit" });
for (const name of ["validators.js", "validators.d.ts"]) {
  copyFileSync(join(root, "src/generated", name), join(root, "lib/generated", name));
}
