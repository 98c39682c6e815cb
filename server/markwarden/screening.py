"""Where a page meets the registry: the listings that `pages` read, assessed by `matching`."""

from collections.abc import Mapping, Sequence

from markwarden.matching import Decided, Engine
from markwarden.matching.image.found import Found
from markwarden_schema.assessed import AssessedListing
from markwarden_schema.assessment import Level, RightRef
from markwarden_schema.listing import Listing
from markwarden_schema.page import LevelCounts, Page, PageReport

Seen = Mapping[str, Sequence[tuple[str, Found]]]
"""By item id what a listing's pictures show, each finding with the picture's address."""


def assessed(
    listings: Sequence[Listing], engine: Engine, decided: Decided | None = None, seen: Seen | None = None
) -> list[AssessedListing]:
    """Listings with their assessments, and what was decided on them."""
    decided = decided or Decided()
    return [
        AssessedListing.model_construct(
            **dict(listing), assessment=assessment, decision=decided.standing(listing, assessment)
        )
        for listing, assessment in zip(listings, engine.assess(listings, decided, seen), strict=True)
    ]


def rights_named(listings: Sequence[AssessedListing], engine: Engine) -> dict[str, RightRef]:
    """Every right that the assessments name, by its id."""
    assessments = [listing.assessment for listing in listings]
    named = {signal.right for assessment in assessments for signal in assessment.signals if signal.right is not None}
    named |= {assessment.right for assessment in assessments if assessment.right is not None}
    return {right: engine.rights[right] for right in sorted(named)}


def screen(page: Page, engine: Engine, decided: Decided | None = None, seen: Seen | None = None) -> PageReport:
    """Every listing of the page with its assessment, what was decided on it, and the rights that these name."""
    listings = assessed(page.listings, engine, decided, seen)
    assessments = [listing.assessment for listing in listings]
    levels = [assessment.level for assessment in assessments]
    return PageReport(
        url=page.url,
        kind=page.kind,
        locale=page.locale,
        readable=page.readable,
        reason=page.reason,
        listings=listings,
        counts=LevelCounts(**{level.value: levels.count(level) for level in Level}),
        rights=rights_named(listings, engine),
    )
