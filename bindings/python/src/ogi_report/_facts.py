"""What one document says, however much of it is broken: what rules read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Context, Decimal, Inexact, InvalidOperation, Overflow

from ._json import Document
from ._pointer import ABSENT, resolve, within
from .result import Fault, Missing
from .standard import Edition, standard

EXACT = Context(prec=100, traps=[Inexact, InvalidOperation, Overflow])
"""Sums in this context are exact, or an error; never rounded. The context of the caller has no part in them."""


class Facts:
    """The single values of one document. A value with a fault at its place is none."""

    def __init__(self, document: Document, faults: Iterable[Fault]) -> None:
        self.document = document
        code = resolve(document.value, "/edition")
        self.edition: Edition | None = standard().editions.get(code) if isinstance(code, str) else None
        self._broken = {fault.at for fault in faults}
        self._blank_is_zero = resolve(document.value, "/blank_cells") == "zero"
        self._not_blank = list(self._places_not_blank())
        self._stated: dict[str, Decimal | Missing] = {}

    def has(self, pointer: str) -> bool:
        """Whether something stands at a place, whatever it is."""
        return resolve(self.document.value, pointer) is not ABSENT

    def stated(self, pointer: str) -> Decimal | Missing:
        """The number at a place as it stands, or why there is none."""
        if pointer not in self._stated:
            self._stated[pointer] = self._read(pointer)
        return self._stated[pointer]

    def _read(self, pointer: str) -> Decimal | Missing:
        leaf = self.edition.leaves.get(pointer) if self.edition else None
        value = resolve(self.document.value, pointer)
        if leaf is None or (value is ABSENT and any(not self.has(at) for at in leaf.optional)):
            return "absent"
        if value is None and pointer not in self._broken:
            return "blank"
        is_number = isinstance(value, str if leaf.kind == "decimal" else int) and leaf.kind != "text"
        if pointer in self._broken or not is_number or isinstance(value, bool):
            return "invalid"
        return Decimal(str(value))

    def number(self, pointer: str) -> Decimal | Missing:
        """The number at a place, or why there is none; a blank is 0 where the document says so."""
        stated = self.stated(pointer)
        if stated == "blank" and self._blank_is_zero and not any(within(pointer, at) for at in self._not_blank):
            return Decimal(0)
        return stated

    def text(self, pointer: str) -> str | None:
        """The text at a place; `None` where there is none, or one with a fault."""
        value = resolve(self.document.value, pointer)
        return value if isinstance(value, str) and pointer not in self._broken else None

    def why_no_text(self, pointer: str) -> Missing:
        """Why there is no text at a place."""
        return "invalid" if self.has(pointer) else "absent"

    def numbers_below(self, pointer: str) -> Sequence[str]:
        """The places of the form below an object that hold a number, in form order."""
        leaves = self.edition.leaves.values() if self.edition else ()
        return [leaf.pointer for leaf in leaves if leaf.kind != "text" and within(leaf.pointer, pointer)]

    def _places_not_blank(self) -> Iterable[str]:
        notes = resolve(self.document.value, "/cell_notes")
        for note in notes if isinstance(notes, list) else ():
            at, missing = resolve(note, "/at"), resolve(note, "/missing")
            if isinstance(at, str) and missing is not ABSENT and missing != "blank":
                yield at


def plain(number: Decimal) -> str:
    """A number without exponent, plus sign and trailing zeros."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
