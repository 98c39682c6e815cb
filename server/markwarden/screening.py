"""Where a page meets the registry: the listings that `pages` read, assessed by `matching`."""

from markwarden.matching import Engine
from markwarden_schema.assessment import Level
from markwarden_schema.page import AssessedListing, LevelCounts, Page, PageReport


def screen(page: Page, engine: Engine) -> PageReport:
    """Every listing of the page with its assessment, and the rights that these name."""
    assessments = engine.assess(page.listings)
    listings = [
        AssessedListing.model_construct(**dict(listing), assessment=assessment)
        for listing, assessment in zip(page.listings, assessments, strict=True)
    ]
    named = {signal.right for assessment in assessments for signal in assessment.signals if signal.right is not None}
    named |= {assessment.right for assessment in assessments if assessment.right is not None}
    levels = [assessment.level for assessment in assessments]
    return PageReport(
        url=page.url,
        kind=page.kind,
        locale=page.locale,
        readable=page.readable,
        reason=page.reason,
        listings=listings,
        counts=LevelCounts(**{level.value: levels.count(level) for level in Level}),
        rights={right: engine.rights[right] for right in sorted(named)},
    )
