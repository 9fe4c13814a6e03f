#!/usr/bin/env python3
"""Writes and reads JSON documents as Avro with fastavro; prints how many came back as they were.

avro.py SCHEMA < documents, one a line. Absent is null in Avro; the schema tells which nulls were absent: fields with a
default."""
import datetime
import io
import json
import sys

import fastavro

schema = fastavro.parse_schema(json.load(open(sys.argv[1], encoding="utf-8")))
NAMED = {}


def collect(kind):
    if isinstance(kind, list):
        return [collect(branch) for branch in kind]
    if isinstance(kind, dict):
        if "name" in kind:
            NAMED[kind["name"]] = kind
        for field in kind.get("fields", []):
            collect(field["type"])
        if "items" in kind:
            collect(kind["items"])
    return None


def convert(kind, value, to_avro):
    """A value of JSON as Python's Avro has it, or back."""
    if isinstance(kind, list):
        return None if value is None else convert(kind[1], value, to_avro)
    kind = NAMED.get(kind, kind) if isinstance(kind, str) else kind
    if isinstance(kind, str):
        whole = kind == "long" and isinstance(value, float) and value.is_integer()
        return int(value) if whole else value
    if kind.get("logicalType") == "date":
        return datetime.date.fromisoformat(value) if to_avro else value.isoformat()
    if kind["type"] == "array":
        return [convert(kind["items"], item, to_avro) for item in value]
    if kind["type"] != "record":
        return value
    fields = {field["name"]: field for field in kind["fields"]}
    if set(value) - set(fields):
        raise ValueError(f"no field for {set(value) - set(fields)}")
    present = {name: member for name, member in value.items() if member is not None or "default" not in fields[name]}
    return {name: convert(fields[name]["type"], member, to_avro) for name, member in present.items()}


collect(schema)
same = 0
for line in sys.stdin:
    document = json.loads(line)
    stream = io.BytesIO()
    fastavro.schemaless_writer(stream, schema, convert(schema, document, True), strict_allow_default=True)
    stream.seek(0)
    back = convert(schema, fastavro.schemaless_reader(stream, schema), False)
    if back != document:
        sys.exit(f"came back different: {line[:200]}")
    same += 1
print(same)
