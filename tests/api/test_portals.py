"""GET /api/v1/portals and PUT /api/v1/portals/{id}/overrides, over a real socket."""

from tests.kit.client import Client

REASON = {"value": "own", "words": {"en": ["Own reason"], "zh": []}, "rights": ["trademark"]}


def test_portals_are_listed(paired: Client) -> None:
    listed = paired.ask("GET", "/portals").json
    assert listed["problems"] == []
    assert {"ipp-aidc", "aliprotect"} <= {portal["profile"]["id"] for portal in listed["portals"]}


def test_a_reason_of_ones_own_is_there_from_then_on(paired: Client) -> None:
    reply = paired.ask("PUT", "/portals/ipp-aidc/overrides", {"reasons": [REASON]})
    assert reply.status == 200
    assert reply.json["profile"]["reasons"][-1]["added"] is True
    (portal,) = [one for one in paired.ask("GET", "/portals").json["portals"] if one["profile"]["id"] == "ipp-aidc"]
    assert portal["profile"]["reasons"][-1]["words"]["en"] == ["Own reason"]


def test_what_does_not_fit_is_refused_with_its_place(paired: Client) -> None:
    locator = {"role": "button", "host": "ipp.aidcgroup.net"}
    reply = paired.ask("PUT", "/portals/ipp-aidc/overrides", {"locators": {"submit": locator}})
    assert (reply.status, reply.code) == (422, "invalid_request")
    assert reply.json["error"]["details"]["problems"][0]["path"] == "locators.submit"
    assert paired.ask("PUT", "/portals/none/overrides", {}).code == "not_found"
