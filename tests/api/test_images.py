"""Pictures over a real socket: wanted, sent, looked at, remembered; refused where they have to be."""

import uuid
from collections.abc import Iterable
from pathlib import Path

import pytest

from markwarden.pictures.memory import Known
from markwarden.registry import Registry
from markwarden.registry.interchange import dump, parse
from markwarden.store import BlobStore, TinyStore
from markwarden_schema.picture import ImageState
from markwarden_schema.registry import FORMAT, RegistryDocument
from tests.kit.browser import until
from tests.kit.client import EXTENSION, Client, Reply
from tests.kit.held_back import held_back
from tests.kit.pages import Goods, item_page, search_page
from tests.kit.photos import EDITS, jpeg, scene

GOODS = [Goods(number, f"plain goods {number}") for number in range(4)]
KEYS = [goods.key for goods in GOODS]
URL = "https://www.aliexpress.com/w/wholesale-bag.html"


def protect(data_dir: Path, *seeds: int) -> None:
    """Register photos of a brand as its copyright."""
    files = {f"photo{seed}.jpg": jpeg(scene(seed)) for seed in seeds}
    brand = {
        "name": "Acmara",
        "rights": [{"kind": "copyright", "title": "Product photos", "images": sorted(files)}],
    }
    document = RegistryDocument.model_validate({"format": FORMAT, "brands": [brand]})
    Registry(TinyStore(data_dir), BlobStore(data_dir / "blobs")).take_over(
        parse(dump(document), "registry.json", files)
    )


def page() -> str:
    return search_page(GOODS)


def multipart(parts: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    boundary = uuid.uuid4().hex
    body = b"".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{name}"\r\n'
        f"Content-Type: image/jpeg\r\n\r\n".encode()
        + data
        + b"\r\n"
        for name, data in parts
    )
    return f"multipart/form-data; boundary={boundary}", body + f"--{boundary}--\r\n".encode()


def send(client: Client, parts: list[tuple[str, bytes]], **headers: str | None) -> Reply:
    kind, body = multipart(parts)
    given = {"Authorization": f"Bearer {client.token}", "Origin": EXTENSION, "Content-Type": kind}
    return client.raw("POST", "/api/v1/images", given | headers, body)


def settled(client: Client, parts: list[tuple[str, bytes]]) -> Reply:
    """What came of pictures in the end: the first answer tells of a glance, the following ones of all."""
    report = send(client, parts)
    while any(one["state"] == "pending" for one in report.json["images"]):
        report = client.ask("POST", "/images/verdicts", {"keys": [key for key, _ in parts]})
    return report


TEXT = "The jacket is cut from waxed cotton that our mill in the north has woven since 1921 without a break"


def test_a_verdict_on_pictures_knows_the_description_and_the_category(paired: Client, data_dir: Path) -> None:
    brand = {
        "name": "Acmara",
        "rights": [
            {"kind": "copyright", "title": "Product photos", "images": ["a.jpg"], "texts": [TEXT]},
            {"kind": "trademark", "mark": "Orange", "nice_classes": [25]},
        ],
    }
    document = RegistryDocument.model_validate({"format": FORMAT, "brands": [brand]})
    registry = Registry(TinyStore(data_dir), BlobStore(data_dir / "blobs"))
    registry.take_over(parse(dump(document), "registry.json", {"a.jpg": jpeg(scene(1))}))
    goods = Goods(7, "Orange thing", store=("1101", "Some Store"))
    where = f"https://www.aliexpress.com/item/{goods.item_id}.html"
    html = item_page(goods).replace('"@type": "Product"', '"@type": "Product", "category": "Dresses"')
    read = paired.ask("POST", "/pages", {"url": where, "html": html, "description": f"New! {TEXT}."}).json
    own = read["listings"][0]["assessment"]
    assert "copied_text" in {signal["kind"] for signal in own["signals"]}
    after = settled(paired, [(goods.key, jpeg(scene(77)))]).json["listings"][0]
    assert after["assessment"] == own
    assert (after["category"], after["description"]) == ("Dresses", f"New! {TEXT}.")
    searched = paired.ask("POST", "/pages", {"url": URL, "html": search_page([goods])}).json["listings"][0]
    assert searched["assessment"] == own


@pytest.fixture
def guarded(paired: Client, data_dir: Path) -> Client:
    """A paired client of a server that protects the photo of scene 1."""
    protect(data_dir, 1)
    return paired


def test_nothing_is_wanted_where_no_picture_is_protected(paired: Client) -> None:
    assert paired.ask("POST", "/pages", {"url": URL, "html": page()}).json["wanted"] == []


def test_a_copied_photo_becomes_a_flag_and_is_looked_at_once(guarded: Client) -> None:
    first = guarded.ask("POST", "/pages", {"url": URL, "html": page()}).json
    assert {wanted["key"] for wanted in first["wanted"]} == set(KEYS)
    assert all(wanted["url"].endswith("_640x640.jpg") for wanted in first["wanted"])
    copies = {KEYS[0]: EDITS["cropped"](scene(1)), KEYS[1]: EDITS["mirrored"](scene(1)), KEYS[2]: scene(77)}
    report = settled(guarded, [(key, jpeg(picture)) for key, picture in copies.items()])
    assert report.status == 200, report.body
    assert {one["state"] for one in report.json["images"]} == {"done"}
    levels = {one["title"]: one["assessment"]["level"] for one in report.json["listings"]}
    assert levels["plain goods 0"] in ("medium", "high")
    assert levels["plain goods 1"] in ("medium", "high")
    assert levels["plain goods 2"] == "clear"
    signal = next(one for one in report.json["listings"] if one["title"] == "plain goods 0")["assessment"]["signals"][0]
    assert signal["kind"] == "copied_photo"
    assert signal["evidence"]["image"].startswith("https://")
    assert len(signal["evidence"]["matrix"]) == 3
    right = report.json["rights"][signal["right"]]
    assert (right["brand"], right["kind"]) == ("Acmara", "copyright")
    again = guarded.ask("POST", "/pages", {"url": URL, "html": page()}).json
    assert [wanted["key"] for wanted in again["wanted"]] == [KEYS[3]]
    assert {one["title"] for one in again["listings"] if one["assessment"]["level"] != "clear"} == {
        "plain goods 0",
        "plain goods 1",
    }
    reference = guarded.ask("GET", f"/references/{signal['evidence']['reference']}")
    assert (reference.status, reference.headers["content-type"]) == (200, "image/jpeg")
    assert reference.body == jpeg(scene(1))


def test_a_plain_copy_is_told_at_the_first_glance(guarded: Client) -> None:
    guarded.ask("POST", "/pages", {"url": URL, "html": page()})
    parts = [(KEYS[0], jpeg(EDITS["border"](scene(1)))), (KEYS[1], jpeg(scene(78)))]
    with held_back(guarded.server._services.pictures) as held:
        first = send(guarded, parts).json
        assert [one["state"] for one in first["images"]] == ["pending", "pending"]
        # Of the other one there is no news: it is told when it was looked at.
        ((title, level),) = [(one["title"], one["assessment"]["level"]) for one in first["listings"]]
        assert title == "plain goods 0"
        assert level in ("medium", "high")
        held.let_go()
    assert {one["state"] for one in settled(guarded, parts).json["images"]} == {"done"}


def test_a_new_reference_is_looked_for_at_once(guarded: Client, data_dir: Path) -> None:
    guarded.ask("POST", "/pages", {"url": URL, "html": page()})
    settled(guarded, [(KEYS[0], jpeg(scene(2)))])
    protect(data_dir, 2)
    again = guarded.ask("POST", "/pages", {"url": URL, "html": page()}).json
    assert KEYS[0] in {wanted["key"] for wanted in again["wanted"]}
    assert settled(guarded, [(KEYS[0], jpeg(scene(2)))]).json["listings"][0]["assessment"]["level"] in (
        "medium",
        "high",
    )


def test_one_bad_picture_spoils_no_batch(guarded: Client) -> None:
    guarded.ask("POST", "/pages", {"url": URL, "html": page()})
    report = settled(guarded, [(KEYS[0], b"no picture"), (KEYS[1], jpeg(scene(1)))]).json
    states = {one["key"]: (one["state"], one["code"]) for one in report["images"]}
    assert states == {KEYS[0]: ("refused", "picture_format"), KEYS[1]: ("done", None)}
    wanted = guarded.ask("POST", "/pages", {"url": URL, "html": page()}).json["wanted"]
    assert KEYS[0] not in {one["key"] for one in wanted}


def test_verdicts_are_asked_for_again(guarded: Client) -> None:
    guarded.ask("POST", "/pages", {"url": URL, "html": page()})
    settled(guarded, [(KEYS[0], jpeg(scene(1)))])
    report = guarded.ask("POST", "/images/verdicts", {"keys": KEYS[:2]}).json
    assert [one["state"] for one in report["images"]] == ["done", "unknown"]
    assert len(report["listings"]) == 1


def test_a_picture_that_ends_while_it_is_asked_after_is_not_unknown(
    guarded: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    guarded.ask("POST", "/pages", {"url": URL, "html": page()})
    pictures = guarded.server._services.pictures
    with held_back(pictures) as held:
        send(guarded, [(KEYS[0], jpeg(scene(77)))])
        known = pictures._memory.known

        def slowly(keys: Iterable[str], version: str) -> dict[str, Known]:
            before = known(list(keys), version)
            held.let_go()
            until(lambda: KEYS[0] not in pictures._under_way)
            return before

        monkeypatch.setattr(pictures._memory, "known", slowly)
        (verdict,) = pictures.verdicts([KEYS[0]])
        monkeypatch.undo()
    assert verdict.state is ImageState.PENDING
    (verdict,) = pictures.verdicts([KEYS[0]])
    assert verdict.state is ImageState.DONE


def test_a_page_that_is_left_takes_its_pictures_with_it(guarded: Client) -> None:
    pictures = guarded.server._services.pictures
    goods = [Goods(number, f"plain goods {number}") for number in range(8)]
    keys = [one.key for one in goods]
    body = {"url": URL, "html": search_page(goods)}
    guarded.ask("POST", "/pages", body)
    parts = [(key, jpeg(scene(200 + number))) for number, key in enumerate(keys)]
    with held_back(pictures) as held:
        send(guarded, parts)
        send(guarded, parts[:5])  # another page shows some of them, too
        until(lambda: len(held.looked) == 2)
        assert guarded.ask("POST", "/images/left", {"keys": keys}).status == 204
        assert guarded.ask("POST", "/images/left", {"keys": keys[:4]}).status == 204
        held.let_go()
        until(lambda: not any(key in pictures._under_way for key in keys))
    assert len(held.looked) == 3  # the two that were begun, and the one that a page still waits for
    wanted = {one["key"] for one in guarded.ask("POST", "/pages", body).json["wanted"]}
    assert len(wanted) == 5
    assert keys[4] not in wanted


def test_later_looks_end_with_the_page_that_waits_for_them(paired: Client, data_dir: Path) -> None:
    figure = {"kind": "trademark", "form": "figurative", "image": "logo.png"}
    document = RegistryDocument.model_validate({"format": FORMAT, "brands": [{"name": "Acmara", "rights": [figure]}]})
    registry = Registry(TinyStore(data_dir), BlobStore(data_dir / "blobs"))
    registry.take_over(parse(dump(document), "registry.json", {"logo.png": jpeg(scene(3))}))
    later = paired.server._services.pictures.later
    with later.held():
        paired.ask("POST", "/pages", {"url": URL, "html": page()})
        report = settled(paired, [(KEYS[0], jpeg(scene(77)))]).json
        (picture,) = report["images"]
        assert picture["state"] == "partly"
        paired.ask("POST", "/images/left", {"keys": [KEYS[0]]})
        assert not later.under_way(picture["sha256"])
        again = paired.ask("POST", "/pages", {"url": URL, "html": page()}).json
        assert KEYS[0] in {one["key"] for one in again["wanted"]}


def test_who_shows_the_same_picture(guarded: Client) -> None:
    html = page()
    for goods in GOODS[1:3]:
        html = html.replace(goods.key, KEYS[0])
    guarded.ask("POST", "/pages", {"url": URL, "html": html})
    alike = guarded.ask("GET", f"/listings/{GOODS[1].item_id}/alike").json
    assert {one["title"] for one in alike["listings"]} == {"plain goods 0", "plain goods 2"}
    assert {one["how"] for one in alike["listings"]} == {"same_picture"}


def test_a_photo_that_was_changed_a_little_is_grouped_and_told_on_the_card(guarded: Client) -> None:
    guarded.ask("POST", "/pages", {"url": URL, "html": page()})
    photo = scene(60)
    w, h = photo.size
    changed = [photo, photo.resize((w // 2, h // 2)), photo.crop((w // 25, h // 25, w * 24 // 25, h * 24 // 25))]
    report = settled(guarded, [(KEYS[number], jpeg(one, 60)) for number, one in enumerate([*changed, scene(61)])]).json
    noted = {one["title"]: one["same_photo"] for one in report["listings"]}
    assert noted == {f"plain goods {number}": {"listings": 2, "sellers": 0} for number in range(3)} | {
        "plain goods 3": None
    }
    again = guarded.ask("POST", "/pages", {"url": URL, "html": page()}).json
    assert {one["title"]: one["same_photo"] for one in again["listings"]} == noted
    alike = guarded.ask("GET", f"/listings/{GOODS[0].item_id}/alike").json
    assert {one["how"] for one in alike["listings"]} == {"near_picture"}
    groups = guarded.ask("GET", "/photos").json["groups"]
    assert [set(one["item_ids"]) for one in groups] == [{goods.item_id for goods in GOODS[:3]}]


@pytest.mark.parametrize(
    ("parts", "headers", "code"),
    [
        ([], {}, "invalid_request"),
        ([("../etc/passwd", b"x")], {}, "invalid_request"),
        ([(KEYS[0], b"x")] * 25, {}, "invalid_request"),
        ([(KEYS[0], b"x")], {"Content-Type": "application/json"}, "unsupported_media_type"),
        ([(KEYS[0], b"x")], {"Authorization": None}, "token_missing"),
        ([(KEYS[0], b"x")], {"Origin": "https://www.aliexpress.com"}, "origin_not_allowed"),
        ([(KEYS[0], b"x")], {"Sec-Fetch-Site": "cross-site"}, "cross_site"),
    ],
)
def test_refusals(guarded: Client, parts: list[tuple[str, bytes]], headers: dict[str, str | None], code: str) -> None:
    assert send(guarded, parts, **headers).code == code


def test_only_pictures_of_the_registry_are_given_out(guarded: Client) -> None:
    assert guarded.ask("GET", f"/references/{'0' * 64}").code == "not_found"
