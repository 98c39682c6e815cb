"""What is due in all complaints, and the same as a calendar file."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from markwarden import __version__
from markwarden.complaints.business_days import WorkingDays
from markwarden.complaints.deadlines import deadlines
from markwarden.complaints.record import Row
from markwarden_schema.complaint import Language
from markwarden_schema.complaint_register import Due


def label(row: Row) -> str:
    """A complaint in a few words: its number, right, reason and size."""
    count = len(row.links)
    reason = row.reason.replace("_", " ")
    return f"{row.reference or row.id}: {row.right.label}, {reason}, {count} link{'' if count == 1 else 's'}"


def due(rows: Iterable[Row], days: WorkingDays, today: date) -> list[Due]:
    """Everything that is due, earliest first; what the seller owes is in it, for it tells when to look."""
    found = [
        Due(
            complaint=row.id,
            reference=row.reference,
            status=row.status,
            label=label(row),
            deadline=one,
            days=(one.due - today).days,
        )
        for row in rows
        for one in deadlines(row.events, days)
    ]
    return sorted(found, key=lambda one: (one.deadline.due, one.complaint, one.deadline.key))


def calendar(entries: Iterable[Due], now: datetime, language: Language = "en") -> bytes:
    """The entries as iCalendar (RFC 5545): whole days, an alarm on the morning of the day before."""
    file = Calendar()
    file.add("prodid", f"-//Markwarden//{__version__}//EN")
    file.add("version", "2.0")
    file.add("method", "PUBLISH")
    file.add("x-wr-calname", "Markwarden")
    for entry in entries:
        rule = entry.deadline.rule.zh if language == "zh" else entry.deadline.rule.en
        event = Event()
        event.add("uid", f"{entry.complaint}-{entry.deadline.key}@markwarden.invalid")
        event.add("dtstamp", now.astimezone(UTC))
        event.add("dtstart", entry.deadline.due)
        event.add("dtend", entry.deadline.due + timedelta(days=1))
        event.add("summary", entry.label)
        event.add("description", rule)
        event.add("transp", "TRANSPARENT")
        if entry.deadline.provisional:
            event.add("status", "TENTATIVE")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.label)
        alarm.add("trigger", timedelta(hours=-15))
        event.add_component(alarm)
        file.add_component(event)
    return bytes(file.to_ical())
