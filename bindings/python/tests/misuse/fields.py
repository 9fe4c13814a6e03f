"""Misuse that a type checker must refuse, each with the code of its error; every other line must pass."""

from ogi_report import check, read, write
from ogi_report.models import ApplicantCounts, CellNote, MissingReason, Period, Report2021

report = read("a text")  # E: arg-type
report = read(b"")
report.requests.new_received.totl  # E: attr-defined
report.proactive_disclosure.rules.in_force  # E: union-attr
if report.edition == "2021-30":
    report.proactive_disclosure.rules.in_force
    report.requests.outcomes.other_handling.undivided.total  # E: union-attr
if report.edition == "2019-60":
    report.proactive_disclosure.rules.in_force  # E: attr-defined
if isinstance(report, Report2021):
    report.proactive_disclosure.rules.issued + 1  # E: operator
report.year = "2023"  # E: assignment
report.requests.new_received.total = None
report.requests = None  # E: assignment
report.edition == "2022-01"  # E: comparison-overlap
Period(start="2023-01-01", end="2023-12-31")  # E: arg-type arg-type
CellNote(at="/year", missing="blank")  # E: arg-type
CellNote(at="/year", missing=MissingReason.blank)
ApplicantCounts(total=1)  # E: call-arg call-arg call-arg call-arg call-arg call-arg
check(report).reconciled == "maybe"  # E: comparison-overlap
check(report).failed[0].say("de")  # E: arg-type
write(report) + "\n"  # E: operator
