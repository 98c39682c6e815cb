"""Where in the console something is put right: paths, kept in one place because the checks name them too."""

from urllib.parse import quote


def of_case(case: str, item_id: str | None = None) -> str:
    """A case, or one listing in it."""
    return f"/cases/{quote(case, safe='')}" + (f"#item-{item_id}" if item_id else "")


def of_complaint(complaint: str) -> str:
    """A complaint."""
    return f"/complaints/{quote(complaint, safe='')}"


def of_right(brand: str, right: str) -> str:
    """The page of a right."""
    return f"/brands/{quote(brand, safe='')}/rights/{quote(right, safe='')}"


def of_seller(brand: str) -> str:
    """The sellers of a brand."""
    return f"/brands/{quote(brand, safe='')}#sellers"


def of_portal() -> str:
    """What is set for filing."""
    return "/complaints/settings/"
