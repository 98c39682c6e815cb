"""AliExpress HTML → `Page` with listings. Knows no brand.

Read by structure and embedded data alone: class names of the site change monthly.
"""

from markwarden.pages.reader import read_page

__all__ = ["read_page"]
