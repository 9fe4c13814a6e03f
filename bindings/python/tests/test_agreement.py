"""The answers of others: both engines, and the naive evaluator of the standard on cells changed at random."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from typing import Any

import pytest
from vectors import FOLDER, Vectors, apply, differences, expectation

from ogi_report import _schema, check
from ogi_report._json import Document, Json

JUNK: list[Any] = [None, True, -1, 0, 2**53, 1.5, "", "1", "x\n", "2024-02-30", [], {}, "a" * 5000, [None], {"x": 1}]


@pytest.fixture(scope="module")
def vectors() -> Vectors:
    return Vectors(FOLDER)


def test_the_naive_evaluator_finds_the_same(vectors: Vectors) -> None:
    command = [sys.executable, str(FOLDER / "evaluate.py"), "--mutate", "200", "7"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    assert len(lines) == 200
    for line in lines:
        expected = json.loads(line)
        data = json.dumps(apply(vectors.bases[expected.pop("base")], expected.pop("patch"))).encode()
        assert list(differences(expected, expectation(check(data), None), "check")) == []


def test_both_engines_find_the_same(vectors: Vectors) -> None:
    generator = random.Random(7)
    names = sorted(vectors.bases)
    for _ in range(300):
        value = json.loads(json.dumps(vectors.bases[generator.choice(names)]))
        for _ in range(generator.randrange(1, 5)):
            spoil(value, generator)
        document = Document.read(json.dumps(value).encode())
        found = [_schema.faults(document, engine) for engine in (_schema.own_engine, _schema.rust_engine)]
        assert found[0] == found[1], value


def spoil(value: Json, generator: random.Random) -> None:
    """Put something else in the place of one value, take it away, or add one."""
    while isinstance(value, (dict, list)) and value:
        keys: list[Any] = list(value) if isinstance(value, dict) else list(range(len(value)))
        key = generator.choice(keys)
        inner = value[key]
        if isinstance(inner, (dict, list)) and inner and generator.random() < 0.8:
            value = inner
            continue
        what = generator.randrange(3)
        if what == 0:
            del value[key]
        elif what == 1 and isinstance(value, dict):
            value["unknown"] = 1
        else:
            value[key] = generator.choice(JUNK)
        return
