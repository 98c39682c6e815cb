"""From a search page with five flagged listings of two rights to two filled forms: every step by key or click, all real."""

import pytest
from playwright.sync_api import BrowserContext

from tests.kit.browser import until
from tests.kit.filing import Filing
from tests.kit.forms import HOST, comparable
from tests.kit.site import Site
from tests.kit.walk import GOODS, walk


@pytest.fixture(scope="module")
def context(own_context: BrowserContext) -> BrowserContext:
    return own_context


def test_from_flagged_listings_to_filled_unsubmitted_forms(context: BrowserContext, site: Site, desk: Filing) -> None:
    walked = walk(context, site, desk, "antd5")
    nike, gucci = GOODS[:3], GOODS[3:5]
    assert walked.steps.keys == 6
    assert walked.steps.clicks <= 10
    complaints = [desk.complaint(one) for one in walked.chosen]
    links = {one["right"]["label"]: {link["item_id"] for link in one["links"]} for one in complaints}
    assert links == {"Nike": {one.item_id for one in nike}, "Gucci": {one.item_id for one in gucci}}
    for form, told, complaint in zip(walked.forms, walked.told, complaints, strict=True):
        assert (told["declaration"], told["submit"], told["order_number"]) == ("person", "person", "not_asked")
        assert {state for key, state in told.items() if key not in ("declaration", "submit", "order_number", "proof_type")} == {"filled"}  # fmt: skip
        assert complaint["status"] == "draft"
        assert form.evaluate("window.SUBMITTED ?? null") is None
        assert not form.get_by_label("I declare that the above is true").is_checked()
        # What the person would send now.
        form.bring_to_front()
        form.get_by_role("button", name="Submit", exact=True).click()
        sent = comparable("antd5", until(lambda form=form: form.evaluate("window.SUBMITTED ?? null")))  # type: ignore[misc]
        assert sent["links"] == "\n".join(link["url"] for link in complaint["links"])
        assert sent["statement"] == complaint["statement"]
        assert (sent["platform"], sent["ipr_type"], sent["complaint_type"]) == ("ae", "tm", "listing")
        assert sent["ipr"] == complaint["right"]["label"].lower()
        assert sent["evidence"] == [f"comparison-{complaint['right']['label']}.png 70"]
        form.close()
    del site.pages[f"{HOST}/"]
