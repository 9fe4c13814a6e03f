"""Runs every test vector of the standard; the last line is `N passed, N failed`.

Each case is asked what every implementation is asked: the verdict, the faults by place and keyword, the findings with
arguments and what is missing; whether `read` takes the document, and whether `write` gives back what was read. On top,
every place must have a position, and every text both languages. Each engine of validation answers on its own.

The vectors are those of the folder OGI_VECTORS, or of schema/vectors.
"""

from __future__ import annotations

import argparse
import base64
import copy
import functools
import json
import os
import pathlib
import re
import sys
from collections.abc import Iterator
from typing import Any
from unittest import mock

from pydantic import TypeAdapter, ValidationError

import ogi_report
from ogi_report import Checked, Fault, Finding, Language, Report, _schema
from ogi_report._json import Document
from ogi_report._pointer import split
from ogi_report.texts import Labels

HERE = pathlib.Path(__file__).resolve().parent
FOLDER = pathlib.Path(os.environ.get("OGI_VECTORS", HERE.parent.parent.parent / "schema" / "vectors"))
OUTCOME_TAGS = {"pass": "passed", "fail": "failed", "not-assessed": "not_assessed"}
TAGS = {"blank", "boundary", "cross-year", "format", "lexeme", "lexical", "report", "roll-up", "structure", "undivided"}
CASE_KEYS = {"id", "title", "about", "tags", "base", "patch", "raw", "previous", "children", "expect"}
VECTORS_FORMAT = 1
LANGUAGES: tuple[Language, ...] = ("zh-CN", "en")
KINDS = {
    "document-too-large": "size",
    "too-many-values": "size",
    "byte-order-mark": "bom",
    "invalid-utf8": "encoding",
    "duplicate-key": "duplicate_key",
    "too-deep": "depth",
    "number-too-large": "number",
}
"""The word of the vectors for a lexical fault; all others are `syntax`."""
ENGINES = {"own": _schema.own_engine, "jsonschema-rs": _schema.rust_engine}
GAP = re.compile(r"(?<!\\u)\{[a-z_]+\}")
"""A name in a text that nothing was put in the place of; `\\u{feff}` is a character that does not show."""
MODELS: TypeAdapter[Report] = TypeAdapter(Report)
_SENTENCES = HERE.parent.parent / "sentences.json"
SENTENCES: dict[str, list[list[Any]]] | None = (
    json.loads(_SENTENCES.read_bytes())["cases"] if _SENTENCES.is_file() else None
)
"""What every implementation says about each case; `None` outside of the repository."""

Case = dict[str, Any]


class Vectors:
    """The cases of a folder, found through its index."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.folder = folder
        self.index = self._json(folder / "index.json")
        if self.index["vectors_format"] != VECTORS_FORMAT:
            raise ValueError("index.json: a format that this runner does not know")
        self.bases = {path.stem: self._json(path) for path in sorted((folder / "bases").glob("*.json"))}
        self.groups = {entry["path"]: self._json(folder / entry["path"])["cases"] for entry in self.index["files"]}

    def problems(self) -> Iterator[str]:
        """What the index, or a rule, lacks."""
        found = {path.relative_to(self.folder).as_posix() for path in self.folder.glob("*/*.json")}
        for path in sorted({name for name in found if not name.startswith("bases/")} ^ set(self.groups)):
            yield f"{path}: in the folder or in index.json, not in both"
        for entry in self.index["files"]:
            cases = self.groups[entry["path"]]
            about = sorted({case["about"] for case in cases if "about" in case})
            if (len(cases), about) != (entry["cases"], entry["rules"]):
                yield f"{entry['path']}: not as index.json describes it"
        ids = [case["id"] for cases in self.groups.values() for case in cases]
        yield from (f"{name}: two cases of this id" for name in sorted({name for name in ids if ids.count(name) > 1}))
        tagged = {(case.get("about"), tag) for cases in self.groups.values() for case in cases for tag in case["tags"]}
        rules = {rule for rule, _ in tagged if rule} | set(ogi_report.standard().rules)
        by_schema = {str(entry["rule"]) for e in ogi_report.standard().editions.values() for entry in e.by_schema}
        for rule in sorted(rules):
            for tag in ("pass", "fail", *(() if rule in by_schema else ("not-assessed",))):
                if (rule, tag) not in tagged:
                    yield f"{rule}: no case tagged {tag}"

    def bytes(self, source: Case) -> bytes:
        """The bytes of a case, or of a document given with it."""
        if "raw" not in source:
            text = json.dumps(apply(self.bases[source["base"]], source.get("patch", [])), ensure_ascii=False)
            return text.replace(f'"{_BEFORE}', "").replace(f'{_AFTER}"', "").encode()
        parts = ((base64.b64decode(p["base64"]) if "base64" in p else p["text"].encode()) for p in source["raw"])
        return b"".join(part * p.get("times", 1) for part, p in zip(parts, source["raw"], strict=True))

    @staticmethod
    def _json(path: pathlib.Path) -> Any:
        return json.loads(path.read_bytes())


# Around a number as it is spelled, while it is a text.
_BEFORE, _AFTER = "\ue000", "\ue001"


def apply(value: Any, patch: list[dict[str, Any]]) -> Any:
    """RFC 6902, of which cases use add, replace and remove."""
    value = copy.deepcopy(value)
    for operation in patch:
        if operation["op"] not in ("add", "replace", "remove"):
            raise ValueError(f"an operation that this runner does not know: {operation}")
        inserted = operation.get("value")
        if "number" in operation:
            inserted = f"{_BEFORE}{operation['number']}{_AFTER}"
        *way, name = split(operation["path"])
        target = value
        for step in way:
            target = target[int(step)] if isinstance(target, list) else target[step]
        if isinstance(target, list):
            index = len(target) if name == "-" else int(name)
            new = [] if operation["op"] == "remove" else [inserted]
            target[index : index + (operation["op"] != "add")] = new
        elif operation["op"] == "remove":
            del target[name]
        else:
            if operation["op"] == "replace" and name not in target:
                raise ValueError(f"nothing to replace: {operation}")
            target[name] = inserted
    return value


def expectation(checked: Checked, about: str | None) -> dict[str, Any]:
    """What was found, in the words of a case."""
    if not checked.well_formed:
        (fault,) = checked.faults
        return {"well_formed": False, "kind": KINDS.get(fault.keyword, "syntax")}
    partly = {"assessed": [checked.assessed, checked.assessable]} if checked.reconciled == "partly" else {}
    open_ends = [f for f in checked.not_assessed if f.rule == about or f.missing not in (("prev#",), ("children#",))]
    return partly | {
        "well_formed": True,
        "schema_valid": checked.schema_valid,
        "reconciled": checked.reconciled,
        "faults": [[fault.at, fault.keyword] for fault in checked.faults],
        "failed": [{"rule": f.rule, "at": f.at, "args": dict(f.args)} for f in checked.failed],
        "not_assessed": [{"rule": f.rule, "at": f.at, "missing": list(f.missing)} for f in open_ends],
    }


def normal(expect: dict[str, Any]) -> dict[str, Any]:
    """Lists without order: faults as a set, findings and what they miss sorted."""
    result = dict(expect)
    if "faults" in expect:
        result["faults"] = sorted({tuple(fault) for fault in expect["faults"]})
        result["failed"] = sorted(json.dumps(finding, sort_keys=True) for finding in expect["failed"])
        findings = (finding | {"missing": sorted(finding["missing"])} for finding in expect["not_assessed"])
        result["not_assessed"] = sorted(json.dumps(finding, sort_keys=True) for finding in findings)
    return result


def run(vectors: Vectors, case: Case) -> Iterator[str]:
    """Everything that is wrong with the answers to a case."""
    unknown = (set(case) - CASE_KEYS) | (set(case["tags"]) - TAGS - set(OUTCOME_TAGS))
    if unknown:
        yield f"words that this runner does not know: {sorted(unknown)}"
    data, expect, about = vectors.bytes(case), case["expect"], case.get("about")
    previous = vectors.bytes(case["previous"]) if "previous" in case else None
    children = [vectors.bytes(child) for child in case.get("children", [])]
    checked = ogi_report.check(data, previous, children)
    yield from differences(expect, expectation(checked, about), "check")
    outcomes = {finding.outcome for finding in checked.findings if finding.rule == about}
    for tag in set(case["tags"]) & set(OUTCOME_TAGS) if about else ():
        if OUTCOME_TAGS[tag] not in outcomes:
            yield f"tagged {tag}, and never so"
    yield from say(checked)
    yield from other_words(case, checked)
    try:
        report = ogi_report.read(data)
    except ogi_report.ReportError as error:
        if expect.get("schema_valid"):
            yield f"read: refused, {error}"
        well_formed = isinstance(error, ogi_report.NotValidError)
        if (well_formed, error.faults) != (expect["well_formed"], checked.faults):
            yield f"read: refused in another way than check, {error}"
        return
    if not expect.get("schema_valid"):
        yield "read: taken, though it is not valid"
    yield from differences(expect, expectation(ogi_report.check(report, previous, children), about), "check, typed")
    written = ogi_report.write(report)
    if canonical(written) != canonical(data):
        yield "write: not what was read"
    if ogi_report.write(ogi_report.read(written)) != written:
        yield "write: other bytes the second time"


def differences(expected: dict[str, Any], found: dict[str, Any], question: str) -> Iterator[str]:
    """Each answer that is not as expected."""
    expected, found = normal(expected), normal(found)
    for key in sorted(set(expected) | set(found)):
        want, have = expected.get(key), found.get(key)
        if want != have:
            if isinstance(want, list) and isinstance(have, list):
                want, have = [x for x in want if x not in have], [x for x in have if x not in want]
            yield f"{question}: {key}: expected {want}, found {have}"


def say(checked: Checked) -> Iterator[str]:
    """What people are told: a place for everything, and no gap in any text."""
    things: list[Fault | Finding] = [*checked.faults, *checked.failed, *checked.not_assessed]
    for thing in things:
        if thing.position is None:
            yield f"no position: {thing}"
        for language in LANGUAGES:
            told = thing.describe(language)
            if GAP.search(told) or not thing.say(language) or not thing.fix(language):
                yield f"a text with a gap: {told}"


def other_words(case: Case, checked: Checked) -> Iterator[str]:
    """What is said in other words than by the other implementations: bindings/sentences.json, field by field."""
    if SENTENCES is None or not checked.well_formed:
        return
    rows = [[fault.keyword, *words(fault, fault.at, fix=True)] for fault in checked.faults]
    pending = [finding for finding in checked.not_assessed if finding.rule == case.get("about")]
    rows += [[finding.rule, *words(finding, finding.at, fix=True)] for finding in checked.failed]
    rows += [[finding.rule, *words(finding, finding.at, fix=False)] for finding in pending]
    expected = SENTENCES.get(case["id"], [])
    spell = functools.partial(json.dumps, ensure_ascii=False)
    if sorted(map(spell, rows)) != sorted(map(spell, expected)):
        yield f"said {rows}, not {expected}"


def words(thing: Fault | Finding, at: str | None, *, fix: bool) -> list[Any]:
    """The place, its labels, the message and what to do, in both languages."""
    labels = [" · ".join(Labels.of(thing.edition, at or "", language).path) for language in LANGUAGES]
    fixes = [thing.fix(language) if fix else "" for language in LANGUAGES]
    return [at, labels, [thing.say(language) for language in LANGUAGES], fixes]


def canonical(data: bytes) -> str:
    """The JSON value of some bytes, in one spelling."""
    return json.dumps(Document.read(data).value, sort_keys=True)


def models_accept(data: bytes) -> bool:
    """Whether the models alone would take a document."""
    try:
        MODELS.validate_json(data)
    except ValidationError:
        return False
    return True


def main() -> int:
    """Run all cases with each engine, then compare what the models alone accept with what is known of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", choices=ENGINES, action="append", help="only this engine; both by default")
    options = parser.parse_args()
    if _schema.default_engine() is _schema.own_engine and options.engine != ["own"]:
        parser.error("jsonschema-rs is not installed: install the extra `validate`, or say --engine own")
    vectors = Vectors(FOLDER)
    passed, failed = 0, list(vectors.problems())
    for engine in options.engine or ENGINES:
        with mock.patch.object(_schema, "default_engine", lambda engine=engine: ENGINES[engine]):
            for path, cases in vectors.groups.items():
                for case in cases:
                    wrong = [f"{engine}: {path}: {case['id']}: {line}" for line in run(vectors, case)]
                    failed += wrong
                    passed += not wrong
    known = json.loads((HERE / "known_differences.json").read_bytes())["models"]
    invalid = [case for cases in vectors.groups.values() for case in cases if not case["expect"].get("schema_valid")]
    accepted = {case["id"] for case in invalid if models_accept(vectors.bytes(case))}
    changed = sorted(accepted ^ set(known))
    failed += [f"models: {name}: accepts it, or no longer does; see known_differences.json" for name in changed]
    print("\n".join(failed), end="\n" if failed else "")
    print(f"models alone: {len(invalid) - len(accepted)} of {len(invalid)} documents refused that are to be refused")
    print(f"{passed} passed, {len(failed)} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
