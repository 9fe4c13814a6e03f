#!/usr/bin/env python3
"""Naive second evaluator of the standard, and the runner of its vectors. Python 3.10 or later, standard library only.

It reads report.schema.json, rules/ and codes/ and nothing that is generated from them, and shares no code with any
other implementation. It prefers the obvious to the fast: every equation is expanded by itself, every sum is a Decimal.

  evaluate.py [--vectors DIR] [-v]                          run every case of index.json
  evaluate.py --check FILE [--previous F] [--children F...] print the findings on one document as JSON
  evaluate.py --equalities EDITION                          count the equalities inside one document
  evaluate.py --mutate N SEED                               findings after N random changes of one cell, as JSON lines
  evaluate.py --lines                                       answer documents one a line, as cargo xtask differential asks
"""
import argparse
import base64
import copy
import dataclasses
import datetime
import decimal
import json
import math
import pathlib
import random
import re
import sys
from decimal import Decimal

decimal.getcontext().prec = 400  # every number of a well-formed document fits, so no sum is ever rounded

MAX_BYTES = 16 * 1024 * 1024
MAX_DEPTH = 64
MAX_VALUES = 250_000
DECIDING = ("balance", "sum", "range")  # kinds of the linear rules that decide whether a document is reconciled
ROOTS = {"2019-60": "Report2019", "2021-30": "Report2021"}
FORMATS = (1,)


# ---------------------------------------------------------------------------------------------------- reading bytes

class NotWellFormed(Exception):
    """The bytes are not a document; `kind` is one of the codes of README.md."""

    def __init__(self, kind):
        super().__init__(kind)
        self.kind = kind


def read(data: bytes):
    """The JSON value of the bytes, numbers as int where they are whole and as Decimal otherwise."""
    if len(data) > MAX_BYTES:
        raise NotWellFormed("size")
    if data.startswith(b"\xef\xbb\xbf"):
        raise NotWellFormed("bom")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise NotWellFormed("encoding") from None
    return Reader(text).document()


LIKE_NUMBER = re.compile(r"-?[0-9]*(?:\.[0-9]*)?(?:[eE][+-]?[0-9]*)?")
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
STRING = re.compile(r'"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"')
WORDS = {"true": True, "false": False, "null": None}


class Reader:
    """One pass over a text from its start, so that of several things against it the first is told."""

    def __init__(self, text):
        self.text, self.at, self.values = text, 0, 0

    def document(self):
        value = self.value(0)
        if self.peek() != "":
            raise NotWellFormed("syntax")
        return value

    def peek(self):
        while self.text[self.at:self.at + 1] in (" ", "\t", "\n", "\r"):
            self.at += 1
        return self.text[self.at:self.at + 1]

    def expect(self, character):
        if self.peek() != character:
            raise NotWellFormed("syntax")
        self.at += 1

    def value(self, depth):
        first = self.peek()
        self.values += 1
        if self.values > MAX_VALUES:
            raise NotWellFormed("size")
        if first in ("{", "["):
            if depth == MAX_DEPTH:
                raise NotWellFormed("depth")
            self.at += 1
            return self.members(depth + 1) if first == "{" else self.items(depth + 1)
        if first == '"':
            return self.string()
        for word, value in WORDS.items():
            if re.compile(f"{word}(?![A-Za-z0-9])").match(self.text, self.at):
                self.at += len(word)
                return value
        return self.number()

    def items(self, depth):
        result = []
        while self.peek() != "]":
            if result:
                self.expect(",")
            result.append(self.value(depth))
        self.at += 1
        return result

    def members(self, depth):
        result = {}
        while self.peek() != "}":
            if result:
                self.expect(",")
                self.peek()
            name = self.string()
            if name in result:
                raise NotWellFormed("duplicate_key")
            self.expect(":")
            result[name] = self.value(depth)
        self.at += 1
        return result

    def string(self):
        token = STRING.match(self.text, self.at)
        if token is None:
            raise NotWellFormed("syntax")
        self.at = token.end()
        value = json.loads(token.group())
        if any("\ud800" <= c <= "\udfff" for c in value):
            raise NotWellFormed("syntax")
        return value

    def number(self):
        token = LIKE_NUMBER.match(self.text, self.at)
        if not NUMBER.fullmatch(token.group()):
            raise NotWellFormed("syntax")
        self.at = token.end()
        return exact(token.group())


def exact(token):
    """A number by its decimal digits; refused only when no double comes near it."""
    if math.isinf(float(token)):
        raise NotWellFormed("number")
    sign = "-" if token.startswith("-") else ""
    mantissa, _, exponent = token.lstrip("-").lower().partition("e")
    digits = mantissa.replace(".", "").lstrip("0")
    if not digits:
        return 0
    significant = digits.rstrip("0")
    last = Decimal(exponent or 0) - len(mantissa.partition(".")[2]) + len(digits) - len(significant)
    if last >= 0:
        return int(sign + significant + "0" * int(last))
    if last + len(significant) < -400:  # nearer to zero than any bound; its exponent may be one that Decimal does not know
        return Decimal(sign + "1e-400")
    return Decimal(token)


ABSENT = object()


def step(token):
    return token.replace("~1", "/").replace("~0", "~")


def resolve(value, pointer):
    """What a JSON Pointer names, or ABSENT."""
    for token in map(step, pointer.split("/")[1:]):
        if isinstance(value, dict) and token in value:
            value = value[token]
        elif isinstance(value, list) and re.fullmatch("0|[1-9][0-9]*", token) and int(token) < len(value):
            value = value[int(token)]
        else:
            return ABSENT
    return value


# ------------------------------------------------------------------------------------------- the standard's own data

class Standard:
    """The files of schema/ that a document is judged by."""

    def __init__(self, folder: pathlib.Path):
        self.definitions = read((folder / "report.schema.json").read_bytes())["$defs"]
        self.rules = [read(path.read_bytes()) for path in sorted((folder / "rules").glob("*.json"))]
        self.codes = {path.stem: {entry["code"]: entry for entry in read(path.read_bytes())["codes"]}
                      for path in sorted((folder / "codes").glob("*.json"))}
        self.places = {edition: list(self.walk("", root)) for edition, root in ROOTS.items()}
        self.expanded = {}  # what `applicable` has yielded, for those who check many documents

    def walk(self, pointer, name):
        """Every (pointer, definition) of a report in form order; arrays are not entered."""
        yield pointer, name
        for key, schema in self.definitions[name].get("properties", {}).items():
            if "$ref" in schema:
                yield from self.walk(f"{pointer}/{key}", schema["$ref"].rpartition("/")[2])

    def rules_of(self, edition):
        return [rule for rule in self.rules if edition in rule["editions"]]


CELLS = ("Count", "SignedCount", "AmountYuan", "Amount10kYuan")


# ------------------------------------------------------------------------------------------------ structural faults

ANNOTATIONS = {"title", "description", "$comment", "$ref", "items", "properties"}
JSON_TYPES = {
    "object": lambda v: isinstance(v, dict),
    "array": lambda v: isinstance(v, list),
    "string": lambda v: isinstance(v, str),
    "null": lambda v: v is None,
    "integer": lambda v: isinstance(v, int) and not isinstance(v, bool),
}
IS_NUMBER = (int, Decimal)


def is_date(text):
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return False
    year, month, day = map(int, text.split("-"))
    try:
        datetime.date(2000 + year % 400, month, day)  # days recur every 400 years, and Python knows no year 0
    except ValueError:
        return False
    return True


def is_numeric(value):
    return isinstance(value, IS_NUMBER) and not isinstance(value, bool)


# keyword -> whether the value obeys it; a keyword says nothing about values of another type
KEYWORDS = {
    "type": lambda v, want: any(JSON_TYPES[name](v) for name in ([want] if isinstance(want, str) else want)),
    "enum": lambda v, want: isinstance(v, str) and v in want,
    "minimum": lambda v, want: not is_numeric(v) or v >= want,
    "maximum": lambda v, want: not is_numeric(v) or v <= want,
    "minLength": lambda v, want: not isinstance(v, str) or len(v) >= want,
    "maxLength": lambda v, want: not isinstance(v, str) or len(v) <= want,
    "pattern": lambda v, want: not isinstance(v, str) or re.fullmatch(want, v) is not None,
    "format": lambda v, want: not isinstance(v, str) or {"date": is_date}[want](v),
    "maxItems": lambda v, want: not isinstance(v, list) or len(v) <= want,
}


def validate(definitions, schema, value, at, faults, name=None):
    """Append (pointer, keyword, definition) for everything in `value` that the schema forbids."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        validate(definitions, definitions[name], value, at, faults, name)
    for keyword, want in schema.items():
        if keyword in KEYWORDS:
            if not KEYWORDS[keyword](value, want):
                faults.append((at, keyword, name))
        elif keyword == "required":
            if isinstance(value, dict) and not set(want) <= set(value):
                faults.append((at, keyword, name))
        elif keyword == "additionalProperties":
            if want is not False:
                raise ValueError("additionalProperties other than false")
            if isinstance(value, dict) and not set(value) <= set(schema["properties"]):
                faults.append((at, keyword, name))
        elif keyword not in ANNOTATIONS and not keyword.startswith("x-"):
            raise ValueError(f"a keyword outside the dialect: {keyword}")
    if isinstance(value, dict):
        for key, member in schema.get("properties", {}).items():
            if key in value:
                validate(definitions, member, value[key], f"{at}/{key}", faults)
    if isinstance(value, list) and "items" in schema:
        for index, item in enumerate(value):
            validate(definitions, schema["items"], item, f"{at}/{index}", faults)


# -------------------------------------------------------------------------------------------------------- documents

class Document:
    """A parsed document with its faults, and what its cells say."""

    def __init__(self, standard, value):
        self.value = value
        edition = resolve(value, "/edition")
        self.edition = edition if isinstance(edition, str) and edition in ROOTS else None
        self.faults = []
        if not isinstance(value, dict):
            self.faults = [("", "type", None)]
        elif edition is ABSENT:
            self.faults = [("", "required", None)]
        elif self.edition is None:
            self.faults = [("/edition", "enum" if isinstance(edition, str) else "type", None)]
        else:
            root = ROOTS[self.edition]
            validate(standard.definitions, standard.definitions[root], value, "", self.faults, root)
        self.broken = {at for at, _, _ in self.faults}
        self.form = set() if self.edition is None else {at for at, _ in standard.places[self.edition]}

    def get(self, pointer):
        """The value at a pointer, or ABSENT when there is none or it has a fault."""
        return ABSENT if self.edition is None or pointer in self.broken else resolve(self.value, pointer)

    def blank_is_zero(self, pointer):
        if self.get("/blank_cells") != "zero":
            return False
        notes = resolve(self.value, "/cell_notes")
        for note in notes if isinstance(notes, list) else []:
            at, missing = resolve(note, "/at"), resolve(note, "/missing")
            if isinstance(at, str) and f"{pointer}/".startswith(f"{at}/") and missing not in (ABSENT, "blank"):
                return False
        return True

    def number(self, pointer):
        """The number at a pointer, or None when it is blank, absent or broken, or when the form has no such cell."""
        value = self.get(pointer) if pointer in self.form else ABSENT
        if value is None:
            return Decimal(0) if self.blank_is_zero(pointer) else None
        if isinstance(value, str) and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value):
            return Decimal(value)
        return Decimal(value) if is_numeric(value) else None

    def text(self, pointer):
        value = self.get(pointer)
        return value if isinstance(value, str) else None


@dataclasses.dataclass(frozen=True)
class Given:
    """The document under check and the others that are given with it."""

    standard: Standard
    doc: Document
    prev: Document | None
    children: tuple

    def number(self, ref):
        """The number a reference names: in this document, in last year's, or summed over the subordinate ones."""
        other, _, pointer = ref.rpartition("#")
        if other == "":
            return self.doc.number(pointer)
        if other == "prev":
            return self.prev.number(pointer)
        parts = [child.number(pointer) for child in self.children]
        return None if None in parts else sum(parts)


def plain(value):
    """A number without exponent and without trailing zeros."""
    text = format(Decimal(value), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


# ----------------------------------------------------------------------------------------------------- linear rules

@dataclasses.dataclass(frozen=True)
class Equation:
    """Σ sum + const, compared with Σ to; terms are (coefficient, reference)."""

    rule: dict
    at: str
    sum: tuple
    op: str
    to: tuple
    const: Decimal

    def references(self):
        return [ref for _, ref in self.sum + self.to]


def expand(standard, edition, pattern, as_cell):
    """The pointers (or property names) that a pattern stands for, in form order."""
    if not pattern.startswith("/"):
        name, _, star = pattern.partition("/")
        if star != "*":
            raise ValueError(f"not a pattern: {pattern}")
        return list(standard.definitions[name]["properties"])
    path, _, name = pattern.partition(":")
    if "*" not in path:
        return [path]
    steps = {"**": "(?:/[^/]+)*", "*": "/[^/]+"}
    regex = "".join(steps.get(part, "/" + re.escape(part)) for part in path.split("/")[1:])
    only_cells = as_cell or (path.endswith("/**") and not name)
    return [at for at, definition in standard.places[edition]
            if re.fullmatch(regex, at) and (not name or definition == name) and (not only_cells or definition in CELLS)]


def terms(standard, edition, patterns, each, excluded=()):
    result = []
    for pattern in patterns:
        sign, pattern = (-1, pattern[1:]) if pattern.startswith("-") else (1, pattern)
        other, mark, pattern = pattern.replace("{each}", each).rpartition("#")
        result += [(sign, other + mark + at) for at in expand(standard, edition, pattern, True) if at not in excluded]
    return tuple(result)


def equations(standard, edition, rule):
    """All equations of one linear rule, before alternatives of the form are chosen."""
    linear = rule["check"]["linear"]
    each_of = [each for pattern in linear.get("each", []) for each in expand(standard, edition, pattern, False)]
    for each in each_of if "each" in linear else [""]:
        excluded = [at for pattern in linear.get("except", [])
                    for at in expand(standard, edition, pattern.replace("{each}", each), True)]
        yield Equation(rule, linear["at"].replace("{each}", each),
                       terms(standard, edition, linear["sum"], each, excluded), linear["op"],
                       terms(standard, edition, linear["to"], each), Decimal(linear.get("const", "0")))


def alternatives(standard, edition):
    """(pointer, pointers that it stands instead of) for every property with x-instead-of."""
    for at, name in standard.places[edition]:
        for key, schema in standard.definitions[name].get("properties", {}).items():
            if "x-instead-of" in schema:
                yield f"{at}/{key}", [f"{at}/{other}" for other in schema["x-instead-of"]]


def under(ref, places):
    pointer = ref.rpartition("#")[2]
    return any(pointer == place or pointer.startswith(place + "/") for place in places)


def applicable(standard, edition, rule, present):
    """The equations of a rule for a document that has the optional places `present`."""
    left_out = [gone for place, replaced in alternatives(standard, edition)
                for gone in (replaced if place in present else [place])]
    for equation in equations(standard, edition, rule):
        if not under(equation.at, left_out):
            keep = [tuple(term for term in side if not under(term[1], left_out)) for side in (equation.sum, equation.to)]
            yield dataclasses.replace(equation, sum=keep[0], to=keep[1])


def finding(rule, outcome, at, args=None, missing=()):
    return {"rule": rule["id"], "outcome": outcome, "at": at, "args": args or {}, "missing": list(missing)}


def absent_document(given, refs):
    """The mark of a whole document that the references read and that is not given, or None."""
    others = {ref.rpartition("#")[0] for ref in refs}
    if "prev" in others and given.prev is None:
        return "prev#"
    if "children" in others and not given.children:
        return "children#"
    return None


def check_linear(given, rule):
    doc, standard = given.doc, given.standard
    present = [at for at, _ in alternatives(standard, doc.edition) if resolve(doc.value, at) is not ABSENT]
    key = (doc.edition, rule["id"], *present)
    if key not in standard.expanded:
        standard.expanded[key] = list(applicable(standard, doc.edition, rule, present))
    todo = standard.expanded[key]
    absent = absent_document(given, [ref for equation in todo for ref in equation.references()])
    if absent:
        yield finding(rule, "not_assessed", "", missing=[absent])
        return
    for equation in todo:
        missing = [ref for ref in equation.references() if given.number(ref) is None]
        if missing:
            yield finding(rule, "not_assessed", equation.at, missing=missing)
            continue
        computed = sum((sign * given.number(ref) for sign, ref in equation.sum), equation.const)
        stated = sum((sign * given.number(ref) for sign, ref in equation.to), Decimal(0))
        holds = {"eq": computed == stated, "le": computed <= stated, "ge": computed >= stated}[equation.op]
        args = {"computed": plain(computed), "stated": plain(stated), "difference": plain(computed - stated)}
        yield finding(rule, "passed" if holds else "failed", equation.at, {} if holds else args)


# ----------------------------------------------------------------------------------------------------- native rules
# Each yields (outcome, at, args, missing). What cannot be assessed stands at the first thing that is missing.

def passed(at):
    return "passed", at, {}, []


def failed(at, **args):
    return "failed", at, args, []


def not_assessed(*missing):
    return "not_assessed", missing[0].rpartition("#")[2], {}, list(missing)


def uscc_check_digits(given):
    at = "/agency/uscc"
    uscc = given.doc.text(at)
    if uscc is None:
        yield not_assessed(at)
        return
    values = ["0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".index(c) for c in uscc[8:16]]
    check = 11 - sum(v * w for v, w in zip(values, (3, 7, 9, 10, 5, 8, 4, 2))) % 11
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    total = sum(alphabet.index(c) * pow(3, i, 31) for i, c in enumerate(uscc[:17]))
    expected = {"character_17": {10: "X", 11: "0"}.get(check, str(check)),
                "character_18": alphabet[(31 - total % 31) % 31]}
    wrong = [failed(at, part=part, expected=want, stated=have)
             for (part, want), have in zip(expected.items(), uscc[16:]) if want != have]
    yield from wrong or [passed(at)]


def codes_listed(given):
    for at, name in (("/scope", "scope"), ("/agency/kind", "agency-kind")):
        code = given.doc.text(at)
        if code is None:
            yield not_assessed(at)
        elif code not in given.standard.codes[name]:
            yield failed(at, code=code, list=name)
        else:
            yield passed(at)


def rules_need_rulemaking_power(given):
    at = "/proactive_disclosure/rules"
    power = given.standard.codes["agency-kind"].get(given.doc.text("/agency/kind"), {}).get("rulemaking")
    if power is None:
        yield not_assessed("/agency/kind")
        return
    cells = [place for place, name in given.standard.places[given.doc.edition]
             if place.startswith(at + "/") and name in CELLS]
    numbers = {cell: given.doc.number(cell) for cell in cells}
    largest = max((n for n in numbers.values() if n is not None), default=0)
    missing = [cell for cell, n in numbers.items() if n is None]
    if not power and largest > 0:
        yield failed(at, value=plain(largest))
    elif not power and missing:
        yield not_assessed(*missing)
    else:
        yield passed(at)


def undivided_stands_alone(given):
    (at, rows), = alternatives(given.standard, given.doc.edition)
    if resolve(given.doc.value, at) is ABSENT:
        yield passed(at)
        return
    cells = [place for place, name in given.standard.places[given.doc.edition] if under(place, rows) and name in CELLS]
    values = {cell: given.doc.get(cell) for cell in cells}
    stated = [cell for cell, value in values.items() if value is not None and value is not ABSENT]
    missing = [cell for cell, value in values.items() if value is ABSENT]
    if stated:
        yield failed(at, value=str(len(stated)))
    elif missing:
        yield not_assessed(*missing)
    else:
        yield passed(at)


FEE = "/other_matters/information_processing_fee"
# The property White_Space of Unicode; isspace() and the \s of re have U+001C to U+001F besides.
WHITE_SPACE = ("\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
               "\u2028\u2029\u202f\u205f\u3000")


def has_fee(given):
    return resolve(given.doc.value, FEE) is not ABSENT


def fee_not_before_2021(given):
    year = given.doc.number("/year")
    amounts = {at: given.doc.number(at) for at in (f"{FEE}/amount_collected_yuan", f"{FEE}/amount_noticed_yuan")}
    missing = [at for at, n in amounts.items() if n is None]
    positive = [at for at, n in amounts.items() if n is not None and n > 0]
    if not has_fee(given):
        yield passed(FEE)
    elif year is None:
        yield not_assessed("/year")
    elif year >= 2021:
        yield passed(FEE)
    elif positive:
        yield failed(positive[0], year=plain(year), value=plain(amounts[positive[0]]))
    elif missing:
        yield not_assessed(*missing)
    else:
        yield passed(FEE)


def fee_is_accounted_for(given):
    at, cell = "/other_matters/text", f"{FEE}/amount_collected_yuan"
    amount, text = given.doc.number(cell), given.doc.text(at)
    if not has_fee(given):
        yield passed(at)
    elif amount is None:
        yield not_assessed(cell)
    elif amount > 0 and text is None:
        yield not_assessed(at)
    elif amount > 0 and "".join(c for c in text if c not in WHITE_SPACE + "。．.，,；;：:、") in ("", "无", "無"):
        yield failed(at, value=plain(amount), text=text)
    else:
        yield passed(at)


def prior_report_comparable(given):
    if given.prev is None:
        yield "not_assessed", "", {}, ["prev#"]
        return
    here, there = given.doc, given.prev
    identity = "uscc" if here.text("/agency/uscc") and there.text("/agency/uscc") else "name"
    differences = []
    for at, name in ((f"/agency/{identity}", identity), ("/scope", "scope")):
        stated, prior = here.text(at), there.text(at)
        if stated is not None and prior is not None:
            if stated != prior:
                differences.append(failed(at, property=name, prior=prior, stated=stated))
        elif name == "name":
            differences.append(not_assessed(*[ref for ref, text in ((at, stated), (f"prev#{at}", prior)) if text is None]))
    yield from differences or [passed(f"/agency/{identity}")]


VERBS = ("新收", "收到", "受理", "接收")
ELSEWHERE = "复议 複議 復議 诉讼 訴訟 其中 自然人 法人 网 網 信函 当面 當面 邮 郵 结转 結轉".split()


def requests_in(text):
    """The numbers of requests that a narrative speaks of, in the order of the text."""
    text = text.translate({ord("０") + n: str(n) for n in range(10)})
    for start in range(len(text)):
        if not text.startswith(VERBS, start):
            continue
        window = re.split("[，。；、,;\n]", text[start:start + 40])[0]
        around = text[max(0, start - 6):start] + "\n" + window
        numbers = re.findall("([0-9]+)[ \u00a0\u3000]*[件条條宗份项項]", window)
        if ("申请" in window or "申請" in window) and not any(word in around for word in ELSEWHERE) and len(numbers) == 1:
            yield int(numbers[0])


def narrative_agrees_on_requests(given):
    new, carried = "/requests/new_received/total", "/requests/carried_over_from_prior_year/total"
    candidates = [(at, n) for at in ("/overview/disclosure_on_request", "/overview/text")
                  for n in requests_in(given.doc.text(at) or "")]
    received, before = given.doc.number(new), given.doc.number(carried)
    if not candidates:
        yield not_assessed("/overview")
    elif received is None:
        yield not_assessed(new)
    else:
        agreeing = {received} | ({received + before} if before is not None else set())
        wrong = [failed(at, text=str(n), stated=plain(received)) for at, n in candidates if n not in agreeing]
        yield wrong[0] if wrong else passed(candidates[0][0])


NATIVE = {function.__name__.replace("_", "-"): function for function in (
    uscc_check_digits, codes_listed, rules_need_rulemaking_power, undivided_stands_alone, fee_not_before_2021,
    fee_is_accounted_for, prior_report_comparable, narrative_agrees_on_requests)}


def check_schema(given, rule):
    """A rule that the schema itself checks: its failures are the faults of those keywords in those definitions."""
    wanted = rule["check"]["schema"]
    wrong = [at for at, keyword, name in given.doc.faults
             if keyword in wanted["keywords"] and name in wanted["definitions"]]
    yield from [finding(rule, "failed", at) for at in wrong] or [finding(rule, "passed", "")]


# ---------------------------------------------------------------------------------------------------------- verdict

def decides(rule):
    """Whether a document is reconciled depends on this rule: its equations read nothing but the document itself."""
    linear = rule["check"].get("linear")
    return linear is not None and rule["kind"] in DECIDING and "#" not in "".join(linear["sum"] + linear["to"])


def check(standard, value, previous=None, children=()):
    """Everything there is to say about a parsed document."""
    given = Given(standard, Document(standard, value), None if previous is None else Document(standard, previous),
                  tuple(Document(standard, child) for child in children))
    findings = []
    for rule in standard.rules_of(given.doc.edition):
        if "linear" in rule["check"]:
            findings += check_linear(given, rule)
        elif "native" in rule["check"]:
            if rule["id"] not in NATIVE:
                raise NotImplementedError(f"{rule['id']}: write the rule here too, as a function named {rule['id'].replace('-', '_')}")
            findings += [finding(rule, *rest) for rest in NATIVE[rule["id"]](given)]
        else:
            findings += check_schema(given, rule)
    deciding = {rule["id"] for rule in standard.rules if decides(rule)}
    outcomes = [f["outcome"] for f in findings if f["rule"] in deciding]
    assessed = len(outcomes) - outcomes.count("not_assessed")
    if "failed" in outcomes:
        reconciled = "no"
    elif assessed == 0:
        reconciled = "not_assessed"
    else:
        reconciled = "yes" if assessed == len(outcomes) else "partly"
    result = {"well_formed": True, "schema_valid": not given.doc.faults, "reconciled": reconciled}
    if reconciled == "partly":
        result["assessed"] = [assessed, len(outcomes)]
    return result | {"faults": sorted({(at, keyword) for at, keyword, _ in given.doc.faults}), "findings": findings}


def expectation(result, about=None):
    """The part of a result that a case states: no findings that passed, none that miss only a whole document."""
    faults = [list(fault) for fault in result["faults"]]
    wrong = [{key: f[key] for key in ("rule", "at", "args")} for f in result["findings"] if f["outcome"] == "failed"]
    open_ends = [{key: f[key] for key in ("rule", "at", "missing")} for f in result["findings"]
                 if f["outcome"] == "not_assessed" and (f["rule"] == about or f["missing"] not in (["prev#"], ["children#"]))]
    return {key: value for key, value in result.items() if key not in ("faults", "findings")} | {
        "faults": faults, "failed": wrong, "not_assessed": open_ends}


# ------------------------------------------------------------------------------------------------------------ cases

TAGS = {"pass", "fail", "not-assessed", "blank", "boundary", "cross-year", "format", "lexeme", "lexical", "report",
        "roll-up", "structure", "undivided"}
CASE_KEYS = {"id", "title", "about", "tags", "base", "patch", "raw", "previous", "children", "expect"}


def apply_patch(value, patch):
    """RFC 6902, of which cases use add, replace and remove."""
    value = copy.deepcopy(value)
    for operation in patch:
        if "number" in operation:
            operation = operation | {"value": read(operation["number"].encode())}
        parent, _, token = operation["path"].rpartition("/")
        target, token = resolve(value, parent), step(token)
        if target is ABSENT or operation["op"] not in ("add", "replace", "remove"):
            raise ValueError(f"cannot apply {operation}")
        if isinstance(target, list):
            index = len(target) if token == "-" else int(token)
            target[index:index + (operation["op"] != "add")] = [] if operation["op"] == "remove" else [operation["value"]]
            continue
        if operation["op"] != "add" and token not in target:
            raise ValueError(f"nothing at {operation['path']}")
        if operation["op"] == "remove":
            del target[token]
        else:
            target[token] = operation["value"]
    return value


class Vectors:
    """The cases below one folder, found through its index."""

    def __init__(self, folder: pathlib.Path):
        self.folder = folder
        self.standard = Standard(folder.parent)
        self.index = read((folder / "index.json").read_bytes())
        if self.index["vectors_format"] not in FORMATS:
            raise ValueError("index.json: a format that this runner does not know")
        self.bases = {path.stem: read(path.read_bytes()) for path in sorted((folder / "bases").glob("*.json"))}

    def document(self, source):
        return apply_patch(self.bases[source["base"]], source.get("patch", []))

    def run(self, case):
        """What this evaluator says about a case, in the form of its `expect`, and the outcomes of the rule it is about."""
        unknown = (set(case) - CASE_KEYS) | (set(case["tags"]) - TAGS)
        if unknown:
            raise ValueError(f"{case['id']}: unknown words {sorted(unknown)}")
        if "raw" in case:
            parts = [base64.b64decode(part["base64"]) if "base64" in part else part["text"].encode() for part in case["raw"]]
            try:
                value = read(b"".join(part * spec.get("times", 1) for part, spec in zip(parts, case["raw"])))
            except NotWellFormed as problem:
                return {"well_formed": False, "kind": problem.kind}, set()
        else:
            value = self.document(case)
        previous = self.document(case["previous"]) if "previous" in case else None
        result = check(self.standard, value, previous, [self.document(child) for child in case.get("children", [])])
        about = case.get("about")
        return expectation(result, about), {f["outcome"] for f in result["findings"] if f["rule"] == about}


def normal(expect):
    """Lists without order: faults as a set, the rest as sorted lists, missing operands as sets."""
    result = dict(expect)
    if "faults" in expect:
        result["faults"] = sorted({tuple(fault) for fault in expect["faults"]})
        result["failed"] = sorted(json.dumps(f, sort_keys=True, ensure_ascii=False) for f in expect["failed"])
        result["not_assessed"] = sorted(json.dumps(f | {"missing": sorted(f["missing"])}, sort_keys=True)
                                        for f in expect["not_assessed"])
    return result


def differences(expected, got):
    expected, got = normal(expected), normal(got)
    for key in sorted(set(expected) | set(got)):
        want, have = expected.get(key), got.get(key)
        if want == have:
            continue
        if isinstance(want, list) and isinstance(have, list) and set(map(str, want)) != set(map(str, have)):
            want, have = [x for x in want if x not in have], [x for x in have if x not in want]
        yield key, want, have


def run_all(vectors, verbose):
    passes, problems, seen, outcomes = 0, [], set(), {}
    for entry in vectors.index["files"]:
        cases = read((vectors.folder / entry["path"]).read_bytes())["cases"]
        about = sorted({case["about"] for case in cases if "about" in case})
        if (len(cases), about) != (entry["cases"], entry["rules"]):
            problems.append(f"index.json does not describe {entry['path']}: {len(cases)} cases about {about}")
        for case in cases:
            got, about_outcomes = vectors.run(case)
            wrong = [f"  {key}\n    expected {want}\n    got      {have}"
                     for key, want, have in differences(case["expect"], got)]
            labels = {"pass": "passed", "fail": "failed", "not-assessed": "not_assessed"}
            for tag in set(case["tags"]) & set(labels):
                if "about" in case and labels[tag] not in about_outcomes:
                    wrong.append(f"  tagged {tag}, but {case['about']} never ends so")
                outcomes.setdefault(case.get("about"), set()).add(tag)
            if case["id"] in seen:
                wrong.append("  a second case of this id")
            seen.add(case["id"])
            passes += not wrong
            problems += ["\n".join([f"{entry['path']}: {case['id']}", *wrong])] if wrong else []
            if verbose:
                print("FAIL" if wrong else "ok", case["id"])
    problems += uncovered(vectors, outcomes)
    print("\n".join(problems), end="\n" if problems else "")
    print(f"{passes} passed, {len(problems)} failed")
    return 1 if problems or not passes else 0


def uncovered(vectors, outcomes):
    """What the vectors leave out: files that no index names, rules without a case of each outcome."""
    groups = {path.relative_to(vectors.folder).as_posix() for path in vectors.folder.glob("*/*.json")
              if path.parent.name != "bases"}
    for path in sorted(groups ^ {entry["path"] for entry in vectors.index["files"]}):
        yield f"{path}: in the folder or in index.json, not in both"
    for rule in vectors.standard.rules:
        needed = {"pass", "fail"} if "schema" in rule["check"] else {"pass", "fail", "not-assessed"}
        for tag in sorted(needed - outcomes.get(rule["id"], set())):
            yield f"{rule['id']}: no case tagged {tag}"
    for name in sorted(set(outcomes) - {rule["id"] for rule in vectors.standard.rules} - {None}):
        yield f"{name}: cases about an unknown rule"


def count_equalities(standard, edition):
    """Equalities of a document that prints no optional row, across documents left out."""
    return sum(equation.op == "eq" and not any("#" in ref for ref in equation.references())
               for rule in standard.rules_of(edition) if "linear" in rule["check"]
               for equation in applicable(standard, edition, rule, []))


def mutate(vectors, count, seed):
    """Change one cell at random in the bases that reconcile, and print what fires."""
    generator = random.Random(seed)
    bases = [name for name, value in vectors.bases.items() if check(vectors.standard, value)["reconciled"] == "yes"]
    for _ in range(count):
        name = generator.choice(bases)
        value = vectors.bases[name]
        cells = [at for at, kind in vectors.standard.places[value["edition"]]
                 if kind in CELLS and resolve(value, at) is not ABSENT]
        at = generator.choice(cells)
        old = resolve(value, at)
        if isinstance(old, str):
            new = generator.choice([None, "0", "0.000001", old + "0", "1" + old, "1,000", "-1"])
        else:
            old = old or 0
            new = generator.choice([None, 0, old + 1, old - 1, old * 10, old + generator.randrange(2, 1000),
                                    2**53 - 1, 2**53, -1])
        patch = [{"op": "replace", "path": at, "value": new}]
        result = expectation(check(vectors.standard, apply_patch(value, patch)))
        print(json.dumps({"base": name, "patch": patch} | result, ensure_ascii=False))


def answer_lines(standard):
    """What is found about each document of the input: JSON with `document`, `previous` and `children` in hexadecimal."""
    for line in sys.stdin:
        given = json.loads(line)
        try:
            value = read(bytes.fromhex(given["document"]))
            previous = read(bytes.fromhex(given["previous"])) if "previous" in given else None
            children = [read(bytes.fromhex(child)) for child in given.get("children", [])]
            found = expectation(check(standard, value, previous, children))
        except NotWellFormed as problem:
            found = {"well_formed": False, "kind": problem.kind}
        print(json.dumps(found), flush=True)


def main():
    here = pathlib.Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--vectors", type=lambda name: pathlib.Path(name).resolve(), default=here, metavar="DIR")
    parser.add_argument("-v", "--verbose", action="store_true")
    parser.add_argument("--check", type=pathlib.Path, metavar="FILE")
    parser.add_argument("--previous", type=pathlib.Path, metavar="FILE")
    parser.add_argument("--children", type=pathlib.Path, nargs="+", default=[], metavar="FILE")
    parser.add_argument("--equalities", choices=ROOTS, metavar="EDITION")
    parser.add_argument("--mutate", type=int, nargs=2, metavar=("N", "SEED"))
    parser.add_argument("--lines", action="store_true")
    options = parser.parse_args()
    if options.lines:
        answer_lines(Standard(options.vectors.parent))
    elif options.equalities:
        print(count_equalities(Standard(options.vectors.parent), options.equalities))
    elif options.check:
        try:
            value = read(options.check.read_bytes())
            previous = read(options.previous.read_bytes()) if options.previous else None
            children = [read(path.read_bytes()) for path in options.children]
        except NotWellFormed as problem:
            print(json.dumps({"well_formed": False, "kind": problem.kind}))
            return 1
        result = check(Standard(options.vectors.parent), value, previous, children)
        print(json.dumps(result, ensure_ascii=False, indent=2))
        return 1 if result["faults"] or any(f["outcome"] == "failed" for f in result["findings"]) else 0
    elif options.mutate:
        mutate(Vectors(options.vectors), *options.mutate)
    else:
        return run_all(Vectors(options.vectors), options.verbose)
    return 0


if __name__ == "__main__":
    sys.exit(main())
