"""Which of a case's own files go into the upload by themselves: the weightiest first, within what the form takes. Pure."""

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from markwarden.complaints.wording import both
from markwarden_schema.case import CaseFile, FileKind
from markwarden_schema.complaint import LeftOut
from markwarden_schema.portal import LimitName, PortalProfile

_WEIGHT = tuple(FileKind)
"""A comparison decides most, then what shows the page, the goods, a report; papers of the right are known to the portal."""


def limit(profile: PortalProfile, name: LimitName) -> int | None:
    """A bound of the form; None where none is known."""
    found = profile.limits.get(name)
    return None if found is None else found.most


def within(files: Iterable[CaseFile], profile: PortalProfile) -> tuple[list[CaseFile], list[LeftOut]]:
    """The files that go in, and the others with the reason; both in the order of weight."""
    most, largest = limit(profile, "files"), limit(profile, "file_bytes")
    chosen: list[CaseFile] = []
    left_out: list[LeftOut] = []
    for file in sorted(files, key=lambda one: _WEIGHT.index(one.kind)):
        if PurePosixPath(file.name).suffix.lower() in profile.refused_files:
            why = both("The form refuses files of this kind: make a PDF of it.", "表单不接受该类文件，请转换为 PDF。")
        elif largest is not None and file.size > largest:
            why = both(
                f"It is larger than the {largest / 2**20:g} MB that the form takes.",
                f"超过表单单个文件 {largest / 2**20:g} MB 的上限。",
            )
        elif most is not None and len(chosen) >= most:
            why = both(
                f"The form takes {most} files: weightier ones went first.",
                f"表单最多 {most} 个文件，已优先选用更重要的。",
            )
        else:
            chosen.append(file)
            continue
        left_out.append(LeftOut(claim=file.name, why=why))
    return chosen, left_out


def not_shown(items: Sequence[str], files: Iterable[CaseFile]) -> list[str]:
    """The listings of which no file by name shows the page: their captures are wanted."""
    shown = {item for file in files if file.kind is FileKind.SCREENSHOT for item in file.items}
    return [item for item in items if item not in shown]
