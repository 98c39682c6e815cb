"""Working days, deadlines, steps, counter-notices, relistings, the calendar, the portal's list."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import holidays
import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from markwarden.complaints.business_days import WorkingDays
from markwarden.complaints.following import StepError
from markwarden.complaints.portal_list import ListError
from markwarden_schema.case import CaseFacts
from markwarden_schema.complaint import CounterNoticeRequest, EventRequest, LinkState, PlanRequest
from markwarden_schema.complaint_register import ImportRequest
from markwarden_schema.listing import Listing
from tests.kit.complaints import SELLER, Office, decided, item


@given(start=st.dates(date(2024, 1, 1), date(2026, 9, 30)), days=st.integers(1, 12))
def test_working_days_are_the_librarys(start: date, days: int) -> None:
    assert WorkingDays().after(start, days) == holidays.country_holidays("CN").get_nth_working_day(start, days)


def test_spring_festival_and_exchanged_days() -> None:
    calendar = WorkingDays()
    assert calendar.after(date(2026, 2, 13), 3) == date(
        2026, 2, 25
    )  # Saturday the 14th is worked, the 16th to 23rd are off
    assert WorkingDays.of([date(2026, 3, 11)], []).after(date(2026, 3, 10), 1) == date(2026, 3, 12)
    assert calendar.announced(2026)
    assert not calendar.announced(2031)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path, decided(1), decided(2))
    yield made
    made.close()


def filed(office: Office, on: date = date(2026, 3, 2)) -> str:
    (case,) = office.desk.cases().cases
    office.desk.write_facts(case.id, CaseFacts(unauthorised=True))
    (one,) = office.desk.draft(PlanRequest(cases=[case.id])).complaints
    office.desk.step(one.id, EventRequest(status="submitted", reference="R-1", on=on))
    return one.id


def due(office: Office, complaint: str) -> dict[str, date]:
    return {one.key: one.due for one in office.desk.complaint(office.desk.row(complaint)).deadlines}


def test_deadlines_through_a_life(office: Office) -> None:
    one = filed(office)
    assert due(office, one) == {"answer": date(2026, 3, 4), "list_window": date(2026, 3, 17)}
    office.desk.step(one, EventRequest(status="removed", on=date(2026, 3, 4)))
    assert due(office, one) == {"seller_first": date(2026, 3, 9)}
    office.desk.counter(one, CounterNoticeRequest(ground="genuine", forwarded=date(2026, 3, 6)))
    assert due(office, one) == {"sue": date(2026, 3, 21)}
    office.desk.counter(one, CounterNoticeRequest(answer="The invoice is forged.", forwarded=date(2026, 3, 9)))
    assert due(office, one) == {"sue": date(2026, 3, 21), "seller_again": date(2026, 3, 18)}
    done = office.desk.step(one, EventRequest(status="upheld", on=date(2026, 3, 10)))
    assert done.deadlines == []
    assert done.counter_notices[0].answer == "The invoice is forged."
    assert all(link.state is LinkState.REMOVED for link in done.links)


def test_date_that_the_portal_names_wins(office: Office) -> None:
    one = filed(office)
    office.desk.step(one, EventRequest(status="more_wanted", on=date(2026, 3, 4), due=date(2026, 3, 11)))
    assert due(office, one)["named"] == date(2026, 3, 11)


def test_parts_of_a_complaint_end_differently(office: Office) -> None:
    one = filed(office)
    office.desk.step(one, EventRequest(status="removed", on=date(2026, 3, 4), items=[item(1)]))
    both = office.desk.step(
        one, EventRequest(status="rejected", on=date(2026, 3, 5), items=[item(2)], reason="No proof")
    )
    assert [link.state.value for link in both.links] == ["removed", "rejected"]
    assert both.status == "removed"


@pytest.mark.parametrize(
    ("step", "told"),
    [
        (EventRequest(status="upheld"), "does not follow"),
        (EventRequest(status="removed", on=date(2026, 3, 12)), "is not yet"),
        (EventRequest(status="removed", on=date(2026, 3, 1)), "lies before"),
        (EventRequest(status="removed", items=["77"]), "no item of this complaint"),
        (EventRequest(status="draft", correction=True), "wants a note"),
        (EventRequest(), "Name a status"),
    ],
)
def test_step_that_cannot_follow_changes_nothing(office: Office, step: EventRequest, told: str) -> None:
    one = filed(office)
    before = office.desk.row(one)
    with pytest.raises(StepError, match=told):
        office.desk.step(one, step)
    assert office.desk.row(one) == before


def test_filed_complaint_cannot_be_deleted(office: Office) -> None:
    one = filed(office)
    with pytest.raises(StepError, match="It was filed"):
        office.desk.discard(one)


def test_relisting_is_found_by_title_and_seller(office: Office) -> None:
    office.see(Listing(item_id=item(1), title="Acmara shoulder bag black leather", seller=SELLER))
    one = filed(office)
    office.desk.step(one, EventRequest(status="removed", on=date(2026, 3, 9)))
    assert [found.because for found in office.register.relistings().relistings] == [["same_item"]]
    office.now += timedelta(days=3)
    office.see(
        Listing(item_id=item(7), title="Black leather shoulder bag Acmara", seller=SELLER),
        Listing(item_id=item(8), title="Green rain boots", seller=SELLER),
    )
    again = [found for found in office.register.relistings().relistings if found.item_id != item(1)]
    assert [(found.item_id, found.removed, found.because) for found in again] == [(item(7), item(1), ["same_title"])]


def test_calendar_is_read_by_its_library(office: Office) -> None:
    filed(office)
    events = icalendar.Calendar.from_ical(office.register.calendar()).walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [date(2026, 3, 4), date(2026, 3, 17)]
    assert all("R-1" in event["summary"] and "_" not in event["summary"] for event in events)


def test_list_is_shown_before_it_is_taken_over(office: Office) -> None:
    one = filed(office)
    text = "Complaint No.\tProgress\tRemark\nr-1\tDone\tok\nR-9\tDone\t\n"
    shown = office.register.import_list(ImportRequest(text=text))
    assert shown.unknown_statuses == ["Done"]
    assert [row.change for row in shown.rows] == [False, False]
    asked = ImportRequest(text=text, statuses={"Done": "removed"})
    shown = office.register.import_list(asked)
    assert [row.change for row in shown.rows] == [True, False]
    assert office.desk.row(one).status == "submitted"
    done = office.register.import_list(asked.model_copy(update={"apply": True}))
    assert done.applied == 1
    assert office.desk.row(one).status == "removed"
    later = office.register.import_list(ImportRequest(text="id,status\nR-1,done\n"))
    assert later.unknown_statuses == []  # the meaning was kept


@pytest.mark.parametrize("text", ["", "   \n", "one column\nR-1", "a,b\nR-1,x", 'no,status\n"R-1,x'])
def test_what_is_no_list_is_refused(office: Office, text: str) -> None:
    with pytest.raises(ListError):
        office.register.import_list(ImportRequest(text=text, apply=True))
