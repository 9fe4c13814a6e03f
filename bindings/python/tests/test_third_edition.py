"""A third edition of the form is data: the schema, its equations and a line that names it; no code changes for it."""

from __future__ import annotations

import json
import pathlib
import shutil
import subprocess
import sys
from typing import Any

FOLDER = pathlib.Path(__file__).resolve().parent.parent
CODE, REPORT, LIKE = "2030-99", "Report2030", ("2021-30", "Report2021")

USE = """
import json, sys
from ogi_report import EDITIONS, check, read, write
from ogi_report.models import Report2030
data = open(sys.argv[1], "rb").read()
report = read(data)
assert isinstance(report, Report2030) and write(report) == data
checked = check(data)
print(json.dumps([EDITIONS, checked.reconciled, [f.rule for f in checked.failed], checked.failed[0].labels("en")[0]]))
"""


def test_a_third_edition_needs_no_code(tmp_path: pathlib.Path, example: bytes) -> None:
    copy = tmp_path / "binding"
    shutil.copytree(FOLDER, copy, ignore=shutil.ignore_patterns(".*", "tests"))
    data = copy / "src/ogi_report/data"
    for schema in (data / "report.bundle.schema.json", copy / "profile/python.json"):
        change(schema, add_report)
    change(data / "about.json", lambda about: about["editions"].append({"edition": CODE, "report": REPORT}))
    rules = (data / f"rules-{LIKE[0]}.json").read_text(encoding="utf-8")
    (data / f"rules-{CODE}.json").write_text(rules.replace(LIKE[0], CODE), encoding="utf-8")
    generator = pathlib.Path(sys.executable).parent / "datamodel-codegen"
    subprocess.run([generator], cwd=copy, check=True, capture_output=True)

    document = tmp_path / "report.json"
    document.write_bytes(example.replace(LIKE[0].encode(), CODE.encode()))
    command = [sys.executable, "-c", USE, str(document)]
    ran = subprocess.run(command, env={"PYTHONPATH": str(copy / "src")}, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    editions, reconciled, failed, label = json.loads(ran.stdout)
    assert editions[-1] == CODE
    assert (reconciled, failed[-1]) == ("no", "review-total")
    assert label == "1. requests newly received in the year · natural persons"


def change(file: pathlib.Path, how: Any) -> None:
    value = json.loads(file.read_text(encoding="utf-8"))
    how(value)
    file.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


def add_report(schema: dict[str, Any]) -> None:
    report = json.loads(json.dumps(schema["$defs"][LIKE[1]]).replace(LIKE[1], REPORT).replace(LIKE[0], CODE))
    schema["$defs"][REPORT] = report
    schema["oneOf"].append({"$ref": f"#/$defs/{REPORT}"})
    if "discriminator" in schema:
        schema["discriminator"]["mapping"][CODE] = f"#/$defs/{REPORT}"
