// The package in a browser: an unbundled page that imports it finds what Node finds.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { delimiter, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { check, say, write } from "ogi-report";

const root = fileURLToPath(new URL("..", import.meta.url));
const TYPES = { ".js": "text/javascript", ".json": "application/json", ".html": "text/html; charset=utf-8" };
const REPORT = "/examples/reports/wrong-totals-2023.json";
const PAGE = `<!doctype html><meta charset="utf-8"><title>waiting</title><pre></pre>
<script type="importmap">{"imports": {"ogi-report": "/lib/index.js"}}</script>
<script type="module">
  import { check, read, say, write } from "ogi-report";
  const bytes = new Uint8Array(await (await fetch("${REPORT}")).arrayBuffer());
  const verdict = check(bytes);
  const said = verdict.findings.map((finding) => say(finding, "zh-CN"));
  const same = write(read(bytes).report, { pretty: true }) === new TextDecoder().decode(bytes);
  document.querySelector("pre").textContent = JSON.stringify({ verdict, said, same });
</script>`;

export async function browser(tally) {
  const program = ["chromium", "chromium-browser", "google-chrome"]
    .flatMap((name) => (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, name)))
    .find(existsSync);
  if (program === undefined) {
    console.log("browser: SKIPPED, no chromium on the PATH");
    tally.that("a browser, where CI is set", process.env.CI === undefined);
    return;
  }
  const server = createServer(serve);
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const dom = await dump(program, `http://127.0.0.1:${server.address().port}/`);
  server.close();
  const found = /<pre>(.*)<\/pre>/s.exec(dom)?.[1].replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  const bytes = readFileSync(join(root, REPORT));
  const verdict = check(bytes);
  const said = verdict.findings.map((finding) => say(finding, "zh-CN"));
  tally.that("a browser runs the package", Boolean(found), () => dom.slice(0, 500));
  tally.same("a browser finds what Node finds", JSON.parse(found || "{}"), { verdict, said, same: true });
}

function serve(request, response) {
  const path = normalize(new URL(request.url, "http://localhost").pathname);
  const file = join(root, path);
  const found = path === "/" || existsSync(file);
  response.writeHead(found ? 200 : 404, { "content-type": TYPES[path === "/" ? ".html" : extname(path)] ?? "text/plain" });
  response.end(path === "/" ? PAGE : found ? readFileSync(file) : "");
}

function dump(program, address) {
  const profile = mkdtempSync(join(tmpdir(), "ogi-browser-"));
  const options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", `--user-data-dir=${profile}`];
  const child = spawn(program, [...options, "--virtual-time-budget=20000", "--dump-dom", address], { stdio: ["ignore", "pipe", "ignore"] });
  return new Promise((resolve) => {
    let dom = "";
    const timer = setTimeout(() => child.kill(), 120_000);
    child.stdout.on("data", (chunk) => (dom += chunk));
    child.on("close", () => {
      clearTimeout(timer);
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
      resolve(dom);
    });
  });
}
