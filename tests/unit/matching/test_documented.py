"""What is written of the matching holds: every number says where it comes from, every signal's strength is in the document."""

import ast
import re
from pathlib import Path

import pytest

import markwarden.matching
from markwarden.matching.signals import SIGNALS

MATCHING = Path(markwarden.matching.__file__).parent
FILES = sorted(path for folder in (".", "text", "context") for path in (MATCHING / folder).glob("*.py"))
DOCUMENT = Path(__file__).parents[3] / "docs" / "matching.md"


def unexplained(source: str) -> list[str]:
    """Constants with a number that no line stands behind: of several in a row the last one's line holds for all."""
    body = ast.parse(source).body
    out: list[str] = []
    waiting: list[str] = []
    for node in body:
        if isinstance(node, ast.Assign) and _is_number(node.value):
            waiting += [name.id for target in node.targets for name in ast.walk(target) if isinstance(name, ast.Name)]
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            waiting = []
        elif not isinstance(node, ast.Assign | ast.AnnAssign):
            out += waiting
            waiting = []
    return out + waiting


def _is_number(value: ast.expr) -> bool:
    return any(isinstance(node, ast.Constant) and isinstance(node.value, float | int) and not isinstance(node.value, bool) for node in ast.walk(value)) and isinstance(value, ast.Constant | ast.Tuple | ast.Dict)  # fmt: skip


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(MATCHING)))
def test_every_number_says_where_it_comes_from(path: Path) -> None:
    assert unexplained(path.read_text("utf-8")) == []


def test_a_number_without_a_line_is_found() -> None:
    assert unexplained("A = 0.4\n\ndef f(): ...\n") == ["A"]
    assert unexplained('A = 0.4\nB = 2\n"""Why."""\n') == []


def test_the_document_gives_every_strength() -> None:
    told = dict(re.findall(r"\| (\w+) \| (0\.\d+) ", DOCUMENT.read_text("utf-8")))
    assert {signal.kind.value: str(signal.strength) for signal in SIGNALS} == told
