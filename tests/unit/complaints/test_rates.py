"""Good faith, outcomes, forecast: counted by hand."""

from datetime import date
from typing import Any

import pytest
from scipy.stats import beta

from markwarden.complaints.good_faith import as_it_stood, effects, good_faith, months_before
from markwarden.complaints.good_faith_plot import plot
from markwarden.complaints.outcomes import forecast, outcomes
from markwarden.complaints.record import Row
from markwarden.complaints.shares import interval
from markwarden_schema.complaint import ComplaintEvent
from markwarden_schema.complaint_register import FilingSettings
from tests.kit.complaints import NOW, TODAY, filing, link, listing

SETTINGS = FilingSettings()


def ended(number: int, states: str, reason: str = "unfair_use", on: date = date(2026, 3, 1), **fields: Any) -> Row:
    """A filed complaint; one letter a link: removed, rejected (x), restored (b), pending."""
    names = {"r": "removed", "x": "rejected", "b": "restored", "p": "pending"}
    links = [link(listing(number * 100 + n), state=names[state]) for n, state in enumerate(states)]
    return filing(
        id=f"c-ended-{number}",
        links=links,
        reason=reason,
        status="removed",
        submitted=on,
        reference=f"R-{number}",
        **fields,
    ).row


def test_rates_in_total_and_by_reason() -> None:
    rows = [ended(1, "rrrrrrrrrx"), ended(2, "rbp", "counterfeit_features"), ended(3, "xxxx", on=date(2025, 12, 10))]
    total, counterfeit, unfair = good_faith(rows, "ipp-aidc", TODAY, SETTINGS).standings
    assert (total.filed, total.pending, total.takedown.count, total.takedown.of) == (13, 1, 11, 12)
    assert total.takedown.share == pytest.approx(11 / 12)
    assert total.takedown.worst == pytest.approx(11 / 13)
    assert total.takedown.may_fall_below
    assert not total.takedown.below
    assert (counterfeit.counter.count, counterfeit.counter.of, counterfeit.counter.below) == (1, 2, True)
    assert (unfair.takedown.share, unfair.takedown.below) == (0.9, False)


def test_exactly_at_the_standard_is_kept() -> None:
    total = good_faith([ended(1, "r" * 18 + "xx"), ended(2, "r" * 19 + "b")], "ipp-aidc", TODAY, SETTINGS).standings[0]
    assert not total.takedown.below
    assert not total.counter.below


def test_three_months_end_with_the_month() -> None:
    assert months_before(date(2026, 5, 31), 3) == date(2026, 2, 28)
    assert months_before(date(2026, 1, 15), 3) == date(2025, 10, 15)


def test_effects_of_a_draft() -> None:
    draft = filing(listing(1), listing(2)).row
    rows = [draft, ended(1, "rrrrrrrr")]
    takedown, counter, *_ = effects(draft, rows, TODAY, SETTINGS, expected=0.5)
    assert (takedown.now, takedown.best, takedown.worst, takedown.expected) == (1, 1, 0.8, 0.9)
    assert not takedown.warns
    assert effects(draft, rows, TODAY, SETTINGS, expected=0.4)[0].warns
    assert effects(draft, [draft], TODAY, SETTINGS, expected=None)[0].expected is None
    assert (counter.best, counter.worst) == (0, 0.2)


@pytest.mark.parametrize(("k", "n"), [(3, 10), (1, 40), (39, 40)])
def test_interval_is_jeffreys(k: int, n: int) -> None:
    found = interval(k, n)
    assert found is not None
    assert (found.low, found.high) == pytest.approx(
        (beta.ppf(0.025, k + 0.5, n - k + 0.5), beta.ppf(0.975, k + 0.5, n - k + 0.5))
    )


def test_interval_at_the_ends_and_without_sample() -> None:
    assert interval(0, 0) is None
    none, all_ = interval(0, 5), interval(5, 5)
    assert none is not None
    assert all_ is not None
    assert (none.low, all_.high) == (0, 1)
    assert none.high == pytest.approx(1 - all_.low)


def test_forecast_never_hides_its_sample() -> None:
    draft = filing().row
    nothing = forecast(draft, [draft])
    assert nothing.success is None
    few = forecast(draft, [draft, ended(1, "rx")])
    assert few.success is not None
    assert (few.success.sample, few.success.share) == (1, 0.5)
    assert "Too few" in few.message.en
    assert few.success.high - few.success.low > 0.7
    many = forecast(draft, [ended(number, "r") for number in range(1, 12)] + [ended(20, "x", "counterfeit_features")])
    assert many.basis is not None
    assert (many.basis.by, many.basis.complaints) == ("right_reason", 11)


def test_refusals_are_counted_by_right_reason_and_evidence() -> None:
    event = ComplaintEvent(at=NOW, on=TODAY, status="rejected", reason="No comparison")
    cells = outcomes([ended(1, "x", events=[event]), ended(2, "r"), ended(3, "p")]).cells
    (all_,) = [cell for cell in cells if cell.by == "all"]
    assert (all_.complaints, all_.removed, all_.rejected, all_.refusals) == (2, 1, 1, {"No comparison": 1})
    assert {cell.by for cell in cells} == {"all", "right", "reason", "evidence", "reason_evidence", "right_reason"}


def test_plot_draws_what_was_known_then() -> None:
    event = ComplaintEvent(at=NOW, on=date(2026, 3, 5), status="removed")
    row = ended(1, "rr", events=[event])
    (before,) = as_it_stood([row], date(2026, 3, 4))
    assert {one.state.value for one in before.links} == {"pending"}
    svg = plot([good_faith([row], "ipp-aidc", day, SETTINGS) for day in (date(2026, 3, 4), TODAY)])
    assert svg.startswith("<svg")
    assert "taken down 100%" in svg
    assert "Nothing was decided" in plot([good_faith([], "ipp-aidc", TODAY, SETTINGS)])
