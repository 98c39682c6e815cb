"""The ends of rights, papers and contracts as an iCalendar file. Knows dates, not who may read them."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from icalendar import Alarm, Calendar, Event

from markwarden.registry.health import SOON
from markwarden.registry.merge import label_of
from markwarden_schema.registry import RegistryDocument, Standing


class End(NamedTuple):
    """A day on which something ends. `what`: right, document or contract."""

    what: str
    day: date
    brand: str
    name: str
    key: str


def ends(registry: RegistryDocument) -> Iterator[End]:
    """Every end that the registry knows."""
    for brand in registry.brands:
        for right in brand.rights:
            if right.expires:
                yield End("right", right.expires, brand.name, label_of(right), f"{right.id}")
            for number, paper in enumerate(right.documents):
                if paper.expires:
                    name = f"{paper.name or paper.kind or 'paper'} ({label_of(right)})"
                    yield End("document", paper.expires, brand.name, name, f"{right.id}-{number}")
        for seller in brand.sellers:
            if seller.contract_until and seller.standing in (Standing.AUTHORISED, Standing.OWN):
                name = seller.name or seller.store_id or ""
                yield End("contract", seller.contract_until, brand.name, name, f"{brand.id}-{seller.store_id or name}")


def calendar(registry: RegistryDocument, sentences: dict[str, str], now: datetime) -> bytes:
    """The calendar with an all-day event an end, and alarms 90, 30 and 7 days before.

    `sentences`: for each `what` a text with `%(brand)s` and `%(name)s`.
    """
    made = Calendar()
    made.add("prodid", "-//Markwarden//registry//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", "Markwarden")
    for end in ends(registry):
        text = sentences[end.what] % {"brand": end.brand, "name": end.name}
        event = Event()
        event.add("uid", f"{end.what}-{end.key}@markwarden")
        event.add("dtstamp", now)
        event.add("dtstart", end.day)
        event.add("dtend", end.day + timedelta(days=1))
        event.add("summary", text)
        event.add("transp", "TRANSPARENT")
        for days in SOON:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", text)
            alarm.add("trigger", timedelta(days=-days))
            event.add_component(alarm)
        made.add_component(event)
    return bytes(made.to_ical())
