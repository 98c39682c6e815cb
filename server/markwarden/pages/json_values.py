"""Values of embedded data, taken only where they have the form they should."""

import re


def text_in(value: object) -> str | None:
    """A text with its white space folded; None for everything else and for an empty one."""
    return " ".join(value.split()) or None if isinstance(value, str) else None


def amount_in(value: object) -> float | None:
    """A sum of money, as a number or as text; None for everything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        amount = float(value)
    except ValueError:
        return None
    return amount if 0 <= amount < 1e12 else None


def currency_in(value: object) -> str | None:
    """An ISO 4217 code; None for everything else."""
    return value if isinstance(value, str) and re.fullmatch(r"[A-Z]{3}", value) else None
