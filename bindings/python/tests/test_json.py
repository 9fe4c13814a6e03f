"""The reader: exact places, exact numbers, and bounds."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from vectors import GAP, LANGUAGES

from ogi_report import Position
from ogi_report._json import MAX_VALUES, Document, MalformedError

REFUSED = [
    (b"", "unexpected-end", "", (1, 1)),
    (b'{"a": [1, ', "unexpected-end", "/a/1", (1, 11)),
    (b'{"a": 1,}', "unexpected-character", "", (1, 9)),
    (b"[1,]", "unexpected-character", "/1", (1, 4)),
    (b"[1}", "unexpected-character", "", (1, 3)),
    ('{"总计": １}'.encode(), "unexpected-character", "/总计", (1, 8)),
    (b'{"a":\n  None}', "unknown-word", "/a", (2, 3)),
    (b"{} \n{}", "trailing-data", "", (2, 1)),
    (b"[01]", "invalid-number", "/0", (1, 2)),
    (b"[1.]", "invalid-number", "/0", (1, 2)),
    (b"[-]", "invalid-number", "/0", (1, 2)),
    (b"[NaN]", "unknown-word", "/0", (1, 2)),
    (b"[1e400]", "number-too-large", "/0", (1, 2)),
    (b'"a', "unexpected-end", "", (1, 3)),
    (b'["a\nb"]', "control-character", "/0", (1, 4)),
    (b'["\\x41"]', "invalid-escape", "/0", (1, 3)),
    (b'["\\u00g1"]', "invalid-escape", "/0", (1, 3)),
    (b'{"\\ud800": 1}', "lone-surrogate", "", (1, 3)),
    (b'["\\udc00\\ud800"]', "lone-surrogate", "/0", (1, 3)),
    (b"\xef\xbb\xbf{}", "byte-order-mark", "", (1, 1)),
    (b'{"a":\n "\xb0\xb2"}', "invalid-utf8", "/a", (2, 3)),
    (b"[" * 65, "too-deep", "/0" * 64, (1, 65)),
]


@pytest.mark.parametrize(("data", "kind", "at", "position"), REFUSED)
def test_names_what_and_where(data: bytes, kind: str, at: str, position: tuple[int, int]) -> None:
    with pytest.raises(MalformedError) as refused:
        Document.read(data)
    fault = refused.value.fault
    assert (fault.keyword, fault.at, fault.position) == (kind, at, position)
    for language in LANGUAGES:
        assert not GAP.search(fault.describe(language))


def test_names_both_places_of_a_duplicate() -> None:
    with pytest.raises(MalformedError) as refused:
        Document.read(b'{"a": {"b": 1,\n "\\u0062": 3}}')
    fault = refused.value.fault
    assert (fault.at, fault.position, fault.related) == ("/a/b", (2, 2), (1, 8))
    assert "line 2, column 2" in str(fault)
    assert "line 1, column 8" in str(fault)


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("9007199254740991", 2**53 - 1),
        ("9007199254740993", 2**53 + 1),
        ("1.0", 1),
        ("1e0", 1),
        ("-25E+1", -250),
        ("-0", 0),
        ("0e99999999999999999999", 0),
        ("1000e-3", 1),
        ("1.5", Decimal("1.5")),
        ("1.00000000000000000001", Decimal("1.00000000000000000001")),
        ("9" * 300, int("9" * 300)),
    ],
)
def test_numbers_are_exact(token: str, expected: int | Decimal) -> None:
    value = Document.read(token.encode()).value
    assert value == expected
    assert type(value) is type(expected)


def test_a_number_next_to_zero_is_no_integer() -> None:
    value = Document.read(b"1e-99999999999999999999").value
    assert isinstance(value, Decimal)
    assert value != value.to_integral_value()


def test_values_and_their_places() -> None:
    text = '{\n  "a/b": [0, {"~": "\\u4e00\\ud83d\\ude00\\n"}],\n  "政府": {"z": 1.0}\n}'
    document = Document.read(text.encode())
    assert document.value == {"a/b": [0, {"~": "一😀\n"}], "政府": {"z": 1}}
    assert document.position("/政府/z") == Position(3, 15)
    assert document.position("/政府/z", of_name=True) == Position(3, 10)
    assert document.position("/政府/none/there") == Position(3, 9)


def test_hostile_input_ends_soon() -> None:
    start = time.process_time()
    for data in (b"[" * 10**7, b'{"a":' * 10**6, b"[" + b"1," * MAX_VALUES, b'"' + b"\\" * 10**6, b"-" * 10**7):
        with pytest.raises(MalformedError):
            Document.read(data)
    assert time.process_time() - start < 30
