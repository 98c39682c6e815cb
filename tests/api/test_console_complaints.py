"""The console's pages of complaints at work over a real socket: from the queue to a filed complaint and what came of it."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
from icalendar import Calendar

from markwarden.complaints import places
from markwarden.serving import Server
from markwarden.settings import Settings
from markwarden_schema.case import CaseFacts, Ground
from markwarden_schema.complaint import ComplaintStatus, EventRequest, LinkState, PlanRequest
from markwarden_schema.complaint_register import FilingSettings
from markwarden_schema.decision import DecisionScope, DecisionWord
from tests.kit import casework
from tests.kit.client import Reply
from tests.kit.console import Console, text_of


@pytest.fixture
def console(tmp_path: Path) -> Iterator[Console]:
    """A console of two brands on which five listings were seen."""
    casework.fill(tmp_path)
    with Server(Settings(data_dir=tmp_path, port=0)) as running:
        casework.browse(running)
        opened = Console(running)
        opened.open()
        yield opened


def waiting(console: Console) -> list[str]:
    """Item ids in the queue, as they stand."""
    return re.findall(r'id="item-(\d+)"', console.get("/queue/").body.decode())


def decide(console: Console, item: str, word: str = "infringes", **more: str) -> Reply:
    return console.post(f"/queue/{item}", {"word": word, **more}, page="/queue/")


def decisions(console: Console, item: str) -> list[DecisionWord]:
    return [one.word for one in console.server._services.decisions.find(item)]


def test_queue_shows_what_waits_worst_first(console: Console) -> None:
    reply = console.get("/queue/")
    page = reply.body.decode()
    assert len(waiting(console)) == 4
    assert page.index("original box") < page.index("Addides") < len(page)
    assert "<mark>N1ke</mark>" in page
    assert "Ceramic mug" not in page
    for said in ("Happy Shop", "$12.50", "sounds like the mark Adidas"):
        assert said in text_of(reply)
    assert (
        "img-src 'self' https://*.alicdn.com https://*.aliexpress-media.com" in reply.headers["content-security-policy"]
    )
    assert "alicdn" not in console.get("/brands/").headers["content-security-policy"]


def test_decisions_leave_the_queue_and_come_back(console: Console) -> None:
    first, second, *_rest = waiting(console)
    decide(console, first)
    decide(console, second, "watched")
    assert decisions(console, first) == [DecisionWord.INFRINGES]
    assert not {first, second} & set(waiting(console))
    assert "Taken back" in text_of(console.post("/queue/undo", page="/queue/"))
    assert second in waiting(console)
    console.post("/queue/undo", page="/queue/")
    assert first in waiting(console)
    assert decisions(console, first) == []
    assert "Nothing is left to take back." in text_of(console.post("/queue/undo", page="/queue/"))


def test_a_dismissal_needs_its_reason(console: Console) -> None:
    item = waiting(console)[0]
    assert "a dismissal needs a reason" in text_of(decide(console, item, "dismissed"))
    assert item in waiting(console)
    decide(console, item, "dismissed", reason="second_hand", scope="seller", note="their outlet")
    (kept,) = console.server._services.decisions.find(item)
    assert (kept.reason, kept.scope, kept.note) == ("second_hand", DecisionScope.SELLER, "their outlet")
    assert kept.seller is not None
    assert kept.seller.id == casework.STORE[0]
    assert item not in waiting(console)


def test_the_queue_pages_through_what_was_seen(console: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("markwarden.console.queue._A_PAGE", 2)
    monkeypatch.setattr("markwarden.console.queue.waiting.__defaults__", (None, 2))
    whole, address = set(), "/queue/"
    for _ in range(4):
        page = console.get(address).body.decode()
        whole |= set(re.findall(r'id="item-(\d+)"', page))
        onward = re.search(r"/queue/\?after=\d+", page)
        if onward is None:
            break
        address = onward[0]
    assert len(whole) == 4


LISTING = {"ground": "", "complaint_type": "listing", "identical": "", "parallel_import": ""}


def cases(console: Console) -> list[str]:
    return re.findall(r'href="/cases/(k-[0-9a-f]+)"', console.get("/cases/").body.decode())


def test_cases_by_right_and_seller_with_gaps_that_can_be_mended(console: Console) -> None:
    casework.decide(console.server, 4)
    assert len(cases(console)) == 3
    listed = console.get("/cases/").body.decode()
    right = re.findall(r'<option value="([^"]+)">Nike: Nike', listed)[0]
    assert len(re.findall(r'name="case"', console.get(f"/cases/?right={right}").body.decode())) == 2
    assert len(re.findall(r'name="case"', console.get(f"/cases/?seller={casework.OTHER_STORE[0]}").body.decode())) == 1
    case = next(one for one in console.server._services.complaints.cases().cases if one.listings == 2)
    page = f"/cases/{case.id}"
    shown = console.get(page)
    assert "No capture of the page." in text_of(shown)
    assert "Other cases" in text_of(shown)
    assert 'href="#facts"' in shown.body.decode()
    assert f'href="{page}/dossier"' in shown.body.decode()
    link = re.search(rf'href="({page}\?edit=(\d+)#item-\2)"', shown.body.decode())
    assert link
    assert "<details open" in console.get(link[1].split("#")[0]).body.decode()
    console.post(f"{page}/facts", {"unauthorised": "yes", "note": "seen at the fair"}, page=page)
    item = link[2]
    said = {**LISTING, "differences": "stitching straight | stitching slanted\nlogo sewn | logo glued", "places": ["title", "goods"], "identical": "no"}  # fmt: skip
    console.post(f"{page}/listings/{item}", said, page=page)
    found = console.server._services.complaints.case(case.id)
    assert (found.facts.unauthorised, found.facts.note) == (True, "seen at the fair")
    facts = found.facts.listings[item]
    assert [one.suspect for one in facts.differences] == ["stitching slanted", "logo glued"]
    assert (facts.identical, facts.ground) == (False, None)
    assert "unauthorised" not in {gap.key for gap in found.gaps}


def test_what_is_wrong_in_a_listing_stays_in_its_form(console: Console) -> None:
    casework.decide(console.server, 1)
    (case,) = cases(console)
    item = console.server._services.complaints.case(case).members[0].item_id
    for said, wrong in (
        ({"differences": "only one side"}, "Line 1: write what is genuine"),
        ({"official_address": "acmara.example/bag"}, "An address begins with https://."),
    ):
        reply = console.post(f"/cases/{case}/listings/{item}", {**LISTING, **said}, page=f"/cases/{case}")
        assert reply.status == 422
        assert wrong in text_of(reply)
        assert next(iter(said.values())) in reply.body.decode()
    assert console.server._services.complaints.case(case).facts == CaseFacts()


def test_files_of_a_case(console: Console) -> None:
    casework.decide(console.server, 1)
    (case,) = cases(console)
    page, data = f"/cases/{case}", b"\x89PNG side by side"
    console.post(
        f"{page}/files",
        {"kind": "comparison", "caption": "both"},
        {"files": ("side.png", data, "image/png")},
        page=page,
    )
    (file,) = console.server._services.complaints.case(case).files
    assert (file.kind.value, file.name, file.media_type, file.items) == ("comparison", "side.png", "image/png", [])
    back = console.get(f"{page}/files/{file.sha256}")
    assert (back.body, back.headers["content-type"]) == (data, "application/octet-stream")
    assert "is empty" in text_of(
        console.post(f"{page}/files", {"kind": "other"}, {"files": ("n.png", b"", "image/png")}, page=page)
    )
    console.post(f"{page}/files/{file.sha256}/drop", page=page)
    assert console.server._services.complaints.case(case).files == []
    assert console.get(f"{page}/files/{file.sha256}").status == 404


def plan_address(console: Console, **more: object) -> str:
    return "/complaints/plan/?" + urlencode([("case", one) for one in cases(console)] + list(more.items()))


def shown_plan(console: Console, address: str) -> dict[str, list[str]]:
    """The hidden and checked fields of the plan's form."""
    page = console.get(address).body.decode()
    form = page[page.index('<form method="post" action="/complaints/plan/"') :]
    found: dict[str, list[str]] = {}
    for name in ("case", "portal", "language", "without", "shown"):
        found[name] = re.findall(rf'<input type="hidden" name="{name}" value="([^"]+)"', form)
    found["keep"] = re.findall(r'name="keep" value="([^"]+)"\s+checked', form)
    return found


def test_a_plan_is_explained_adjusted_and_drafted(console: Console) -> None:
    casework.decide(console.server, 4)
    address = plan_address(console)
    text = text_of(console.get(address))
    assert "One right each: Adidas." in text
    assert "One reason each: Unfair Use of Registered Trademark." in text
    assert "At most 1 links each: part 1 of 2." in text_of(console.get(plan_address(console, most=1)))
    form = shown_plan(console, address)
    desk = console.server._services.complaints
    socks = form["keep"][-1]
    # Leave one out and move another: nothing is drafted before the person saw it.
    moved = next(
        one
        for case in form["case"]
        for one in desk.case(case).members
        if one.ground is Ground.COUNTERFEIT and one.item_id != socks
    )
    sent = {
        **form,
        "keep": [one for one in form["keep"] if one != socks],
        f"move-{moved.item_id}": "unfair_use/listing",
        "draft": "1",
    }
    reply = console.post("/complaints/plan/", sent, page=address)
    assert desk.record.all() == []
    for said in (
        "1 listing moved. Its new ground or type is written into the case.",
        "The plan changed",
        "You left it out.",
    ):
        assert said in text_of(reply)
    assert any(one.facts.ground is Ground.UNFAIR_USE for case in form["case"] for one in desk.case(case).members)
    again = shown_plan(console, console.at)
    assert again["without"] == [socks]
    console.post("/complaints/plan/", {**again, "draft": "1"}, page=console.at)
    drafted = {link.item_id for row in desk.record.all() for link in row.links}
    assert len(drafted) == 3
    assert socks not in drafted


def test_a_listing_moves_to_another_complaint_and_a_refusal_is_told(console: Console) -> None:
    casework.decide(console.server, 4)
    desk = console.server._services.complaints
    address = plan_address(console, portal="notice-form", language="en")
    plan = desk.plan(PlanRequest(cases=cases(console), portal="notice-form"))
    nike, adidas = (
        next(one for one in plan.complaints if one.right.label == name and len(one.links) == count)
        for name, count in (("Nike", 2), ("Adidas", 1))
    )
    page = console.get(address).body.decode()
    assert f'<option value="{nike.part}" disabled>' in page
    # This form has a single reason for marks and none for another ground: who went there would be left out.
    assert 'value="unfair_use/store"' in page
    assert 'value="other/listing"' not in page
    item = nike.links[0].item_id or ""
    reply = console.post(
        "/complaints/plan/", {**shown_plan(console, address), f"move-{item}": adidas.part}, page=address
    )
    assert re.search(r"Not moved: “[^”]+”\. One right each: it was decided to infringe Nike", text_of(reply))
    console.post("/complaints/plan/", {**shown_plan(console, address), f"move-{item}": "new"}, page=address)
    apart = console.at
    assert "Divided by you: part 2 of 2. You moved 1 link here." in text_of(console.get(apart))
    form = {**shown_plan(console, apart), "placed": re.findall(r'name="placed" value="([^"]+)"', console.get(apart).body.decode())[:1]}  # fmt: skip
    console.post("/complaints/plan/", {**form, "draft": "1"}, page=apart)
    assert sorted(len(row.links) for row in desk.record.all()) == [1, 1, 1, 1]


def test_plan_refuses_what_is_not_there(console: Console) -> None:
    casework.decide(console.server, 1)
    assert console.get("/complaints/plan/?case=k-none").status == 404
    assert console.get(plan_address(console, portal="aliprotect")).status == 404
    assert console.get(plan_address(console, portal="NO PORTAL")).status == 400
    assert "Choose cases first." in text_of(console.get("/complaints/plan/"))


@pytest.fixture
def worked(console: Console) -> dict[str, str]:
    casework.decide(console.server, 3)
    return casework.worked(console.server)


def test_a_draft_is_edited_checked_and_filed_by_hand(console: Console, worked: dict[str, str]) -> None:
    page, desk = f"/complaints/{worked['draft']}", console.server._services.complaints
    shown = console.get(page)
    text = text_of(shown)
    assert "There is no comparison with genuine goods" in text
    assert "Would be refused" in text
    assert re.search(r'href="/cases/k-[0-9a-f]+(#item-\d+)?">Open the case', shown.body.decode())
    assert 'href="https://ipp.aidcgroup.net/#/' in shown.body.decode()
    assert "Too few to rely on." in text
    row = desk.row(worked["draft"])
    kept = [row.links[0].url]
    said = {"keep": kept, "add": "https://www.aliexpress.com/item/1005001000000099.html\nhttps://shop.example/1", "reason": "unfair_use", "language": "zh", "order_number": "", "complaint_type": "listing"}  # fmt: skip
    assert "These are no addresses of AliExpress" in text_of(console.post(page, said, page=page))
    row = desk.row(worked["draft"])
    assert [link.item_id for link in row.links] == [row.links[0].item_id, "1005001000000099", None]
    assert (row.reason, row.language) == ("unfair_use", "zh")
    assert "商标" in row.statement
    assert "edited by you" in text_of(console.post(f"{page}/statement", {"statement": "My own\r\nwords."}, page=page))
    assert desk.row(worked["draft"]).statement == "My own\nwords."
    console.post(f"{page}/statement", {"anew": "1", "statement": "My own"}, page=page)
    assert desk.row(worked["draft"]).statement != "My own\nwords."
    console.post(f"{page}/step", {"status": "ready", "on": ""}, page=page)
    assert desk.row(worked["draft"]).status is ComplaintStatus.READY
    console.post(f"{page}/step", {"status": "submitted", "reference": "AE-7", "on": str(desk.today())}, page=page)
    filed = desk.row(worked["draft"])
    assert (filed.status, filed.reference, filed.submitted) == (ComplaintStatus.SUBMITTED, "AE-7", desk.today())
    assert "is not changed any more" in text_of(console.post(page, said, page=page))


def test_refusals_are_told_in_the_consoles_language(console: Console, worked: dict[str, str]) -> None:
    console.language = "zh"
    page = f"/complaints/{worked['counter']}"
    assert "“需补充材料”不能接在“反通知”之后" in text_of(
        console.post(f"{page}/step", {"status": "more_wanted"}, page=page)
    )
    assert "该投诉已提交（反通知），不能再修改。" in text_of(console.post(page, {"reason": "unfair_use"}, page=page))
    sent = {"text": "nothing of use", "file": ""}
    assert "首行须为列名" in text_of(console.post("/complaints/import/", sent, page="/complaints/import/"))


def test_every_way_to_mend_leads_to_a_page(console: Console, worked: dict[str, str]) -> None:
    here = console.server._services
    held = here.complaints.rights().get(here.complaints.row(worked["draft"]).right.id)
    assert held is not None
    brand, right = held.brand.id or "", held.right.id or ""
    for address, anchor in (
        (places.of_right(brand, right), 'id="portals"'),
        (places.of_seller(brand), 'id="sellers"'),
        (places.of_case(worked["case"]), "What is missing"),
        (places.of_complaint(worked["draft"]), 'id="form"'),
        (places.of_portal(), "takedown_standard"),
    ):
        reply = console.request("GET", address.partition("#")[0])
        assert (reply.status, anchor in reply.body.decode()) == (200, True), address


def test_what_happens_after_filing(console: Console, worked: dict[str, str]) -> None:
    page, desk = f"/complaints/{worked['counter']}", console.server._services.complaints
    text = text_of(console.get(page))
    for said in ("We sell genuine goods", "From the brand.", "the same listing was seen again"):
        assert said in text
    console.post(
        f"{page}/counter-notice", {"answer": "The batch code is false.", "forwarded": str(desk.today())}, page=page
    )
    row = desk.row(worked["counter"])
    assert (row.status, row.counter_notices[0].answer) == (ComplaintStatus.REPLIED, "The batch code is false.")
    paper = ("invoice.pdf", b"%PDF an invoice", "application/pdf")
    said = {"ground": "Licence", "forwarded": str(desk.today()), "due": str(desk.today() + timedelta(days=7))}
    console.post(f"{page}/counter-notice", said, {"uploads": paper}, page=page)
    row = desk.row(worked["counter"])
    assert [(one.round, one.ground, [file.name for file in one.files]) for one in row.counter_notices][1:] == [
        (2, "Licence", ["invoice.pdf"])
    ]
    assert "does not follow" in text_of(console.post(f"{page}/step", {"status": "more_wanted"}, page=page))
    assert "wants a note" in text_of(console.post(f"{page}/step", {"status": "removed", "correction": "1"}, page=page))
    assert "is not yet" in text_of(console.post(f"{page}/step", {"status": "upheld", "on": "2099-01-01"}, page=page))
    assert "valid date" in text_of(console.post(f"{page}/step", {"status": "upheld", "on": "soon"}, page=page))
    console.post(f"{page}/step", {"status": "withdrawn"}, page=page)
    assert desk.row(worked["counter"]).status is ComplaintStatus.WITHDRAWN
    item = row.links[0].item_id or ""
    console.post(
        f"{page}/step", {"status": "relisted", "correction": "1", "note": "it is back", "items": item}, page=page
    )
    assert desk.row(worked["counter"]).links[0].state is LinkState.RELISTED
    assert console.get("/complaints/c-none").status == 404


def test_due_dates_and_their_calendar(console: Console, worked: dict[str, str]) -> None:
    listed = text_of(console.get("/complaints/due/"))
    assert "15 days to sue" in listed
    assert re.search(r"AE-2026-001: \w+, (Counterfeit Features|Unfair Use of Registered Trademark), \d links? ", listed)
    assert not re.search("counterfeit_features|unfair_use", listed + text_of(console.get("/")))
    reply = console.get("/complaints/due/due.ics")
    assert reply.headers["content-type"].startswith("text/calendar")
    events = Calendar.from_ical(reply.body.decode()).walk("VEVENT")
    assert {str(event["summary"])[:11] for event in events} == {"AE-2026-001"}
    assert "Due in complaints" in text_of(console.get("/"))
    assert worked["counter"] in console.get("/").body.decode()


def test_the_portals_list_is_taken_over_after_a_preview(console: Console, worked: dict[str, str]) -> None:
    desk = console.server._services.complaints
    desk.step(worked["draft"], EventRequest(status=ComplaintStatus.SUBMITTED, reference="AE-2026-002"))
    page = "/complaints/import/"
    table = "Complaint No.\tStatus\tRejection reason\nAE-2026-002\tKilled <b>\tNo comparison\nAE-2026-001\tupheld\t\nAE-9\tupheld\t\n"
    first = console.post(page, {"text": table})
    for said in ("Killed <b>", "Say once what these mean"):
        assert said in text_of(first)
    assert desk.row(worked["counter"]).status is ComplaintStatus.COUNTER_NOTICE
    meant = {"text": table, "said-1": "Killed <b>", "means-1": "rejected"}
    assert "Take over 2 changes" in text_of(console.post(page, meant))
    assert "2 complaints were brought up to date" in text_of(console.post(page, {**meant, "apply": "1"}))
    rejected = desk.row(worked["draft"])
    assert (rejected.status, rejected.events[-1].reason) == (ComplaintStatus.REJECTED, "No comparison")
    assert desk.row(worked["counter"]).status is ComplaintStatus.UPHELD
    assert desk.settings.get().statuses == {"Killed <b>": ComplaintStatus.REJECTED}
    file = ("list.csv", "\ufeffid,status\nAE-2026-002,under review\n".encode(), "text/csv")
    assert "Take over 1 change" in text_of(console.post(page, {"text": ""}, {"file": file}))
    assert "is not UTF-8 (byte 0)" in text_of(
        console.post(page, {"text": ""}, {"file": ("x.csv", b"\xff\xfe", "text/csv")})
    )
    nothing = console.post(page, {"text": "one line"})
    assert nothing.status == 422
    assert "name the columns" in text_of(nothing)


def test_thousands_of_rows_are_taken(console: Console) -> None:
    table = "id,status\n" + "".join(f"AE-{number:07},removed\n" for number in range(50_000))
    assert len(table) > 500_000
    assert console.post("/complaints/import/", {"text": table}).status == 200


def test_good_faith_and_outcomes(console: Console, worked: dict[str, str]) -> None:
    page = console.get("/complaints/good-faith/")
    assert "at least 90% taken down, at most 5%" in text_of(page)
    assert '<path d="M' in page.body.decode()
    desk = console.server._services.complaints
    desk.step(worked["draft"], EventRequest(status=ComplaintStatus.SUBMITTED))
    desk.step(worked["draft"], EventRequest(status=ComplaintStatus.REJECTED, reason="No <comparison>"))
    text = text_of(console.get("/complaints/good-faith/"))
    assert re.search("Below the standard: in total, (Counterfeit|Unfair Use)", text)
    outcomes = text_of(console.get("/complaints/outcomes/"))
    assert "No <comparison> × 1" in outcomes
    assert "small sample" in outcomes
    assert "Counterfeit Features, no file" in outcomes
    assert console.get("/complaints/good-faith/?portal=none").status == 404


def test_notices_are_previewed_and_handed_out(console: Console, worked: dict[str, str]) -> None:
    page = f"/cases/{worked['case']}/notice/"
    said = {
        "kind": "dsa",
        "language": "en",
        "marketplace": "Market",
        "to": "ip@market.example",
        "name": "Nike",
        "email": "ip@nike.example",
    }
    text = text_of(console.post(page, said))
    assert "Your own statement of good faith." in text
    assert "[to be filled in by you]" in text
    assert "bona fide belief" not in text
    whole = {**said, "good_faith": "y"}
    assert "bona fide belief" in text_of(console.post(page, whole))
    mail = console.post(page, {**whole, "as": "eml"})
    assert mail.headers["content-disposition"].startswith("attachment")
    assert b"X-Unsent: 1" in mail.body
    assert console.post(page, {**whole, "as": "pdf"}).body.startswith(b"%PDF")
    wrong = console.post(page, {**said, "to": "nobody"})
    assert wrong.status == 422
    assert "This is no e-mail address." in text_of(wrong)


def test_settings_for_filing(console: Console) -> None:
    page, store = "/complaints/settings/", console.server._services.complaints.settings
    said = {
        "name": "Nike", "identity_name": "Nike Inc", "agent": "y", "portal_languages": "en, zh, de", "takedown_standard": "92.5",
        "counter_standard": "4", "countries": "ipp-aidc: CN, EU", "days_off": "2027-02-08 2027-02-09", "working_days": "", "statuses": "a=b = removed",
    }  # fmt: skip
    assert "Saved." in text_of(console.post(page, said))
    kept = store.get()
    assert kept == FilingSettings(
        name="Nike", identity_name="Nike Inc", agent=True, portal_languages=["en", "zh", "de"], takedown_standard=0.925, counter_standard=0.04,
        countries={"ipp-aidc": ["CN", "EU"]}, days_off=[date(2027, 2, 8), date(2027, 2, 9)], statuses={"a=b": ComplaintStatus.REMOVED},
    )  # fmt: skip
    for wrong, message in (
        ({"days_off": "Monday"}, "“Monday” is no date"),
        ({"statuses": "gone"}, "write both sides"),
        ({"statuses": "gone = vanished"}, "gone: Input should be"),
        ({"takedown_standard": "120"}, "between 0 and 100"),
    ):
        reply = console.post(page, {**said, **wrong})
        assert (reply.status, message in text_of(reply)) == (422, True), text_of(reply)
    assert store.get() == kept
