"""The complaints as a whole: what is due, what came back, good faith, outcomes, and the portal's own list."""

from collections.abc import Mapping
from datetime import date, timedelta

from markwarden.complaints import due, outcomes, relisting
from markwarden.complaints.desk import ComplaintDesk
from markwarden.complaints.following import StepError, stepped
from markwarden.complaints.good_faith import as_it_stood, good_faith
from markwarden.complaints.good_faith_plot import plot
from markwarden.complaints.portal_list import read_list
from markwarden.complaints.record import Row
from markwarden.sightings import Sightings
from markwarden_schema.complaint import ComplaintStatus, EventRequest, Language
from markwarden_schema.complaint_check import GoodFaith, Outcomes
from markwarden_schema.complaint_register import (
    DueList,
    FilingSettings,
    ImportReport,
    ImportRequest,
    ImportRow,
    RelistingList,
)

_WEEKS = 52


class ComplaintRegister:
    """Questions to all complaints at once."""

    def __init__(self, desk: ComplaintDesk, sightings: Sightings) -> None:
        self._desk = desk
        self._sightings = sightings

    def due(self) -> DueList:
        """What is due, earliest first."""
        today = self._desk.today()
        return DueList(today=today, due=due.due(self._desk.record.all(), self._desk.working_days(), today))

    def calendar(self, language: Language = "en") -> bytes:
        """The same as a calendar file."""
        return due.calendar(self.due().due, self._desk.now(), language)

    def relistings(self) -> RelistingList:
        """Listings that came back after a removal."""
        return RelistingList(relistings=relisting.relistings(self._desk.record.all(), self._sightings))

    def good_faith(self, portal: str) -> GoodFaith:
        """The rates of a portal today."""
        return good_faith(self._desk.record.all(), portal, self._desk.today(), self._desk.settings.get())

    def good_faith_plot(self, portal: str, language: Language = "en") -> str:
        """The rates over the past year, week by week, as SVG."""
        today, settings = self._desk.today(), self._desk.settings.get()
        rows = [row for row in self._desk.record.all() if row.portal == portal]
        points = [
            good_faith(as_it_stood(rows, day), portal, day, settings)
            for day in (today - timedelta(weeks=week) for week in range(_WEEKS, -1, -1))
        ]
        return plot(points, language)

    def outcomes(self) -> Outcomes:
        """What came of all complaints."""
        return outcomes.outcomes(self._desk.record.all())

    def import_list(self, request: ImportRequest) -> ImportReport:
        """What the portal's list says; with `apply` it is taken over, all rows that can be. Raises `ListError`."""
        settings = self._desk.settings.get()
        statuses = {**settings.statuses, **request.statuses}
        rows = self._desk.record.all()
        report, reasons = read_list(request.text, rows, statuses)
        changed, told = self._changed({row.id: row for row in rows}, report, reasons)
        if request.apply:
            self._desk.record.put(*changed.values())
            if request.statuses:
                self._desk.settings.put(settings.model_copy(update={"statuses": statuses}))
        return report.model_copy(update={"rows": told, "applied": len(changed) if request.apply else 0})

    def _changed(
        self, rows: dict[str, Row], report: ImportReport, reasons: Mapping[str, str]
    ) -> tuple[dict[str, Row], list[ImportRow]]:
        """The complaints after the list, and its rows with what could not be written down."""
        changed: dict[str, Row] = {}
        told: list[ImportRow] = []
        today = self._desk.today()
        for said in report.rows:
            if said.change and said.complaint and said.status:
                row = changed.get(said.complaint, rows[said.complaint])
                try:
                    changed[row.id] = _moved(row, said.status, reasons.get(row.id), today, self._desk)
                except StepError as error:
                    said = said.model_copy(update={"change": False, "problem": error.said})
            told.append(said)
        return changed, told

    def settings(self) -> FilingSettings:
        """What is set for filing."""
        return self._desk.settings.get()


def _moved(row: Row, status: ComplaintStatus, reason: str | None, today: date, desk: ComplaintDesk) -> Row:
    """A step that a list tells of: what came between was not noted."""
    refused = reason[:500] if reason and status is ComplaintStatus.REJECTED else None
    step = EventRequest(status=status, on=today, reason=refused, note="From the portal's list.")
    return stepped(row, step, desk.now(), jump=True)
