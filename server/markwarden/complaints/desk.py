"""Where complaints are worked on: cases, plans, drafts, checks, texts, steps. Each answer is a model of the contract."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from markwarden.complaints import checks, outcomes
from markwarden.complaints.business_days import WorkingDays
from markwarden.complaints.case_book import CaseBook
from markwarden.complaints.cases import Cases
from markwarden.complaints.complaint_files import ComplaintFiles
from markwarden.complaints.deadlines import deadlines, next_due
from markwarden.complaints.drafting import draft_of, edited, no_such_file
from markwarden.complaints.filing import Filing
from markwarden.complaints.filing_settings import FilingSettingsStore
from markwarden.complaints.following import StepError, countered, stepped
from markwarden.complaints.form_values import form_values
from markwarden.complaints.good_faith import effects
from markwarden.complaints.lifecycle import EDITABLE, NEXT
from markwarden.complaints.moving import Moves, Target, move
from markwarden.complaints.notices import write_notice
from markwarden.complaints.notices.elements import Subject
from markwarden.complaints.planning import plan
from markwarden.complaints.profiles import Portals
from markwarden.complaints.record import ComplaintRecord, Row
from markwarden.complaints.rights import Held, Rights
from markwarden.complaints.statement import Letters, compose
from markwarden.complaints.wording import STATUSES, both
from markwarden.registry import Registry
from markwarden_schema.case import Case, CaseFacts, CaseFile, CaseList
from markwarden_schema.complaint import (
    Complaint,
    ComplaintEdit,
    ComplaintList,
    ComplaintStatus,
    ComplaintSummary,
    CounterNoticeRequest,
    EventRequest,
    FormValues,
    Plan,
    PlanRequest,
)
from markwarden_schema.complaint_check import CheckReport
from markwarden_schema.complaint_register import Notice, NoticeRequest
from markwarden_schema.portal import Explanation, PortalProfile


class NotThereError(LookupError):
    """There is no such case, complaint, file or portal."""


class ComplaintDesk:
    """Everything up to and after filing. What it is asked for and does not have raises `NotThereError`."""

    def __init__(
        self,
        registry: Registry,
        cases: Cases,
        book: CaseBook,
        record: ComplaintRecord,
        portals: Portals,
        files: ComplaintFiles,
        letters: Letters,
        settings: FilingSettingsStore,
        now: Callable[[], datetime],
    ) -> None:
        self._registry = registry
        self._cases = cases
        self._book = book
        self._portals = portals
        self._letters = letters
        self.files = files
        self._now = now
        self.record = record
        self.settings = settings

    def now(self) -> datetime:
        """The present moment, in the zone of this machine."""
        return self._now().astimezone()

    def today(self) -> date:
        """The date where the reviewer sits."""
        return self.now().date()

    def working_days(self) -> WorkingDays:
        """China's working days, with what the person added."""
        settings = self.settings.get()
        return WorkingDays.of(settings.days_off, settings.working_days)

    # Cases

    def rights(self) -> Rights:
        """The rights as the registry has them now."""
        return Rights(self._registry.document())

    def cases(self) -> CaseList:
        """All cases."""
        return CaseList(cases=self._cases.all(self.rights(), self.record.filed()))

    def case(self, case: str) -> Case:
        """One case."""
        found = self._cases.get(case, self.rights(), self.record.filed())
        if found is None:
            raise NotThereError("There is no such case.")
        return found

    def write_facts(self, case: str, facts: CaseFacts) -> Case:
        """Put these facts in place of a case's former ones."""
        self.case(case)
        self._book.write(case, facts)
        return self.case(case)

    def add_file(self, case: str, data: bytes, described: CaseFile) -> CaseFile:
        """Keep a file for a case."""
        self.case(case)
        return self._book.add_file(case, data, described)

    def case_file(self, case: str, digest: str) -> tuple[CaseFile, bytes]:
        """A file of a case and its bytes."""
        return self._found(self._book.files(case), digest)

    def complaint_file(self, complaint: str, digest: str) -> tuple[CaseFile, bytes]:
        """A file of a complaint and its bytes."""
        return self._found(self.row(complaint).evidence, digest)

    def _found(self, files: Sequence[CaseFile], digest: str) -> tuple[CaseFile, bytes]:
        file = next((one for one in files if one.sha256 == digest), None)
        if file is None:
            raise NotThereError("There is no such file.")
        return file, self._book.read(file)

    def drop_file(self, case: str, digest: str) -> None:
        """Take a file out of a case."""
        if not self._book.drop_file(case, digest):
            raise NotThereError("There is no such file in this case.")

    # Drafts

    def portal(self, portal: str) -> PortalProfile:
        """A portal's profile."""
        found = self._portals.get(portal)
        if found is None:
            raise NotThereError(f"There is no portal {portal!r}.")
        if found.profile.leads_to:
            raise NotThereError(f"{found.profile.name} leads to other portals: {', '.join(found.profile.leads_to)}.")
        return found.profile

    def plan(self, request: PlanRequest) -> Plan:
        """How these cases would be split. Stores nothing."""
        return plan([self.case(one) for one in dict.fromkeys(request.cases)], self.portal(request.portal), request)

    def move(self, request: PlanRequest, wishes: Mapping[str, Target]) -> Moves:
        """Move listings in a plan; a change of ground or type is written into their cases."""
        cases = {one: self.case(one) for one in dict.fromkeys(request.cases)}
        moves = move(list(cases.values()), self.portal(request.portal), request, wishes)
        for key, facts in moves.facts.items():
            listings = {**cases[key].facts.listings, **facts}
            self._book.write(key, cases[key].facts.model_copy(update={"listings": listings}))
        return moves

    def draft(self, request: PlanRequest) -> ComplaintList:
        """Drafts as planned, each with its statement. Raises `LetterError`."""
        profile = self.portal(request.portal)
        cases = {one: self.case(one) for one in dict.fromkeys(request.cases)}
        planned = plan(list(cases.values()), profile, request)
        rows = [draft_of(one, profile.id, request.language, cases, self._now()) for one in planned.complaints]
        rights, filed = self.rights(), self.record.filed()
        written = []
        for row in rows:
            held = rights.get(row.right.id)
            if held is not None:
                row = self.files.chosen(row, cases, profile)
                filing = Filing(row, held, profile, self.today(), cases, filed, self.settings.get())
                written.append(self._written(row, filing))
        self.record.put(*written)
        return ComplaintList(complaints=[self.summary(row) for row in written])

    def _written(self, row: Row, filing: Filing) -> Row:
        composed = compose(filing, self._letters)
        return row.changed(statement=composed.text, left_out=composed.left_out, statement_own=False)

    def row(self, complaint: str) -> Row:
        """A complaint as it is stored."""
        row = self.record.get(complaint)
        if row is None:
            raise NotThereError("There is no such complaint.")
        return row

    def editable(self, complaint: str) -> Row:
        """A complaint that is not filed yet. Raises `StepError` for others."""
        row = self.row(complaint)
        if row.status not in EDITABLE:
            said = STATUSES[row.status]
            raise StepError(
                both(
                    f"It was filed: it stands at “{said.en}” and is not changed any more.",
                    f"该投诉已提交（{said.zh}），不能再修改。",
                )
            )
        return row

    def filing(self, row: Row) -> Filing:
        """Everything around a draft."""
        held = self.rights().get(row.right.id)
        if held is None:
            raise NotThereError("The registry no longer has the right of this complaint.")
        return self._filing(row, held)

    def _filing(self, row: Row, held: Held) -> Filing:
        filed, rights = self.record.filed(), self.rights()
        cases = {
            case: found
            for case in dict.fromkeys(link.case for link in row.links if link.case)
            if (found := self._cases.get(case, rights, filed)) is not None
        }
        return Filing(row, held, self.portal(row.portal), self.today(), cases, filed, self.settings.get())

    def edit(self, complaint: str, edit: ComplaintEdit) -> Complaint:
        """Change a draft. Its statement is written anew unless the person edited it. Raises `EditError`, `StepError`."""
        row = self.editable(complaint)
        # Gathering a case of hundreds of listings takes a while: once is enough.
        filing = self.filing(row)
        changed = edited(row, edit, filing.cases)
        if edit.captures:
            changed = self.files.with_captures(changed, edit.captures, self.portal(row.portal))
        if not changed.statement_own:
            changed = self._written(changed, replace(filing, row=changed))
        if changed.status is ComplaintStatus.READY:
            changed = changed.changed(status=ComplaintStatus.DRAFT)
        self.record.put(changed)
        return self.complaint(changed)

    def rewrite(self, complaint: str) -> Complaint:
        """Write the statement anew from the facts, in place of what the person made of it."""
        row = self.editable(complaint)
        row = self._written(row, self.filing(row))
        self.record.put(row)
        return self.complaint(row)

    def choose_files(self, complaint: str) -> Complaint:
        """Choose the files anew from its cases and captures, in place of those that are there. Raises `StepError`."""
        row = self.editable(complaint)
        row = self.files.chosen(row, self.filing(row).cases, self.portal(row.portal))
        self.record.put(row)
        return self.complaint(row)

    def discard(self, complaint: str) -> None:
        """Delete a draft. What was filed stays: it is the only memory of it."""
        self.editable(complaint)
        self.record.delete(complaint)

    def check(self, complaint: str) -> CheckReport:
        """What speaks against filing it as it stands."""
        return self.judge(self.filing(self.row(complaint)))

    def judge(self, filing: Filing) -> CheckReport:
        """The same of a draft that is gathered already."""
        row, found = filing.row, checks.look(filing)
        past = self.record.all()
        forecast = outcomes.forecast(row, past, filing.portal)
        expected = forecast.success.share if forecast.success else None
        return CheckReport(
            complaint=row.id,
            fit=not any(one.severity == "blocks" for one in found),
            findings=found,
            effects=effects(row, past, self.today(), filing.settings, expected),
            forecast=forecast,
        )

    def form(self, complaint: str) -> FormValues:
        """What goes into the portal's form."""
        return form_values(self.filing(self.row(complaint)))

    def notice(self, case: str, asked: NoticeRequest) -> Notice:
        """A notice by mail from a case, for a marketplace without a profile. Raises `LetterError`, `FontsMissingError`."""
        profile = self.portal("generic")
        found = self.case(case)
        request = PlanRequest(cases=[case], again=True, language=asked.language)
        planned = plan([found], profile, request).complaints
        held = self.rights().get(found.right.id)
        if held is None:
            raise NotThereError("The registry no longer has the right of this case.")
        paragraphs: list[str] = []
        gaps: dict[str, Explanation] = {}
        for one in planned:
            row = draft_of(one, profile.id, asked.language, {case: found}, self._now())
            filing = Filing(row, held, profile, self.today(), {case: found}, self.record.filed(), self.settings.get())
            composed = compose(filing, self._letters)
            paragraphs.append(composed.text)
            gaps |= {left.claim: left.why for left in composed.left_out}
        about = Subject(
            right=found.right,
            explanation="\n\n".join(paragraphs),
            links=list(dict.fromkeys(link.url for one in planned for link in one.links)),
            gaps=list(gaps.values()),
        )
        return write_notice(about, asked, self.now())

    # After filing

    def step(self, complaint: str, step: EventRequest) -> Complaint:
        """Write down what happened. Raises `StepError`."""
        row = stepped(self.row(complaint), step, self.now())
        self.record.put(row)
        if step.status is ComplaintStatus.SUBMITTED:
            self.files.handed_out(row)
        return self.complaint(row)

    def counter(self, complaint: str, said: CounterNoticeRequest) -> Complaint:
        """Write down a counter-notice or its answer. Raises `StepError`."""
        row = self.row(complaint)
        offered = {file.sha256: file for file in row.evidence} | {
            file.sha256: file
            for case in {link.case for link in row.links if link.case}
            for file in self._book.files(case)
        }
        strange = [digest for digest in said.files if digest not in offered]
        if strange:
            raise StepError(no_such_file(strange[0]))
        changed = countered(row, said, [offered[digest] for digest in said.files], self.now())
        self.record.put(changed)
        return self.complaint(changed)

    # Shapes

    def complaint(self, row: Row) -> Complaint:
        """A stored complaint as the contract shows it."""
        due = deadlines(row.events, self.working_days())
        return Complaint.model_validate(
            {
                **row.model_dump(exclude={"sellers", "seller_of"}),
                "count": len(row.links),
                "sellers": list(row.sellers.values()),
                "next_due": next_due(due, self.today()),
                "deadlines": due,
                "may_become": list(NEXT[row.status]),
            }
        )

    def summary(self, row: Row) -> ComplaintSummary:
        """The same, in a list."""
        return ComplaintSummary(
            id=row.id,
            portal=row.portal,
            right=row.right,
            complaint_type=row.complaint_type,
            reason=row.reason,
            ground=row.ground,
            status=row.status,
            reference=row.reference,
            count=len(row.links),
            sellers=list(row.sellers.values()),
            created=row.created,
            submitted=row.submitted,
            next_due=next_due(deadlines(row.events, self.working_days()), self.today()),
        )

    def all(self, statuses: Sequence[ComplaintStatus] = ()) -> ComplaintList:
        """Complaints, newest first; with `statuses` only those."""
        rows = [row for row in self.record.all() if not statuses or row.status in statuses]
        return ComplaintList(complaints=[self.summary(row) for row in reversed(rows)])
