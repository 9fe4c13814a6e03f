// Checks a file of one document a line with ajv, streaming: node ajv.cjs SCHEMA FILE, or node ajv.cjs --version.
const fs = require("node:fs");
const Ajv = require("ajv/dist/2020").default;
const formats = require("ajv-formats").default;

const [schema, file] = process.argv.slice(2);
if (schema === "--version") {
  console.log(`ajv ${require("ajv/package.json").version}, Node ${process.versions.node}`);
} else {
  check(formats(new Ajv({ strict: false })).compile(JSON.parse(fs.readFileSync(schema, "utf8"))), file);
}

async function check(validate, file) {
  let documents = 0;
  let valid = 0;
  let rest = Buffer.alloc(0); // the beginning of a line that the last chunk ended in
  const line = (bytes, start, end) => {
    documents += 1;
    valid += validate(JSON.parse(bytes.toString("utf8", start, end))) ? 1 : 0;
  };
  for await (const chunk of fs.createReadStream(file, { highWaterMark: 1 << 20 })) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let start = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
      line(bytes, start, end);
      start = end + 1;
    }
    rest = bytes.subarray(start);
  }
  if (rest.length > 0) line(rest, 0, rest.length);
  console.log(`${documents} documents, ${valid} valid`);
  process.exitCode = documents === valid ? 0 : 1;
}
