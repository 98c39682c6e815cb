"""What changed in the shape of stored JSON documents: by collection a step a version, each from one document to the next.

A step that was released is never altered; another one is appended. They see a document as it was written, never today's models,
so that a file of any former version is brought up to date. Fields that only came to it with a default need none.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Step = Callable[[dict[str, Any]], dict[str, Any]]
STEPS: Mapping[str, Sequence[Step]] = {}
