"""What a document may cost: checked on the text, before a parser sees it."""

import re

MOST_HTML = 64 * 1024 * 1024
"""Code points read: real pages have under 1.5 million. What is longer is refused, not cut."""
MOST_TAGS = 2_000_000
"""Signs that open a tag: real pages have under 20,000; beyond this the document is an attack on memory."""
DEEPEST = 2_000
"""Elements inside one another: real pages have under 100. The parser's time grows with the square of the depth."""
_SMALL = 4_000
"""Tags of a document that cannot be deep enough to cost anything: not worth counting."""
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})")
_NEVER_OPEN = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "dd",
        "dt",
        "option",
        "tr",
        "td",
        "th",
        "html",
        "body",
    ]
)
"""Elements without content, and such as end where the next one of the kind begins."""


def too_complex(html: str) -> bool:
    """Whether reading the document would cost more than any real page does."""
    if len(html) > MOST_HTML:
        return True
    tags = html.count("<")
    if tags > MOST_TAGS:
        return True
    return tags > _SMALL and _depth(html) > DEEPEST


def _depth(html: str) -> int:
    """Elements inside one another, at most (an upper bound): scripts, which hold no elements, are left out."""
    depth = deepest = 0
    place = 0
    while place < len(html):
        script = html.find("<script", place)
        end = script if script >= 0 else len(html)
        for closing, name in _TAG.findall(html, place, end):
            if name.lower() in _NEVER_OPEN:
                continue
            depth = max(depth - 1, 0) if closing else depth + 1
            deepest = max(deepest, depth)
        if deepest > DEEPEST or script < 0:
            break
        place = html.find("</script", script)
        if place < 0:
            break
        place += len("</script")
    return deepest
