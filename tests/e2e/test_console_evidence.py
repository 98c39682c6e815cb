"""The console's pages of evidence in a real Chromium: looked at, drawn on, without accessibility faults."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from markwarden.evidence.comparisons import Feature, Place
from markwarden.evidence.retention import Keep, Rule
from markwarden.preferences import Preferences, PreferenceStore
from markwarden.serving import Server
from markwarden.store import TinyStore
from markwarden_schema.capture import CaptureSeal
from markwarden_schema.decision import DecisionRequest, DecisionWord
from markwarden_schema.listing import SellerRef
from tests.conftest import filled_server
from tests.kit.browser import axe, keep
from tests.kit.captures import open_capture, parts_of, picture_of_page, png, report_of, seal_of

PERSONAL = [{"picture": "full", "what": "name", "x": 20, "y": 30, "width": 40, "height": 12}]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with filled_server(tmp_path_factory.mktemp("evidence-console")) as running:
        yield running


@pytest.fixture(scope="module")
def package(filled: Server) -> str:
    archive = filled._services.evidence
    capture_id = open_capture(archive, parts_of())
    archive.seal(capture_id, CaptureSeal.model_validate(seal_of(personal=PERSONAL)), report_of(archive, capture_id))
    open_capture(archive, parts_of()[:3])
    return capture_id


@pytest.fixture(scope="module")
def compared(filled: Server, package: str) -> str:
    comparisons = filled._services.comparisons
    features = [Feature(name="Logo", genuine="sharp", suspect="blurred", at_genuine=Place(x=0.3, y=0.4), at_suspect=Place(x=0.6, y=0.5))]  # fmt: skip
    genuine = comparisons.blobs.put(png(picture_of_page(100)))
    return comparisons.new(capture=package, genuine=genuine, suspect="data/screen/visible.png", right="NIKE", features=features).id  # fmt: skip


@pytest.fixture(scope="module")
def case(filled: Server, package: str) -> str:
    """The dossier of a case of two listings, one of them captured; and a rule that the capture would fall to."""
    here = filled._services
    right = here.registry.document().brands[0].rights[0].id
    seller = SellerRef(id="1100000001", name="Sunny Store")
    for item in ("1005001000000001", "1005001000000777"):
        here.decide(
            DecisionRequest(item_id=item, word=DecisionWord.INFRINGES, right=right, title="Dress", seller=seller)
        )
    here.retention.set_rule(Rule(keep=Keep.USED, days=1))
    [made] = here.complaints.cases().cases
    return f"/cases/{made.id}/dossier"


@pytest.mark.parametrize(("scheme", "language"), [("light", "en"), ("dark", "zh")])
def test_pages_have_no_accessibility_faults(
    tab: Page, filled: Server, package: str, compared: str, case: str, scheme: str, language: str
) -> None:
    tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    PreferenceStore(TinyStore(filled.settings.data_dir)).put(Preferences(language=language))  # type: ignore[arg-type]
    for name, path in {
        "list": "/evidence/",
        "one": f"/evidence/{package}",
        "redact": f"/evidence/{package}/redact",
        "compare": f"/evidence/compare/{compared}",
        "supply": "/evidence/supply",
        "settings": "/evidence/settings",
        "case": case,
    }.items():
        tab.goto(filled.url + path)
        tab.wait_for_load_state("networkidle")
        keep(tab, f"evidence-{name}-{scheme}")
        assert axe(tab) == [], name
    PreferenceStore(TinyStore(filled.settings.data_dir)).put(Preferences(language="en"))


def test_box_is_drawn_with_the_pointer(tab: Page, filled: Server, package: str) -> None:
    tab.goto(f"{filled.url}/evidence/{package}/redact")
    rows = tab.locator("#boxes tbody tr")
    expect(rows).to_have_count(2)  # the one found, and an empty one
    expect(tab.locator("figure svg rect")).to_have_count(1)
    picture = tab.locator("figure.draw img").first
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    assert box is not None
    tab.mouse.move(box["x"] + box["width"] / 2, box["y"] + 40)
    tab.mouse.down()
    tab.mouse.move(box["x"] + box["width"] * 0.75, box["y"] + 80)
    tab.mouse.up()
    expect(rows).to_have_count(3)
    assert abs(int(rows.nth(1).locator("[name=x]").input_value()) - 80) <= 1  # of 160 pixels
    assert abs(int(rows.nth(1).locator("[name=width]").input_value()) - 40) <= 1
    rows.first.get_by_role("button").click()
    expect(rows).to_have_count(2)
    tab.get_by_role("button", name="Make the redacted copy").click()
    expect(tab.get_by_role("status").first).to_contain_text("redacted copy was made")


def test_places_are_marked_with_a_click(tab: Page, filled: Server, compared: str) -> None:
    tab.goto(f"{filled.url}/evidence/compare/{compared}")
    tab.locator("#features tbody tr").nth(1).locator("[name=name]").fill("Sole")
    image = tab.locator("figure[data-side=at_suspect] img")
    box = image.bounding_box()
    assert box is not None
    image.click(position={"x": box["width"] * 0.25, "y": box["height"] * 0.5})
    expect(tab.locator("figure[data-side=at_suspect] .numbers span")).to_have_text(["1", "2"])
    x, y = tab.locator("#features tbody tr").nth(1).locator("[name=at_suspect]").input_value().split()
    assert abs(float(x) - 25) < 1
    assert abs(float(y) - 50) < 1
    tab.get_by_role("button", name="Keep").click()
    expect(tab.get_by_role("status").first).to_contain_text("Kept")
