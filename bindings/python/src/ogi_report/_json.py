"""Reads the bytes of a document: strict, bounded, exact, and knowing where everything stands."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple, NoReturn, TypeAlias

from ._pointer import join
from ._text import excerpt
from .result import Fault, Position

Json: TypeAlias = "bool | int | Decimal | str | list[Json] | dict[str, Json] | None"

MAX_BYTES = 16 * 1024 * 1024
MAX_DEPTH = 64
MAX_VALUES = 250_000
"""Three times what a valid report can have."""

_BOM = b"\xef\xbb\xbf"
_UTF16 = {b"\xff\xfe": "UTF-16LE", b"\xfe\xff": "UTF-16BE"}
_BLANKS = re.compile(r"[ \t\n\r]*")
_PLAIN = re.compile(r'[^"\\\x00-\x1f]*')
_NUMBER = re.compile(r"(-?)(0|[1-9][0-9]*)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?")
_LIKE_NUMBER = re.compile(r"-?[0-9]*(?:\.[0-9]*)?(?:[eE][+-]?[0-9]*)?")
_WORD = re.compile(r"[A-Za-z0-9]*")
_CODE_UNIT = re.compile(r"\\u([0-9a-fA-F]{4})")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_LONGEST_POINTER = 2000
_LONGEST_EXPONENT = 10
"""In digits; a finite number with a longer one is no integer, and nearer to zero than any that a report could mean."""
_NEAR_ZERO = "1e-1000000"


class Place(NamedTuple):
    """Where a value begins in a text, and the name before it, in characters."""

    value: int
    name: int | None


class MalformedError(Exception):
    """The bytes are no document of the standard."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.keyword)
        self.fault = fault


class Document:
    """A document as it was read: its value, and on demand the place of everything in it."""

    def __init__(self, value: Json, text: str | None = None) -> None:
        self.value = value
        self._text = text
        self._places: dict[str, Place] | None = None

    @classmethod
    def read(cls, data: bytes) -> Document:
        """Read bytes under the lexical rules of the standard; the first thing against them is a `MalformedError`."""
        text = _decode(data)
        return cls(_Reader(text).document(), text)

    def position(self, pointer: str, *, of_name: bool = False) -> Position | None:
        """Where a value (or its name) stands; where there is none, the nearest thing around it."""
        if self._text is None:
            return None
        places = self._all_places(self._text)
        while pointer and pointer not in places:
            pointer = pointer.rpartition("/")[0]
        place = places[pointer]
        return position(self._text, place.name if of_name and place.name is not None else place.value)

    def number(self, pointer: str) -> str | None:
        """The number at a place as it is written there; `None` where there is none, or no text."""
        place = self._all_places(self._text).get(pointer) if self._text is not None else None
        token = _LIKE_NUMBER.match(self._text or "", place.value) if place is not None else None
        return token.group() if token is not None and token.group() else None

    def _all_places(self, text: str) -> dict[str, Place]:
        if self._places is None:
            self._places = {}
            _Reader(text, self._places).document()
        return self._places


def position(text: str, index: int) -> Position:
    """Line and column of a character, both from 1; a column counts Unicode scalar values."""
    return Position(text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def _decode(data: bytes) -> str:
    start = Position(1, 1)
    if len(data) > MAX_BYTES:
        args = {"limit": str(MAX_BYTES), "found": str(len(data))}
        raise MalformedError(Fault.lexical("document-too-large", "", start, args))
    if data.startswith(_BOM):
        raise MalformedError(Fault.lexical("byte-order-mark", "", start, {}))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        args = {"found": data[error.start : error.end].hex(" ").upper()}
        if data[:2] in _UTF16:
            args["looks_like"] = _UTF16[data[:2]]
        fault = Fault.lexical("invalid-utf8", _end(before), position(before, len(before)), args)
        raise MalformedError(fault) from None


def _end(text: str) -> str:
    """The pointer of what is being read where a text is cut off."""
    try:
        _Reader(text).document()
    except MalformedError as error:
        return error.fault.at
    return ""


class _Reader:
    """One pass over a text: `at` is the next character, `path` the way to the value being read, `open` the brackets."""

    def __init__(self, text: str, places: dict[str, Place] | None = None) -> None:
        self.text = text
        self.at = 0
        self.path: list[str | int] = []
        self.open: list[int] = []
        self.values = 0
        self.places = places

    def document(self) -> Json:
        self._skip_blanks()
        value = self._value(None)
        self._skip_blanks()
        if self.at < len(self.text):
            self._refuse("trailing-data", found=excerpt(self.text[self.at : self.at + 80]))
        return value

    def _value(self, name: int | None) -> Json:
        self.values += 1
        if self.values > MAX_VALUES:
            self._refuse("too-many-values", limit=str(MAX_VALUES))
        if self.places is not None:
            self.places[join(self.path)] = Place(self.at, name)
        first = self._peek()
        if first == '"':
            return self._string()
        if first == "{":
            return self._object()
        if first == "[":
            return self._list()
        if first and first in "-0123456789":
            return self._number()
        if not (first.isascii() and first.isalpha()):
            self._unexpected("value")
        return self._word()

    def _object(self) -> dict[str, Json]:
        result: dict[str, Json] = {}
        names: dict[str, int] = {}
        for _ in self._items("}", "comma_or_brace"):
            if self._peek() != '"':
                self._unexpected("name")
            start = self.at
            name = self._string()
            self.path.append(name)
            if name in names:
                related = position(self.text, names[name])
                self._refuse("duplicate-key", start, related, name=excerpt(name))
            names[name] = start
            self._skip_blanks()
            if self._peek() != ":":
                self._unexpected("colon")
            self.at += 1
            self._skip_blanks()
            result[name] = self._value(start)
            self.path.pop()
        return result

    def _list(self) -> list[Json]:
        result: list[Json] = []
        for _ in self._items("]", "comma_or_bracket"):
            self.path.append(len(result))
            result.append(self._value(None))
            self.path.pop()
        return result

    def _items(self, close: str, separator: str) -> Iterator[None]:
        """Stop before each item between two brackets, of which the first is here; nothing nests too deep."""
        if len(self.path) >= MAX_DEPTH:
            self._refuse("too-deep", limit=str(MAX_DEPTH))
        self.open.append(self.at)
        self.at += 1
        first = True
        while True:
            self._skip_blanks()
            if self._peek() == close:
                self.at += 1
                self.open.pop()
                return
            if not first:
                if self._peek() != ",":
                    self._unexpected(separator)
                self.at += 1
                self._skip_blanks()
            yield
            first = False

    def _string(self) -> str:
        start, parts = self.at, []
        self.at += 1
        while True:
            plain = _PLAIN.match(self.text, self.at)
            assert plain is not None
            self.at = plain.end()
            parts.append(plain.group())
            stop = self._peek()
            if stop == '"':
                self.at += 1
                return "".join(parts) if len(parts) > 1 else parts[0]
            if stop == "\\":
                parts.append(self._escape())
            elif stop == "":
                self._refuse("unexpected-end", related=position(self.text, start), expected="quote")
            else:
                self._refuse("control-character", found=f"U+{ord(stop):04X}")

    def _escape(self) -> str:
        letter = self.text[self.at + 1 : self.at + 2]
        if letter in _ESCAPES:
            self.at += 2
            return _ESCAPES[letter]
        unit = _CODE_UNIT.match(self.text, self.at)
        if unit is None:
            length = 6 if letter == "u" else 2
            self._refuse("invalid-escape", found=excerpt(self.text[self.at : self.at + length].partition("\n")[0]))
        code, length = int(unit.group(1), 16), 6
        if 0xD800 <= code <= 0xDFFF:
            low = _CODE_UNIT.match(self.text, self.at + 6)
            if code >= 0xDC00 or low is None or not 0xDC00 <= int(low.group(1), 16) <= 0xDFFF:
                self._refuse("lone-surrogate", found=unit.group())
            code, length = 0x10000 + ((code - 0xD800) << 10) + int(low.group(1), 16) - 0xDC00, 12
        self.at += length
        return chr(code)

    def _number(self) -> int | Decimal:
        like = _LIKE_NUMBER.match(self.text, self.at)
        assert like is not None
        token = like.group()
        number = _NUMBER.fullmatch(token)
        if number is None:
            self._refuse("invalid-number", found=excerpt(token))
        if math.isinf(float(token)):
            self._refuse("number-too-large", found=excerpt(token))
        self.at = like.end()
        return _exact(token, *number.groups(default=""))

    def _word(self) -> bool | None:
        match = _WORD.match(self.text, self.at)
        assert match is not None
        word = match.group()
        if word not in _WORDS:
            self._refuse("unknown-word", found=excerpt(word))
        self.at = match.end()
        return _WORDS[word]

    def _peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def _skip_blanks(self) -> None:
        blanks = _BLANKS.match(self.text, self.at)
        assert blanks is not None
        self.at = blanks.end()

    def _unexpected(self, expected: str) -> NoReturn:
        found = self._peek()
        if found:
            self._refuse("unexpected-character", expected=expected, found=excerpt(found))
        opening = position(self.text, self.open[-1]) if self.open else None
        self._refuse("unexpected-end", related=opening, expected=expected)

    def _refuse(self, kind: str, at: int | None = None, related: Position | None = None, **args: str) -> NoReturn:
        here = position(self.text, self.at if at is None else at)
        path = self.path
        while len(join(path)) > _LONGEST_POINTER:
            path = path[:-1]
        raise MalformedError(Fault.lexical(kind, join(path), here, args, related))


def _exact(token: str, sign: str, whole: str, fraction: str, exponent: str) -> int | Decimal:
    """The number exactly: an integer where it has no fraction, however it is spelled."""
    if not fraction and not exponent:
        return int(token)
    digits = (whole + fraction).lstrip("0")
    if not digits:
        return 0
    if len(exponent.lstrip("+-0")) > _LONGEST_EXPONENT:
        return Decimal(sign + _NEAR_ZERO)
    significant = digits.rstrip("0")
    shift = int(exponent or 0) - len(fraction) + len(digits) - len(significant)
    if shift < 0:
        return Decimal(token)
    return int(sign + significant + "0" * shift)
