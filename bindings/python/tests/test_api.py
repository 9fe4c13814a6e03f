"""The three calls, as users meet them."""

from __future__ import annotations

import datetime
import decimal
import json
from typing import Any, cast

import pydantic
import pytest

import ogi_report
from ogi_report import NotValidError, NotWellFormedError, ReportError, check, read, write
from ogi_report import standard as the_standard
from ogi_report.models import ApplicantCounts, Report2021


def encode(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def test_what_is_read_is_typed_and_written_back(example: bytes) -> None:
    report = read(example)
    assert isinstance(report, Report2021)
    assert report.published_on == datetime.date(2024, 1, 26)
    assert write(report) == example


def test_a_wrong_report_is_valid(example: bytes) -> None:
    checked = check(example)
    assert (checked.well_formed, checked.schema_valid, checked.reconciled) == (True, True, "no")
    assert (checked.assessed, checked.assessable) == (42, 42)
    first = checked.failed[0]
    assert (first.rule, first.at, first.position) == ("applicant-total", "/requests/new_received/total", (51, 16))
    assert first.args == {"computed": "242", "stated": "224", "difference": "18"}
    assert [operand.value for operand in first.operands] == [151, 42, 7, 14, 17, 11, 224]
    assert first.labels("zh-CN")[0] == "一、本年新收政府信息公开申请数量 · 自然人"
    assert "相差 18" in first.say("zh-CN")
    assert "a difference of 18" in first.say("en")
    assert "行政机关" not in str(first)


def test_a_blank_is_not_zero(base: dict[str, Any]) -> None:
    base["requests"]["new_received"]["natural_persons"] = None
    report = read(encode(base))
    assert report.requests.new_received.natural_persons is None
    assert json.loads(write(report))["requests"]["new_received"]["natural_persons"] is None
    missing = {finding.missing for finding in check(report).not_assessed if finding.rule == "applicant-total"}
    assert missing == {("/requests/new_received/natural_persons",)}


def test_numbers_are_never_rounded(base: dict[str, Any]) -> None:
    base["requests"]["new_received"]["total"] = 2**53 - 1
    assert read(encode(base)).requests.new_received.total == 2**53 - 1
    base["requests"]["new_received"]["total"] = 2**53
    with pytest.raises(NotValidError, match="9007199254740991 or less"):
        read(encode(base))


def test_sums_are_exact_whatever_the_context_of_the_caller(base: dict[str, Any]) -> None:
    for name in base["requests"]["new_received"]:
        base["requests"]["new_received"][name] = 2**53 - 1
    with decimal.localcontext() as context:
        context.prec = 3
        context.traps[decimal.Inexact] = False
        args = [found.args for found in check(encode(base)).failed if found.at == "/requests/new_received/total"]
    assert args[0]["computed"] == str(6 * (2**53 - 1))


@pytest.mark.parametrize(
    ("place", "value", "keyword"),
    [
        (("agency", "uscc"), "11370000004501011A\n", "pattern"),
        (("published_on",), "2026-01-20\n", "pattern"),
        (("published_on",), "2026-02-30", "format"),
        (("published_on",), 1, "type"),
        (("agency", "division_code"), "３７００００", "pattern"),
        (("year",), True, "type"),
        (("preamble",), None, "type"),
    ],
)
def test_nothing_is_converted_on_the_way(
    base: dict[str, Any], place: tuple[str, ...], value: Any, keyword: str
) -> None:
    target = base
    for step in place[:-1]:
        target = target[step]
    target[place[-1]] = value
    with pytest.raises(NotValidError) as refused:
        read(encode(base))
    assert {(fault.at, fault.keyword) for fault in refused.value.faults} >= {("/" + "/".join(place), keyword)}


def test_errors_name_place_expectation_and_remedy(example: bytes) -> None:
    with pytest.raises(ReportError) as refused:
        read(example.replace(b'"total": 224', b'"total": "224"'))
    (line,) = str(refused.value).splitlines()
    assert line.startswith("line 51, column 16, /requests/new_received/total (1. requests newly")
    assert "expected a whole number from zero" in line
    assert "write the number without quotes" in line
    assert "第 51 行第 16 列" in refused.value.say("zh-CN")
    assert "去掉引号" in refused.value.say("zh-CN")


def test_check_raises_nothing_about_the_report_itself(example: bytes) -> None:
    checked = check(b"{")
    assert (checked.well_formed, checked.schema_valid, checked.reconciled) == (False, None, "not_assessed")
    checked = check(b'{"edition": "2012-00"}')
    assert (checked.schema_valid, checked.reconciled) == (False, "not_assessed")
    with pytest.raises(NotWellFormedError):
        check(example, previous=b"{")
    with pytest.raises(TypeError, match="found str"):
        check(cast("bytes", "a text"))


def test_a_report_may_be_changed_within_its_bounds(example: bytes) -> None:
    report = read(example)
    report.requests.new_received.total = 242
    report.period = None  # an optional property is left out again
    written = json.loads(write(report))
    assert written["requests"]["new_received"]["total"] == 242
    assert "period" not in written
    with pytest.raises(pydantic.ValidationError):
        report.requests.new_received.total = -1
    with pytest.raises(pydantic.ValidationError):
        report.requests.new_received.total = cast("int", "12")
    with pytest.raises(pydantic.ValidationError):
        report.published_on = cast("datetime.date", "2024-01-26")


def test_nothing_invalid_is_written(example: bytes) -> None:
    report = read(example)
    report.requests.new_received = ApplicantCounts.model_construct(**{"total": -1})  # type: ignore[arg-type]
    with pytest.raises(NotValidError) as refused:
        write(report)
    assert ("/requests/new_received/total", "minimum") in {(f.at, f.keyword) for f in refused.value.faults}
    assert refused.value.faults[0].position is None


def test_bytes_and_reports_go_together(base: dict[str, Any]) -> None:
    before = dict(base, year=base["year"] - 1)
    data = encode(base)
    both = [check(data, encode(before)), check(read(data), read(encode(before)))]
    rules = [[(f.rule, f.outcome, f.at, f.args, f.missing) for f in checked.findings] for checked in both]
    assert rules[0] == rules[1]
    assert any("prev#" in operand.at for operand in both[0].failed[0].operands)


def test_a_rule_without_code_is_a_loud_error(base: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    edition = the_standard().editions[base["edition"]]
    monkeypatch.setattr(edition, "native", ("no-such-rule",))
    with pytest.raises(NotImplementedError, match="no-such-rule"):
        check(encode(base))


def test_what_may_be_left_out_is_told_from_what_may_not() -> None:
    nulls = b'{"edition": "2021-30", "requests": null, "preamble": null, "cell_notes": [{"at": null, "printed": null}]}'
    faults = [fault for fault in check(nulls).faults if fault.keyword == "type"]
    advice = {fault.at: fault.fix("en").partition(";")[0] for fault in faults}
    leave, give = "leave the property out where there is nothing", "the property is required"
    assert advice == {
        "/preamble": leave,
        "/requests": give,
        "/cell_notes/0/at": give,
        "/cell_notes/0/printed": leave,
    }


def test_the_package_says_what_it_carries() -> None:
    assert tuple(the_standard().editions) == ogi_report.EDITIONS
    assert ogi_report.SCHEMA_VERSION.startswith(the_standard().about["document_version"])
