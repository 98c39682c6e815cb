"""The console's pages at work on the registry, over a real socket: forms in, registry and pages out."""

import io
import json
import re
import zipfile
from datetime import date, timedelta

import pytest
from icalendar import Calendar
from PIL import Image

from markwarden.registry import Registry
from markwarden.store import BlobStore, TinyStore
from markwarden_schema.registry import Brand, Right
from tests.kit.client import Client
from tests.kit.console import Console, text_of
from tests.kit.pages import SEARCH_URL, Goods, item_page, search_page

XLSX = "application/octet-stream"
PDF = ("Certificate.pdf", b"%PDF-1.7 x", "application/pdf")


def registry(console: Console) -> Registry:
    folder = console.server.settings.data_dir
    return Registry(TinyStore(folder), BlobStore(folder / "blobs"))


def brand_of(console: Console, name: str = "Nike") -> Brand:
    return next(brand for brand in registry(console).document().brands if brand.name == name)


def right_page(console: Console) -> tuple[str, Right]:
    brand = brand_of(console)
    return f"/brands/{brand.id}/rights/{brand.rights[0].id}", brand.rights[0]


def revision(console: Console, page: str) -> str:
    found = re.search(r'name="revision"[^>]*value="([^"]+)"', console.get(page).body.decode())
    assert found
    return found[1]


def picture(colour: str = "red", form: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(out, form)
    return out.getvalue()


def test_an_empty_registry_leads_to_its_first_brand(console: Console) -> None:
    overview = text_of(console.get("/"))
    assert "Begin with your first brand" not in overview
    assert "Words printed in the listings' pictures are not read" in overview
    for brand in registry(console).document().brands:
        assert brand.id
        registry(console).remove(brand.id)
    page = console.get("/").body.decode()
    assert "Begin with your first brand" in page
    assert 'href="/brands/new"' in page
    assert "What needs care today" not in page


def test_a_first_brand_in_one_page(console: Console) -> None:
    reply = console.post(
        "/brands/new",
        {"name": "Acmara", "owner": "Acmara GmbH", "jurisdiction": "EU", "number": "97123456", "expires": "2031-02-03", "nice_classes": ["18", "25"], "aliases": "阿克马拉\nakmara\n\nakmara", "stores": "1100000009\n"},
        {"logo": ("logo.png", picture(), "image/png"), "photos": [("a.jpg", picture("blue", "JPEG"), "image/jpeg"), ("b.png", picture("green"), "image/png")], "papers": [PDF, ("power of attorney.pdf", b"%PDF-1.7 y", "application/pdf")]},
    )  # fmt: skip
    assert reply.status == 200
    assert "Acmara is in the registry" in text_of(reply)
    assert "does not look like a number of EUIPO" in text_of(reply)
    brand = brand_of(console, "Acmara")
    word, figure, photos = brand.rights
    assert (word.mark, word.nice_classes, word.registrant, word.expires) == ("Acmara", [18, 25], "Acmara GmbH", date(2031, 2, 3))  # type: ignore[union-attr]  # fmt: skip
    assert [paper.kind for paper in word.documents] == ["certificate", "authorization"]
    assert (figure.form, bool(figure.image)) == ("figurative", True)  # type: ignore[union-attr]
    assert (photos.kind, len(photos.images)) == ("copyright", 2)  # type: ignore[union-attr]
    assert [alias.text for alias in brand.aliases] == ["阿克马拉", "akmara"]
    assert [(seller.store_id, seller.standing) for seller in brand.sellers] == [("1100000009", "own")]
    client = Client(console.server)
    client.pair()
    sent = {"url": SEARCH_URL, "html": search_page([Goods(0, "Acm4ra bag")]), "fragment": False}
    assert client.ask("POST", "/pages", sent).json["counts"]["high"] == 1


def test_files_of_a_form_that_is_sent_back_are_kept(console: Console) -> None:
    reply = console.post("/brands/new", {"name": "", "stores": "Happy Shop"}, {"logo": ("logo.png", picture(), "image/png"), "papers": PDF})  # fmt: skip
    assert reply.status == 422
    assert "Happy Shop is no store number." in text_of(reply)
    kept = {name: re.findall(rf'name="kept_{name}" value="([^"]+)"', reply.body.decode()) for name in ("logo", "papers")}  # fmt: skip
    assert [value.partition(" ")[2] for value in (*kept["logo"], *kept["papers"])] == ["logo.png", "Certificate.pdf"]
    stranger = "files/" + "0" * 64 + ".pdf x.pdf"
    again = {"name": "Acmara", "kept_logo": kept["logo"], "kept_papers": [*kept["papers"], stranger]}
    assert console.post("/brands/new", again).status == 422
    console.post("/brands/new", {**again, "kept_papers": kept["papers"]})
    word, figure = brand_of(console, "Acmara").rights
    assert [paper.name for paper in word.documents] == ["Certificate.pdf"]
    assert console.get(f"/files/{str(figure.image).rpartition('/')[2]}").body == picture()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("number=97/123,456&jurisdiction=US", "serial number of an application at USPTO"),
        ("number=12&jurisdiction=EU", "does not look like a number of EUIPO"),
        ("number=12&jurisdiction=GB", "does not look like a number of UKIPO"),
        ("number=12&jurisdiction=CN", "does not look like a number of CNIPA"),
        ("number=12&jurisdiction=WO", "does not look like a number of WIPO"),
        ("number=018123456&jurisdiction=EU", ""),
        ("number=12&jurisdiction=FR", ""),
        ("number=&jurisdiction=EU", ""),
        ("kind=design&number=ZL201930123456.1&jurisdiction=CN", "check digit"),
        ("kind=nothing&number=12&jurisdiction=EU", ""),
    ],
)
def test_a_number_is_looked_at_while_it_is_typed(console: Console, asked: str, said: str) -> None:
    reply = console.get(f"/numbers/?{asked}")
    assert reply.headers["content-type"].startswith("text/plain")
    assert said in reply.body.decode() if said else reply.body == b""


@pytest.mark.parametrize(
    ("data", "files", "told"),
    [
        ({"name": ""}, {}, "This field is required"),
        ({"name": "nike"}, {}, "the same brand"),
        ({"name": "Acmara", "home": "javascript:alert(1)"}, {}, "Invalid URL"),
        ({"name": "Acmara"}, {"logo": ("x.png", b"no picture", "image/png")}, "not a PNG, JPEG, WebP or GIF"),
    ],
)
def test_a_brand_that_is_not_sound_is_not_stored(
    console: Console, data: dict[str, str], files: dict[str, tuple[str, bytes, str]], told: str
) -> None:
    before = registry(console).document()
    reply = console.post("/brands/new", data, files)
    assert reply.status == 422
    assert told in text_of(reply)
    assert f'value="{data["name"]}"' in reply.body.decode()
    assert registry(console).document() == before


def test_facts_of_a_right(console: Console) -> None:
    page, right = right_page(console)
    sent = {"revision": revision(console, page), "form": "word", "mark": "Nike", "jurisdiction": "US", "number": "97/123,456", "registrant": "Nike Innovate C.V.", "expires": "2030-01-31", "vigilance": "strict", "nice_classes": ["25", "28"]}  # fmt: skip
    reply = console.post(page, sent)
    assert "serial number of an application at USPTO" in text_of(reply)
    after = brand_of(console).rights[0]
    assert after.id == right.id
    assert (after.number, after.expires, after.vigilance, after.nice_classes) == (
        "97/123,456",
        date(2030, 1, 31),
        "strict",
        [25, 28],
    )  # type: ignore[union-attr]
    cleared = console.post(page, {**sent, "revision": revision(console, page), "expires": "", "number": ""})
    assert cleared.status == 200
    assert (brand_of(console).rights[0].expires, brand_of(console).rights[0].number) == (None, None)


def test_slips_are_told_at_their_field(console: Console) -> None:
    page, _ = right_page(console)
    sent = {"revision": revision(console, page), "form": "word", "mark": "", "registered": "2030-01-01", "expires": "2029-01-01", "vigilance": "normal"}  # fmt: skip
    reply = console.post(page, sent)
    assert reply.status == 422
    assert "A word mark needs its words." in text_of(reply)
    assert "before the date of registration" in text_of(reply)


def test_a_change_in_another_window_is_not_overwritten(console: Console) -> None:
    brand = brand_of(console)
    page = f"/brands/{brand.id}/edit"
    seen = revision(console, page)
    assert console.post(page, {"revision": seen, "name": "Nike", "owner": "First"}).status == 200
    reply = console.post(page, {"revision": seen, "name": "Nike", "owner": "Second"})
    assert reply.status == 422
    assert "changed in another window" in text_of(reply)
    assert brand_of(console).owner == "First"


@pytest.mark.parametrize("kind", ["copyright", "design", "patent", "trademark"])
def test_rights_of_all_kinds(console: Console, kind: str) -> None:
    brand = brand_of(console)
    page = f"/brands/{brand.id}/rights/new/{kind}"
    data = {"revision": revision(console, page), "title": "A work", "mark": "Swoosh", "form": "word", "jurisdiction": "CN", "vigilance": "normal", "type": "utility", "terms": "one\ntwo", "urls": "https://x.example/1", "texts": f"Soft.\nWarm.\n \n{'word ' * 14}"}  # fmt: skip
    assert console.post(page, data).status == 200
    made = brand_of(console).rights[-1]
    assert made.kind == kind
    if kind == "patent":
        assert (made.type, made.terms) == ("utility", ["one", "two"])  # type: ignore[union-attr]
    if kind == "copyright":
        assert made.texts == ["Soft.\nWarm.", ("word " * 14).strip()]  # type: ignore[union-attr]
        again = f"/brands/{brand.id}/rights/{made.id}"
        short = console.post(again, {**data, "revision": revision(console, again), "texts": "Soft. Warm."})
        assert short.status == 422
        assert "Too short" in text_of(short)
        assert "Soft. Warm." in text_of(short)
    at = f"/brands/{brand.id}/rights/{made.id}"
    reply = console.post(f"{at}/pictures", {"revision": revision(console, at)}, {"files": [("a.png", picture(), "image/png"), ("b.jpg", picture("blue", "JPEG"), "image/jpeg"), ("c.svg", b"<svg/>", "image/svg+xml"), ("d.bmp", b"BM", "image/bmp")]}, page=at)  # fmt: skip
    assert "c.svg: the file shows no figure" in text_of(reply)
    assert "d.bmp: not a PNG" in text_of(reply)
    made = brand_of(console).rights[-1]
    paths = [made.image] if kind == "trademark" else made.images  # type: ignore[union-attr]
    assert len(paths) == (1 if kind == "trademark" else 2)
    shown = console.get(f"/files/{str(paths[0]).rpartition('/')[2]}")
    assert shown.headers["content-type"] in ("image/png", "image/jpeg")
    console.post(f"{at}/pictures/remove", {"revision": revision(console, at), "path": str(paths[0])}, page=at)
    assert console.post(f"{at}/remove", {"revision": revision(console, at)}, page=at).status == 200
    assert len(brand_of(console).rights) == 1


def test_papers(console: Console) -> None:
    page, _ = right_page(console)
    letter = ("power of attorney.docx", b"PK", XLSX)
    bad = ("x.exe", b"MZ", XLSX)
    fake = ("y.pdf", b"<html>", "application/pdf")
    reply = console.post(f"{page}/papers/", {"revision": revision(console, page)}, {"files": [PDF, letter, bad, fake]}, page=page)  # fmt: skip
    assert "x.exe is no PDF" in text_of(reply)
    assert "y.pdf is no PDF" in text_of(reply)
    papers = brand_of(console).rights[0].documents
    assert [(one.name, one.kind) for one in papers] == [("Certificate.pdf", "certificate"), ("power of attorney.docx", "authorization")]  # fmt: skip
    assert "Word files are refused" in text_of(reply)
    soon = (date.today() + timedelta(20)).isoformat()  # noqa: DTZ011
    sent = {"revision": revision(console, f"{page}/papers/0"), "name": "Certificate", "kind": "certificate", "expires": soon, "language": "de", "colour": "no", "sealed": "", "enforcement": "", "jurisdictions": "eu, us", "nice_classes": ["25"], "person": "Somebody"}  # fmt: skip
    reply = console.post(f"{page}/papers/0", sent)
    paper = brand_of(console).rights[0].documents[0]
    assert (paper.colour, paper.sealed, paper.jurisdictions, paper.nice_classes) == (False, None, ["EU", "US"], [25])
    assert "in black and white is refused" in text_of(reply)
    assert "has no translation" in text_of(reply)
    assert "expires in 20 days" in text_of(console.get("/"))
    download = console.get(f"/files/{str(paper.file).rpartition('/')[2]}?called=Certificate.pdf")
    assert download.headers["content-disposition"] == "attachment; filename=Certificate.pdf"
    assert download.body == PDF[1]
    console.post(f"{page}/papers/0/remove", {"revision": revision(console, page)}, page=page)
    assert [one.name for one in brand_of(console).rights[0].documents] == ["power of attorney.docx"]


@pytest.mark.parametrize("name", ["0" * 64 + ".png", "console.key", "x"])
def test_only_files_of_the_registry_are_given_out(console: Console, name: str) -> None:
    assert console.get(f"/files/{name}").status == 404


def test_portals(console: Console) -> None:
    page, _ = right_page(console)
    sent = {"revision": revision(console, page), "portal": ["aidc", "alibaba", "amazon"], "state": ["approved", "", "sent"], "id": ["IPR-1", "", ""], "since": ["2026-01-02", "", ""], "note": ["", "", "asked twice"]}  # fmt: skip
    console.post(f"{page}/portals", sent, page=page)
    entries = {one.portal: (one.state.value, one.id, one.note) for one in brand_of(console).rights[0].portals}
    assert entries == {"aidc": ("approved", "IPR-1", None), "amazon": ("sent", None, "asked twice")}


def test_tables_of_a_brand(console: Console) -> None:
    brand = brand_of(console)
    page = f"/brands/{brand.id}"
    console.post(f"{page}/aliases", {"revision": revision(console, page), "text": ["nkie", "", "swoosh"], "tactic": ["misspelling", "", ""], "risk": ["low", "medium", "high"]}, page=page)  # fmt: skip
    assert [(one.text, one.risk.value) for one in brand_of(console).aliases] == [("nkie", "low"), ("swoosh", "high")]
    row = {"store_id": ["1100000001", ""], "name": ["Shop", ""], "standing": ["authorised", "own"], "contract": ["C-1", ""], "contract_from": ["", ""], "contract_until": ["2020-01-01", ""], "note": ["", ""]}  # fmt: skip
    console.post(f"{page}/sellers", {"revision": revision(console, page), **row}, page=page)
    assert "The contract with Shop has ended" in text_of(console.get("/"))
    wrong = console.post(f"{page}/price_floors", {"revision": revision(console, page), "goods": ["shoes", "bag"], "currency": ["USD", "dollars"], "amount": ["50", "1"]}, page=page)  # fmt: skip
    assert "row 2, currency" in text_of(wrong)
    assert brand_of(console).price_floors == []
    console.post(f"{page}/price_floors", {"revision": revision(console, page), "goods": ["shoes"], "currency": ["USD"], "amount": ["50"]}, page=page)  # fmt: skip
    assert [floor.amount for floor in brand_of(console).price_floors] == [50]


def test_contract_that_ended_no_longer_counts(console: Console) -> None:
    brand = brand_of(console)
    page = f"/brands/{brand.id}"
    client = Client(console.server)
    client.pair()
    goods = Goods(0, "Nike shoes", store=("1100000001", "Shop"))
    sent = {"url": f"https://www.aliexpress.com/item/{goods.item_id}.html", "html": item_page(goods), "fragment": False}
    for until, counts in (("2099-01-01", True), ("2020-01-01", False)):
        row = {"store_id": "1100000001", "name": "", "standing": "authorised", "contract": "", "contract_from": "", "contract_until": until, "note": ""}  # fmt: skip
        console.post(f"{page}/sellers", {"revision": revision(console, page), **row}, page=page)
        signals = client.ask("POST", "/pages", sent).json["listings"][0]["assessment"]["signals"]
        assert ("authorised_seller" in [one["kind"] for one in signals]) is counts


def test_pasted_table_is_previewed_and_taken_over(console: Console) -> None:
    table = "Brand\tTrademark\tClass\tCountry\tReg. No.\tExpiry\nAcmara\tAcmara\t18, 25\tEU\t018000001\t31.01.2030\nNike\tJordan\t25\tUS\t1234567\t\n"
    preview = console.post("/paste/", {"table": table})
    assert "What the pasted table would change" in text_of(preview)
    assert [brand.name for brand in registry(console).document().brands if brand.name == "Acmara"] == []
    done = console.post(console.at, {})
    assert "1 new, 1 changed" in text_of(done)
    assert brand_of(console, "Acmara").rights[0].expires == date(2030, 1, 31)
    assert len(brand_of(console).rights) == 2
    plain = console.post("/paste/", {"table": "Bramolo,Bramolo,9,CN,12345678"})
    assert "Bramolo" in text_of(plain)
    bad = console.post("/paste/", {"table": "brand,mark,classes\nX,Y,shoes\n,Z,1"})
    assert bad.status == 422
    assert "line 2: classes: 'shoes' is no list of numbers" in text_of(bad)
    assert "line 3: brand is empty" in text_of(bad)
    assert "X,Y,shoes" in text_of(bad)


def test_exchange_with_conflicts(console: Console) -> None:
    brand = brand_of(console)
    console.post(f"/brands/{brand.id}/edit", {"revision": revision(console, f"/brands/{brand.id}/edit"), "name": "Nike", "owner": "Ours"})  # fmt: skip
    whole = console.get("/exchange/registry.zip").body
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        value = json.loads(archive.read("registry.json"))
    one = next(one for one in value["brands"] if one["name"] == "Nike")
    one["owner"] = "Theirs"
    one["home"] = "https://nike.example"
    sent = ("r.json", json.dumps({"format": value["format"], "brands": [one]}).encode(), "application/json")
    for keep in (True, False):
        preview = console.post("/exchange/import", {}, {"file": sent}, page="/exchange/")
        told = text_of(preview)
        assert "Ours" in told
        assert "Theirs" in told
        key = re.search(r'name="keep" value="(\w+)"', preview.body.decode())
        assert key
        console.post(console.at, {"keep": key[1]} if keep else {})
        assert brand_of(console).owner == ("Ours" if keep else "Theirs")
        assert brand_of(console).home == "https://nike.example"
    refused = console.post("/exchange/import", {}, {"file": ("r.json", b'{"format": "x"}', "application/json")}, page="/exchange/")  # fmt: skip
    assert "r.json: is not a registry" in text_of(refused)
    assert "not there any more" in text_of(console.get("/exchange/import/brands.json"))


def test_sellers_as_csv(console: Console) -> None:
    text = "brand,store_id,name,standing,contract_until\nNike,1100000001,=cmd(),infringer,\nNike,1100000002,Shop,authorised,2030-01-01\n"
    console.post("/exchange/import", {}, {"file": ("s.csv", text.encode(), "text/csv")}, page="/exchange/")
    console.post(console.at, {})
    assert [(one.store_id, one.name) for one in brand_of(console).sellers] == [("1100000001", "=cmd()"), ("1100000002", "Shop")]  # fmt: skip
    out = console.get("/exchange/sellers.csv").body.decode("utf-8-sig")
    assert "'=cmd()" in out
    again = console.post("/exchange/import", {}, {"file": ("s.csv", out.encode(), "text/csv")}, page="/exchange/")
    assert "Nothing would change" in text_of(again)
    unknown = console.post("/exchange/import", {}, {"file": ("s.csv", b"brand,standing,name\nNobody,own,x\n", "text/csv")}, page="/exchange/")  # fmt: skip
    assert "line 2: there is no brand 'Nobody'" in text_of(unknown)


def test_the_packs_are_previewed_and_taken_over(console: Console) -> None:
    preview = console.post("/exchange/packs", {}, page="/exchange/")
    assert "What the alias packs would change" in text_of(preview)
    assert re.search(r"Aliases low risk \(\d+\): .*\u2068耐吉\u2069", text_of(preview))
    assert "Writing" not in text_of(preview)
    assert [one.text for one in brand_of(console).aliases] == ["耐克"]
    assert re.search(r"0 new, [78] changed", text_of(console.post(console.at, {})))
    assert "耐吉" in [one.text for one in brand_of(console).aliases]
    assert "Nothing would change" in text_of(console.post("/exchange/packs", {}, page="/exchange/"))
    handed = console.get("/exchange/aliases.csv")
    assert handed.headers["content-disposition"] == "attachment; filename=aliases.csv"
    pack = handed.body + b"Nobody,nbdy,alias,low\r\n"
    again = text_of(console.post("/exchange/import", {}, {"file": ("p.csv", pack, "text/csv")}, page="/exchange/"))
    assert "Nothing would change" in again
    assert "left out Nobody" in again


def test_the_whole_registry_comes_back_as_it_was(console: Console) -> None:
    at, right = right_page(console)
    console.post(f"{at}/papers/", {"revision": revision(console, at)}, {"files": PDF}, page=at)
    console.post(f"{at}/pictures", {"revision": revision(console, at)}, {"files": ("l.png", picture(), "image/png")}, page=at)  # fmt: skip
    before = registry(console).document()
    sound, lean = (console.get(f"/exchange/registry.zip?documents={word}").body for word in ("1", "0"))
    one = console.get(f"/exchange/registry.zip?brand={brand_of(console).id}").body
    for handed, papers in ((sound, 1), (lean, 0), (one, 1)):
        for brand in registry(console).document().brands:
            registry(console).remove(str(brand.id))
        console.post("/exchange/import", {}, {"file": ("r.zip", handed, "application/zip")}, page="/exchange/")
        assert "new, 0 changed" in text_of(console.post(console.at, {}))
        again = registry(console).document()
        assert [len(one.documents) for one in brand_of(console).rights if one.id == right.id] == [papers]
        if handed is sound:
            assert again == before
            assert console.get("/exchange/registry.zip").body == sound
        if handed is one:
            assert again.brands == [brand for brand in before.brands if brand.name == "Nike"]


def test_calendar_at_a_secret_address(console: Console) -> None:
    page, _ = right_page(console)
    console.post(page, {"revision": revision(console, page), "form": "word", "mark": "Nike", "expires": "2030-01-31", "vigilance": "normal"})  # fmt: skip
    shown = console.post("/documents/calendar", {}, page="/documents/").body.decode()
    found = re.search(r'value="http://127\.0\.0\.1:\d+(/documents/calendar/[^"]+\.ics)"', shown)
    assert found
    stranger = Console(console.server)
    feed = stranger.get(found[1])
    assert feed.status == 200
    (event,) = Calendar.from_ical(feed.body).walk("VEVENT")
    assert event["summary"] == "Nike: the right Nike 1000 EU expires"
    assert event["dtstart"].dt == date(2030, 1, 31)
    assert sorted(alarm["trigger"].dt.days for alarm in event.walk("VALARM")) == [-90, -30, -7]
    assert stranger.get("/documents/calendar/guessed.ics").status == 404
    console.post("/documents/calendar", {"end": "1"}, page="/documents/")
    assert stranger.get(found[1]).status == 404


def test_trying_before_and_after(console: Console) -> None:
    brand = brand_of(console)
    told = text_of(console.get("/try/?title=N1ke+shoes"))
    assert "Verdict High" in told
    assert "digits" in told or "letters" in told or "N1ke" in told
    both = text_of(console.get(f"/try/?title=zorbax+shoes&brand={brand.id}&text=zorbax&risk=low"))
    assert "As it is Clear" in both
    assert "As it would be High" in both
    assert "not seen yet" in text_of(console.get("/try/?address=1005001000000001"))
    assert "no address of an item" in text_of(console.get("/try/?address=https://evil.example/"))
    assert brand_of(console) == brand


def test_many_brands_and_sellers_come_in_pages(console: Console) -> None:
    text = "brand,mark\n" + "".join(f"Brand {n:03d},Brandolo {n}\n" for n in range(120))
    console.post("/paste/", {"table": text})
    console.post(console.at, {})
    first = console.get("/brands/?q=brandolo").body.decode()
    assert "Page 1 of 2, 120 in all" in first
    assert ("Brand 099" in first, "Brand 100" in first) == (True, False)
    onward = re.search(r'rel="next" href="([^"]+)"', first)
    assert onward
    second = console.get(onward[1].replace("&amp;", "&")).body.decode()
    assert ("Brand 099" in second, "Brand 119" in second) == (False, True)
    assert 'rel="next"' not in second
    assert "Page 2 of 2" in text_of(console.get("/brands/?q=brandolo&page=99"))
    assert "Page 1 of 2" in text_of(console.get("/brands/?q=brandolo&page=x"))
    rows = "".join(f"Brand 000,{1100000000 + n},watched\n" for n in range(101))
    sent = ("s.csv", f"brand,store_id,standing\n{rows}".encode(), "text/csv")
    console.post("/exchange/import", {}, {"file": sent}, page="/exchange/")
    console.post(console.at, {})
    assert "1100000100" not in text_of(console.get("/sellers/"))
    assert "1100000100" in text_of(console.get("/sellers/?page=2"))


def test_listings_seen(console: Console) -> None:
    client = Client(console.server)
    client.pair()
    goods = [Goods(n, "N1ke <b>shoes</b>" if n == 0 else f"Mug {n}", store=("7", "Shop")) for n in range(60)]
    client.ask("POST", "/pages", {"url": SEARCH_URL, "html": search_page(goods), "fragment": False})
    first = console.get("/listings/").body.decode()
    assert "60 listings were seen" in first
    older = re.search(r'href="(/listings/\?[^"]*after=[^"]+)"', first)
    assert older
    assert "Mug" in text_of(console.get(older[1].replace("&amp;", "&")))
    found = console.get("/listings/?q=n1ke").body.decode()
    assert "<mark>N1ke</mark> &lt;b&gt;" in found
    assert "No listing is like that" in text_of(console.get("/listings/?q=nothing"))


def test_settings_and_language(console: Console) -> None:
    reply = console.post("/settings/", {"language": "zh", "theme": "dark", "complainant": "Agency Ltd"})
    assert 'lang="zh"' in reply.body.decode()
    assert 'data-bs-theme="dark"' in reply.body.decode()
    assert "data-shortcuts" not in reply.body.decode()
    assert "已保存" in text_of(reply)
    assert console.post("/settings/", {"language": "xx", "theme": "dark"}).status == 422
    console.post("/settings/sessions/end", {}, page="/settings/")
    assert console.get("/").status == 401


def test_a_backup_by_button(console: Console) -> None:
    folder = console.server.settings.data_dir
    reply = text_of(console.post("/settings/backup", {}, page="/settings/"))
    assert re.search(r"Backed up: \d+ files", reply)
    (made,) = (folder / "backups").glob("markwarden-*.zip")
    assert str(made) in reply
    with zipfile.ZipFile(made) as archive:
        assert {"brands.json", "markwarden.sqlite3"} <= set(archive.namelist())
        assert archive.read("brands.json") == (folder / "brands.json").read_bytes()


def test_the_trail_tells_places_and_values_in_words(console: Console) -> None:
    brand = brand_of(console)
    page = f"/brands/{brand.id}"
    row = {"store_id": "1100000001", "name": "Shop", "standing": "authorised", "contract": "", "contract_from": "", "contract_until": "2030-01-31", "note": ""}  # fmt: skip
    console.post(f"{page}/sellers", {"revision": revision(console, page), **row}, page=page)
    told = text_of(console.get("/trail/?collection=brands"))
    assert "Sellers Store number 1100000001, Name Shop, Standing authorised, Until Jan 31, 2030" in told
    at, _ = right_page(console)
    console.post(f"{at}/papers/", {"revision": revision(console, at)}, {"files": PDF}, page=at)
    assert "Rights, Nike 1000 EU: Papers File" in text_of(console.get(page))
    assert "Nothing was changed yet" in text_of(console.get("/trail/?collection=stamping"))
    console.post("/documents/calendar", {}, page="/documents/")
    assert "Calendar address added" in text_of(console.get("/trail/"))


def test_the_trail_tells_who_changed_what(console: Console) -> None:
    brand = brand_of(console)
    page = f"/brands/{brand.id}/edit"
    console.post(page, {"revision": revision(console, page), "name": "Nike", "owner": "New <owner>"})
    told = text_of(console.get("/trail/"))
    assert "console" in told
    assert "Owner New <owner>" in told
    removed = console.post(f"/brands/{brand.id}/remove", {"revision": revision(console, f"/brands/{brand.id}")}, page=f"/brands/{brand.id}")  # fmt: skip
    assert "Nike was removed" in text_of(removed)
    assert "removed" in text_of(console.get(f"/trail/?subject={brand.id}"))
    assert console.get(f"/brands/{brand.id}").status == 404
