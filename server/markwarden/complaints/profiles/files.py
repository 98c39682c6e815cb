"""Reads profile files (`markwarden-portal/1` in TOML). Knows nothing of what the person added."""

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path

from pydantic import ValidationError

from markwarden.registry.problems import Problem, from_validation
from markwarden_schema.portal import PortalProfile

MOST_BYTES = 256 * 1024


class ProfileError(ValueError):
    """A profile file that is not sound; `problems` names every fault with its place."""

    def __init__(self, name: str, problems: list[Problem]) -> None:
        self.name = name
        self.problems = problems
        super().__init__("; ".join(f"{name}: {problem}" for problem in problems))


def parse_profile(data: bytes, name: str) -> PortalProfile:
    """The profile that a file holds. Raises `ProfileError`."""
    if len(data) > MOST_BYTES:
        raise ProfileError(name, [Problem("", f"is larger than {MOST_BYTES // 1024} KB")])
    try:
        raw = tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ProfileError(name, [Problem("", f"is not TOML: {error}")]) from error
    try:
        return PortalProfile.model_validate(raw)
    except ValidationError as error:
        raise ProfileError(name, from_validation(error)) from error


def read_profile(path: Path) -> PortalProfile:
    """The profile in a file of the person's own. Raises `ProfileError`, `OSError`."""
    with path.open("rb") as file:
        return parse_profile(file.read(MOST_BYTES + 1), path.name)


@cache
def shipped_profiles() -> dict[str, PortalProfile]:
    """Those that come with the program, by id."""
    folder = files("markwarden.complaints.profiles") / "shipped"
    found = [
        parse_profile(entry.read_bytes(), entry.name)
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".toml")
    ]
    return {profile.id: profile for profile in found}
