"""JSON Pointers (RFC 6901)."""

from __future__ import annotations

import re
from collections.abc import Iterable

_INDEX = re.compile("0|[1-9][0-9]*")

ABSENT = object()
"""What stands where there is nothing; JSON has null for something else."""


def join(path: Iterable[str | int]) -> str:
    """The pointer of a way from the root."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def split(pointer: str) -> list[str]:
    """The steps of a pointer."""
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def resolve(value: object, pointer: str) -> object:
    """What a pointer names, or `ABSENT`."""
    for step in split(pointer):
        if isinstance(value, dict) and step in value:
            value = value[step]
        elif isinstance(value, list) and _INDEX.fullmatch(step) and int(step) < len(value):
            value = value[int(step)]
        else:
            return ABSENT
    return value


def within(pointer: str, around: str) -> bool:
    """Whether a pointer names the same place as another, or one inside it."""
    return f"{pointer}/".startswith(f"{around}/")
