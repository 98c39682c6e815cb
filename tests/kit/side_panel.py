"""The real side panel: a target that Playwright does not list among its pages, spoken to over the DevTools protocol."""

import json
from typing import Any

from playwright.sync_api import Page

from tests.kit.browser import click_toolbar, until


class SidePanel:
    """The side panel of a tab's window, opened by a real click on the toolbar button."""

    def __init__(self, page: Page) -> None:
        click_toolbar(page)
        self._page = page
        self._cdp = page.context.new_cdp_session(page)
        self._sent = 0
        self._answers: dict[int, dict[str, Any]] = {}
        targets = self._cdp.send("Target.getTargets")["targetInfos"]
        found = next(one for one in targets if one["url"].split("?")[0].endswith("/sidepanel/panel.html"))
        self._session = self._cdp.send("Target.attachToTarget", {"targetId": found["targetId"], "flatten": False})["sessionId"]  # fmt: skip
        self._cdp.on("Target.receivedMessageFromTarget", self._received)
        # It slides in; a person would not click before it stands.
        widths: list[int] = []
        until(lambda: widths.append(page.evaluate("innerWidth")) or (len(widths) > 8 and len(set(widths[-8:])) == 1 and widths[-1] < widths[0] + 1))  # fmt: skip

    def _received(self, event: dict[str, Any]) -> None:
        message = json.loads(event["message"])
        if "id" in message:
            self._answers[message["id"]] = message

    def send(self, method: str, **parameters: object) -> dict[str, Any]:
        self._sent += 1
        number = self._sent
        message = json.dumps({"id": number, "method": method, "params": parameters})
        self._cdp.send("Target.sendMessageToTarget", {"sessionId": self._session, "message": message})

        def answered() -> dict[str, Any] | None:
            self._page.evaluate("1")  # lets Playwright hand over what has come
            return self._answers.pop(number, None)

        return dict(until(answered).get("result", {}))

    def js(self, expression: str) -> Any:
        """The value of an expression; no user gesture comes with it."""
        result = self.send("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        return result["result"].get("value")

    def text(self) -> str:
        return str(self.js("document.body.innerText"))

    def click(self, selector: str) -> None:
        """A click as a mouse makes it."""
        until(lambda: self.js(f"(() => {{ const e = document.querySelector('{selector}'); return e && !e.disabled && e.getBoundingClientRect().width > 0; }})()"))  # fmt: skip
        x, y = self.js(f"(() => {{ const r = document.querySelector('{selector}').getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; }})()")  # fmt: skip
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def press(self, key: str) -> None:
        """A key as a keyboard sends it."""
        self.send("Input.dispatchKeyEvent", type="keyDown", key=key, text=key)
        self.send("Input.dispatchKeyEvent", type="keyUp", key=key)
