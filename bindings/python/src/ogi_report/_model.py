"""What all models have in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A part of a report: closed, strict, and held to its bounds when a property is changed.

    Strict means that nothing is converted on the way: not `"12"` into a number, not a date from a number.
    """

    model_config = ConfigDict(extra="forbid", strict=True, validate_assignment=True)
