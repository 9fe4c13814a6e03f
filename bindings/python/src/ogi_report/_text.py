"""Words of the user inside our own."""

from __future__ import annotations


def excerpt(text: str, most: int = 60) -> str:
    """At most so many characters of a text, those that do not show spelled out."""
    shown = "".join(c if c.isprintable() else f"\\u{{{ord(c):x}}}" for c in text[: most + 1])
    return shown if len(shown) <= most else shown[:most] + "…"
