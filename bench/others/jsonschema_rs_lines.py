"""Checks a file of one document a line with jsonschema-rs: python3 jsonschema_rs_lines.py SCHEMA FILE, or --version."""

import importlib.metadata
import json
import platform
import sys

import jsonschema_rs
import orjson


def check(schema, file):
    with open(schema, "rb") as text:
        is_valid = jsonschema_rs.validator_for(json.load(text), validate_formats=True).is_valid
    documents = valid = 0
    with open(file, "rb") as lines:
        for line in lines:
            documents += 1
            valid += is_valid(orjson.loads(line))
    print(f"{documents} documents, {valid} valid")
    return 0 if documents == valid else 1


if sys.argv[1] == "--version":
    versions = (f"{name} {importlib.metadata.version(name)}" for name in ("jsonschema-rs", "orjson"))
    print(", ".join([*versions, f"Python {platform.python_version()}"]))
else:
    sys.exit(check(*sys.argv[1:]))
