"""What is said to people: the texts of the registry and of the catalogue, filled in, in Chinese and English."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ._pointer import split
from ._text import excerpt
from .standard import standard

if TYPE_CHECKING:
    from .result import Fault, Finding, Language, Position

_NAME = re.compile(r"\{([a-z_]+)\}")
_MOST_NAMES = 8


class Said(NamedTuple):
    """What is wrong, and what to do about it."""

    message: str
    fix: str


# ----------------------------------------------------------------------------------------------------------- labels


class Labels(NamedTuple):
    """The printed labels that a pointer leads through, as far as it follows the standard; then its own words."""

    path: tuple[str, ...]
    has_section: bool

    @classmethod
    def of(cls, edition: str | None, pointer: str, language: Language) -> Labels:
        """The labels of a place in reports of an edition."""
        if edition is None and pointer == "/edition":  # its own label is the same in all of them
            edition = next(iter(standard().editions))
        known = standard().editions.get(edition or "")
        schema: Mapping[str, Any] = standard().definitions[known.root] if known else {}
        path, has_section = [], False
        for step in split(pointer):
            if "items" in schema:
                path.append(_phrase("item", language, number=str(int(step) + 1) if step.isdecimal() else step))
                schema = _target(schema["items"])
                continue
            found = schema.get("properties", {}).get(step)
            path.append(excerpt(step) if found is None else found[_label_word(language)])
            has_section = has_section or (found is not None and "x-section" in found)
            schema = _target(found or {})
        return cls(tuple(path), has_section)

    @property
    def full(self) -> str:
        """All labels below the section; all where there is no section."""
        return " · ".join(self.path[1:] if self.has_section and len(self.path) > 1 else self.path)

    @property
    def row(self) -> str:
        """The label of the object that holds the value."""
        return "".join(self.path[-2:][:1])

    @property
    def column(self) -> str:
        """The label of the value itself."""
        return "".join(self.path[-1:])


def reference(edition: str | None, at: str, language: Language) -> str:
    """The label of what a rule reads, with the document in front where it is another."""
    document, _, pointer = at.rpartition("#")
    missing = standard().messages["missing"].get(at)
    label = missing[language] if missing else Labels.of(edition, pointer, language).full
    return " · ".join(part for part in (_phrase(document, language) if document else "", label) if part)


def place(edition: str | None, at: str, position: Position | None, language: Language) -> str:
    """Where something is: line and column as far as known, the pointer, and its printed labels."""
    parts = [_at("position", position, language)] if position else []
    if at:
        parts.append(at + _phrase("bracket", language, text=Labels.of(edition, at, language).full))
    return _phrase("comma", language).join(parts)


def see_also(position: Position | None, language: Language) -> str:
    """The other place concerned, if there is one."""
    return _phrase("bracket", language, text=_at("related", position, language)) if position else ""


def line(where: str, message: str, fix: str, language: Language) -> str:
    """Where, what, and what to do, in one line."""
    said = f"{message} → {fix}" if fix else message
    return where + _phrase("colon", language) + said if where else said


# --------------------------------------------------------------------------------------------------------- findings


def finding(finding: Finding, language: Language) -> str:
    """The message of a rule about one place; for what was not assessed, what is missing."""
    if finding.outcome == "failed":
        labels = Labels.of(finding.edition, finding.at, language)
        values: dict[str, str] = {"label": labels.full, "row": labels.row, "column": labels.column}
        values |= {name: _argument(finding, name, language) for name in finding.args}
        return _fill(standard().rules[finding.rule].texts[language]["message"], values.get)
    missing = [reference(finding.edition, at, language) for at in finding.missing]
    return _phrase(finding.outcome, language, missing=_phrase("comma", language).join(missing))


def _argument(finding: Finding, name: str, language: Language) -> str:
    """An argument as people say it: properties, lists and parts of codes have names."""
    value = finding.args[name]
    if name == "property":
        return Labels.of(finding.edition, finding.at, language).column
    if name == "list":
        return str(standard().codes[value]["label" if language == "zh-CN" else "label_en"])
    known = standard().messages["arguments"].get(f"{name}/{value}")
    return str(known[language]) if known else value


# ----------------------------------------------------------------------------------------------------------- faults


def fault(fault: Fault, language: Language) -> Said:
    """What is said about a fault of the bytes or of the shape."""
    texts = standard().messages[fault.kind]
    get: Callable[[str], str | None]
    if fault.kind == "lexical":
        keys = [f"{fault.keyword}/looks_like"] if "looks_like" in fault.args else []
        tokens = standard().messages["tokens"]
        values = {name: tokens.get(value, {}).get(language, value) for name, value in fault.args.items()}
        get = values.get
    else:
        about = _Structure(fault, language)
        keys, get = list(about.keys()), about.value
    key = next(key for key in (*keys, fault.keyword, "other") if key in texts)
    return Said(*(_fill(texts[key][part][language], get) for part in ("message", "fix")))


class _Structure:
    """A fault of the shape, with what the standard says about its place."""

    def __init__(self, fault: Fault, language: Language) -> None:
        self.fault = fault
        self.language = language
        self.definition = standard().definitions.get(fault.definition or "", {})
        self.properties: Mapping[str, Mapping[str, Any]] = self.definition.get("properties", {})
        self._comma = _phrase("comma", language)
        self.property = fault.args.get("property", "")
        self.near = self._near() if fault.keyword == "additionalProperties" else None

    def keys(self) -> Iterator[str]:
        """Keys of the catalogue, the most particular first."""
        fault, found = self.fault, self.fault.args.get("found", "")
        optional = self._optional()
        words = [
            ("edition", fault.at == "/edition" or (fault.keyword, self.property) == ("required", "edition")),
            ("root", fault.at == "" and fault.keyword == "type"),
            ("near", self.near is not None),
            (f"{fault.definition}/{found}", True),
            (str(fault.definition), True),
            (f"{found}/optional", optional is True),
            (f"{found}/required", optional is False),
            (found, True),
            ("plain", fault.keyword == "pattern" and _is_plain(fault.args["value"])),
        ]
        return (f"{fault.keyword}/{word}" for word, applies in words if applies)

    def value(self, name: str) -> str | None:
        """The value of a name in a text."""
        special = {
            "wanted": self._wanted,
            "found": self._found,
            "near_label": lambda: self._label(self.near),
            "property_label": lambda: self._label(self.property),
            "known": self._known,
            "editions": lambda: self._comma.join(f'"{code}"' for code in standard().editions),
            "expected": self._expected,
        }
        if name in special:
            return special[name]()
        return {"near": self.near, "keyword": self.fault.keyword}.get(name) or self.fault.args.get(name)

    def _optional(self) -> bool | None:
        """Whether the value may be left out; `None` where it is no property of the standard."""
        known = standard().editions.get(self.fault.edition or "")
        schema: Mapping[str, Any] = standard().definitions[known.root] if known else {}
        optional = None
        for step in split(self.fault.at):
            if "items" in schema:
                optional, schema = None, _target(schema["items"])
                continue
            if step not in schema.get("properties", {}):
                return None
            optional = step not in schema["required"]
            schema = _target(schema["properties"][step])
        return optional

    def _found(self) -> str:
        found = self.fault.args.get("found", "")
        return str(standard().messages["types"].get(found, {}).get(self.language, found))

    def _expected(self) -> str:
        expected = self.fault.args.get("expected", "")
        return expected.replace(", ", self._comma) if self.fault.keyword == "enum" else expected

    def _known(self) -> str:
        """The names that may stand here."""
        more = _phrase("more", self.language) if len(self.properties) > _MOST_NAMES else ""
        return self._comma.join(list(self.properties)[:_MOST_NAMES]) + more

    def _wanted(self) -> str:
        """What belongs here, in words."""
        words = standard().messages["definitions"]
        schema = self.properties.get(self.property) if self.property else None
        if schema is not None:
            name = "list" if "items" in schema else schema.get("$ref", "").rpartition("/")[2]
        else:
            name = self.fault.definition or ""
        if name not in words:
            name = "list" if self.fault.args.get("expected") == "array" else "object"
        text = str(words[name][self.language])
        return f" {text}" if self.language == "zh-CN" and text[0].isascii() else text

    def _near(self) -> str | None:
        """The property of this label, or of the nearest name."""
        for name, schema in self.properties.items():
            if self.property in (schema["x-label"], schema["x-label-en"]):
                return name
        name = re.sub("[- ]", "_", self.property.lower())
        return next(iter(difflib.get_close_matches(name, self.properties, 1, cutoff=0.7)), None)

    def _label(self, name: str | None) -> str:
        schema = self.properties.get(name or "")
        return str(schema[_label_word(self.language)]) if schema else name or ""


def _is_plain(value: str) -> bool:
    """Whether a value is written in ASCII without blanks, so that its characters are not to blame."""
    return re.fullmatch(r"[!-\[\]-~]*", value.strip('"')) is not None


# ---------------------------------------------------------------------------------------------------------- phrases


def _fill(template: str, value: Callable[[str], str | None]) -> str:
    """Put values in the place of `{names}`; a name without a value stays as it is."""

    def replace(name: re.Match[str]) -> str:
        found = value(name.group(1))
        return name.group() if found is None else found

    return _NAME.sub(replace, template)


def _phrase(name: str, language: Language, **values: str) -> str:
    return _fill(standard().messages["words"][name][language], values.get)


def _at(name: str, position: Position, language: Language) -> str:
    line, column = position
    return _phrase(name, language, line=str(line), column=str(column))


def _label_word(language: Language) -> str:
    return "x-label" if language == "zh-CN" else "x-label-en"


def _target(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    reference = schema.get("$ref")
    return standard().definitions[reference.rpartition("/")[2]] if reference else schema
