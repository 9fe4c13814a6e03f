"""Read, check and write reports: the three calls that this package is for."""

from __future__ import annotations

import datetime
import enum
import json
from collections.abc import Iterable
from functools import cache
from typing import Any, TypeAlias

from pydantic import BaseModel, TypeAdapter

from . import _schema
from ._facts import Facts
from ._json import Document, Json, MalformedError
from ._model import Model
from .models import Report
from .result import Checked, Fault, NotValidError, NotWellFormedError, Reconciled
from .rules import Given, assess
from .standard import standard

AnyReport: TypeAlias = "bytes | Report"
"""A report: as bytes, or as it was read."""


def read(data: bytes) -> Report:
    """Read a report: well-formed, of the shape of its edition, and typed.

    What `check` would find against its numbers is no reason to refuse it: inconsistent is not invalid.

    Raises:
        NotWellFormedError: the bytes are not JSON of the standard; the fault tells line and column.
        NotValidError: the document has not the shape of its edition; every fault is told, with its place.
    """
    document, faults = _examine(data)
    if faults:
        raise NotValidError(tuple(faults))
    return _typed().validate_json(json.dumps(document.value))


def check(report: AnyReport, previous: AnyReport | None = None, children: Iterable[AnyReport] = ()) -> Checked:
    """Check a report: is it well-formed, of the shape of its edition, and do its numbers add up.

    Args:
        report: the report; as bytes, findings also tell line and column.
        previous: the report of the same agency for the year before. Without it, what compares years is not assessed.
        children: the reports of all parts, for a roll-up. Without them, what adds them up is not assessed.

    Raises:
        NotWellFormedError: `previous` or one of `children` is not JSON of the standard.
    """
    others = [_facts(other) for other in ([previous] if previous is not None else [])]
    parts = [_facts(child) for child in children]
    try:
        document, faults = _examine(report)
    except NotWellFormedError as error:
        return Checked(False, None, "not_assessed", 0, 0, error.faults, ())
    facts = Facts(document, faults)
    if facts.edition is None:
        return Checked(True, False, "not_assessed", 0, 0, tuple(faults), ())
    given = Given(facts.edition, facts, others[0] if others else None, parts)
    findings = assess(given, faults)
    outcomes = [finding.outcome for finding in findings if standard().rules[finding.rule].reconciles]
    assessed = len(outcomes) - outcomes.count("not_assessed")
    reconciled = _reconciled("failed" in outcomes, assessed, len(outcomes))
    return Checked(True, not faults, reconciled, assessed, len(outcomes), tuple(faults), tuple(findings))


def write(report: Report) -> bytes:
    """Write a report as indented UTF-8 JSON in the order of the form; equal reports give equal bytes.

    Raises:
        NotValidError: the report is no longer of the shape of its edition. What is written can be read again.
    """
    document, faults = _examine(report)
    if faults:
        raise NotValidError(tuple(faults))
    return (json.dumps(document.value, ensure_ascii=False, indent=2) + "\n").encode()


@cache
def _typed() -> TypeAdapter[Report]:
    return TypeAdapter(Report)


def _examine(report: AnyReport) -> tuple[Document, list[Fault]]:
    """The document, and what is wrong with its shape."""
    if isinstance(report, bytes):
        try:
            document = Document.read(report)
        except MalformedError as error:
            raise NotWellFormedError((error.fault,)) from None
    elif isinstance(report, Model):
        document = Document(_plain(report))
    else:
        raise TypeError(f"expected a report or its bytes, found {type(report).__name__}")
    return document, _schema.faults(document)


def _facts(report: AnyReport) -> Facts:
    return Facts(*_examine(report))


def _reconciled(is_violated: bool, assessed: int, assessable: int) -> Reconciled:
    if is_violated:
        return "no"
    if assessed == 0:
        return "not_assessed"
    return "yes" if assessed == assessable else "partly"


def _plain(value: Any) -> Json:
    """A value as JSON has it, in the order of the form. What may be left out is left out when it is `None`."""
    if isinstance(value, BaseModel):
        stated = vars(value)
        members = ((name, info, stated[name]) for name, info in type(value).model_fields.items() if name in stated)
        return {name: _plain(member) for name, info, member in members if member is not None or info.is_required()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, enum.Enum):
        return _plain(value.value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value  # type: ignore[no-any-return]
