"""Forms that try to make the filler send them, declare, log in, or tell the wrong place what it knows."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.kit.forms import FILES, HOST, driver, fill_form, tab_of
from tests.kit.site import Site

URL = f"https://{HOST}/complaint.html"
SENT = f"https://{HOST}/sent.html"
VALUES = {"links": ["https://www.aliexpress.com/item/1.html"], "statement": "Secret statement", "order_number": "80123456", "reason": "test_buy", "complaint_type": "listing", "platform": "aliexpress"}  # fmt: skip
LINKS = '<p><label>Infringing listings <textarea name="links"></textarea></label></p>'
ORDER = '<p><label>Order number <input name="order_number"></label></p>'
STATEMENT = '<p><label>Supplement infringement reason(s) <textarea name="statement"></textarea></label></p>'


@pytest.fixture
def extension_page(context: BrowserContext) -> Iterator[Page]:
    page = driver(context)
    yield page
    page.close()


class Trap:
    """A page at the portal's host, filled; what it sent, and what it holds afterwards."""

    def __init__(self, site: Site, page: Page, extension_page: Page) -> None:
        self.site, self.page, self.extension_page = site, page, extension_page

    def fill(self, body: str, script: str = "", **more: Any) -> dict[str, Any]:
        html = f"<!doctype html><html lang=en><title>form</title><body>{body}<script>window.TRIED = [];\n{script}</script></body></html>"
        self.page.goto(self.site.put(more.pop("url", URL), html))
        self.site.put(SENT, "<!doctype html><title>sent</title>sent")
        self.site.asked.clear()
        return fill_form(self.extension_page, self.page, values=more.pop("values", VALUES), files=[], **more)

    def sent(self) -> list[str]:
        return [where for where in self.site.asked if "sent" in where]

    def held(self, selector: str) -> str:
        return str(self.page.locator(selector).input_value())


@pytest.fixture
def trap(site: Site, page: Page, extension_page: Page) -> Trap:
    return Trap(site, page, extension_page)


def state(done: dict[str, Any], key: str) -> str:
    return str(done["states"][key]["state"])


SENDS = (
    "f.submit()",
    "f.requestSubmit()",
    "Object.assign(f, {target: 'hole'}).submit()",
    "kept.call(f)",
    "kept.call(Object.assign(f, {target: 'hole'}))",
    "kept.call(Object.assign(f, {target: '_blank'}))",
    "hole.contentWindow.HTMLFormElement.prototype.submit.call(f)",
    "f.querySelector('button').click()",
    "f.querySelector('[type=image]').click()",
    "setTimeout(() => f.submit(), 5)",
    "location.href = f.action + '?links=' + f.links.value",
)


@pytest.mark.parametrize(
    ("event", "send"),
    [*(("input", send) for send in SENDS), *((event, "kept.call(f)") for event in ("change", "focusout", "click"))],
)
def test_a_form_that_sends_itself_is_stopped(trap: Trap, event: str, send: str) -> None:
    form = f'<form id="f" action="{SENT}">{LINKS}{ORDER}<select name="reason" aria-label="Complaint reason"><option></option><option>Test buy</option></select><fieldset><legend>Complaint type</legend><label><input type="radio" name="t">Product listing</label></fieldset><button>Submit</button><input type="image" alt="Send"></form><iframe name="hole" id="hole"></iframe>'
    script = f"const f = document.getElementById('f'), hole = document.getElementById('hole'), kept = HTMLFormElement.prototype.submit;\nf.addEventListener('submit', () => fetch(f.action + '?by-script'));\nf.addEventListener('{event}', () => {{ window.TRIED.push(1); {send}; }}, true);"
    done = trap.fill(form, script)
    assert trap.page.evaluate("window.TRIED.length") > 0
    # Through a method taken beforehand into another window it is stopped by the browser alone, which tells nobody.
    assert done["stopped"] > 0 or "kept.call(Object" in send
    assert trap.sent() == []
    assert trap.page.url == URL
    assert trap.held("[name=links]") == VALUES["links"][0]
    assert state(done, "links") == "filled"


def test_the_person_can_submit_afterwards(trap: Trap) -> None:
    trap.fill(f'<form id="f" action="{SENT}">{LINKS}<button>Submit</button></form>', "")
    trap.page.get_by_role("button", name="Submit").click()
    trap.page.wait_for_url(SENT + "**")
    assert trap.sent() != []


def test_honeypots_stay_empty(trap: Trap) -> None:
    hidden = {
        "none": "display:none",
        "invisible": "visibility:hidden",
        "transparent": "opacity:0",
        "away": "position:absolute;left:-9999px",
        "tiny": "position:absolute;width:1px;height:1px;overflow:hidden",
        "clipped": "position:absolute;clip-path:inset(50%)",
        "folded": "height:0;overflow:hidden",
    }
    pots = "".join(
        f'<div style="{style}"><label>Order number <input name="{name}"></label></div>'
        for name, style in hidden.items()
    )
    pots += '<label>Order number <input type="hidden" name="typed"></label>'
    pots += '<p><label for="ghost">Order number</label> <input id="ghost" name="ghost" style="opacity:0"></p>'
    done = trap.fill(f"<form>{pots}{ORDER}</form>")
    assert state(done, "order_number") == "filled"
    assert trap.held("[name=order_number]") == VALUES["order_number"]
    assert trap.page.evaluate(
        "Array.from(document.forms[0].elements).filter((one) => one.value).map((one) => one.name)"
    ) == ["order_number"]


@pytest.mark.parametrize(
    "label",
    [
        "Infringing listings of your own",
        "Your infringing listings",
        "Infringing lіstings",
        "Infringing listings (leave blank)",
        "Links to forward",
    ],
)
def test_look_alike_labels_are_not_filled(trap: Trap, label: str) -> None:
    done = trap.fill(f'<form><label>{label} <textarea name="decoy"></textarea></label></form>')
    assert state(done, "links") == "not_found"
    assert trap.held("[name=decoy]") == ""


def test_a_label_for_programs_alone_does_not_beat_the_visible_one(trap: Trap) -> None:
    done = trap.fill(
        '<form><label>Public comment <textarea name="decoy" aria-label="Infringing listings"></textarea></label></form>'
    )
    assert state(done, "links") == "not_found"
    assert trap.held("[name=decoy]") == ""


@pytest.mark.parametrize(
    ("field", "why"),
    [
        ('<label>Order number <input type="password" name="x"></label>', "password"),
        ('<label>Order number <input name="x"></label><label>Code <input type="password"></label>', "login"),
        ('<label>Order number <input name="x" autocomplete="one-time-code"></label>', "login"),
        ('<label>Order number <input name="captcha" class="x"></label>', "captcha"),
        ('<label>Order number <input name="x" placeholder="验证码"></label>', "captcha"),
        (
            '<label>Order number <input name="x" placeholder="I declare that all of this is true"></label>',
            "declaration",
        ),
    ],
)
def test_what_is_the_persons_own_is_refused(trap: Trap, field: str, why: str) -> None:
    done = trap.fill(f"<form>{field}</form>")
    assert done["states"]["order_number"] | {"shown": [], "failure": ""} == {
        "state": "refused",
        "why": why,
        "shown": [],
        "failure": "",
    }
    assert trap.page.evaluate("Array.from(document.querySelectorAll('input'), ({value}) => value).join('')") == ""


def test_no_declaration_is_ticked_however_it_is_dressed(trap: Trap) -> None:
    body = """<form>
      <fieldset><legend>Complaint type</legend><label><input type="radio" name="t">I declare that this is true: Product listing</label></fieldset>
      <p><b>Platform</b> <label><input type="checkbox" name="p"> AliExpress</label> <label><input type="checkbox" name="p"> I have read and agree to the terms of service</label></p>
      <p><label><input type="checkbox" name="declaration"> Declaration</label></p>
      <div class="ant-form-item"><label for="s">Supplement infringement reason(s)</label><label><input id="s" type="checkbox">I declare under penalty of perjury</label></div>
    </form>"""
    trap.fill(body)
    assert trap.page.locator("input:checked").count() == 0


def test_an_option_that_is_a_button_is_not_pressed(trap: Trap) -> None:
    body = f"""<form id="f" action="{SENT}"><p><span>Complaint reason</span> <input role="combobox" aria-expanded="false" id="c" readonly style="width:200px"></p>
      <div id="list" hidden><button role="option" style="width:200px;height:30px">Test buy</button></div></form>"""
    done = trap.fill(body, "c.addEventListener('click', () => { list.hidden = false; });")
    assert done["states"]["reason"]["failure"] == "refused"
    assert trap.sent() == []


def test_enter_is_pressed_nowhere_but_in_a_calendar(trap: Trap) -> None:
    body = f'<form>{LINKS}{STATEMENT}{ORDER}<p><label>Bought on <input name="d"></label></p></form>'
    trap.fill(
        body,
        "document.addEventListener('keydown', (event) => window.TRIED.push(event.key), true);",
        values=VALUES | {"bought_on": "2026-10-05"},
    )
    assert trap.page.evaluate("window.TRIED") == []


@pytest.mark.parametrize(
    "url",
    [
        "https://ipp.aidcgroup.net.evil.example/x.html",
        "https://evil.example/ipp.aidcgroup.net.html",
        "https://www.aliexpress.com/complaint.html",
        "https://ipp.aidcgroup.net@evil.example/x.html",
    ],
)
def test_another_origin_gets_nothing(trap: Trap, url: str) -> None:
    done = trap.fill(f"<form>{LINKS}</form>", url=url.replace("ipp.aidcgroup.net@", ""))
    assert done["hosts"] == []
    assert state(done, "links") == "not_found"
    assert trap.held("[name=links]") == ""


def test_frames_of_other_origins_get_nothing(trap: Trap, site: Site) -> None:
    for host in ("evil.example", "www.aliexpress.com", "qinquan.taobao.com"):
        site.put(f"https://{host}/frame.html", f"<!doctype html><form>{LINKS}</form>")
    site.put(f"https://{HOST}/frame.html", f"<!doctype html><form>{STATEMENT}</form>")
    frames = "".join(
        f'<iframe src="https://{host}/frame.html"></iframe>'
        for host in ("evil.example", "www.aliexpress.com", "qinquan.taobao.com", HOST)
    )
    frames += f"<iframe sandbox='allow-scripts' src='https://{HOST}/frame.html'></iframe>"
    frames += f"<iframe sandbox='allow-scripts' srcdoc='<form>{LINKS.replace(chr(39), '')}</form>'></iframe>"
    done = trap.fill(frames)
    assert set(done["hosts"]) == {HOST}
    assert (state(done, "links"), state(done, "statement")) == ("not_found", "filled")
    held = [
        (frame.url, frame.evaluate("document.querySelector('textarea')?.value ?? null"))
        for frame in trap.page.frames[1:]
    ]
    empty = [
        f"https://{host}/frame.html" for host in ("evil.example", "www.aliexpress.com", "qinquan.taobao.com", HOST)
    ]
    own = (f"https://{HOST}/frame.html", VALUES["statement"])
    assert sorted(held) == sorted([(url, "") for url in [*empty, "about:srcdoc"]] + [own])


def test_fields_in_frames_and_shadow_roots_are_filled(trap: Trap, site: Site) -> None:
    site.put(f"https://{HOST}/frame.html", f"<!doctype html><form>{STATEMENT}</form>")
    script = f"""document.getElementById('h').attachShadow({{mode: 'open'}}).innerHTML = `{LINKS}`;
      const closed = document.querySelector('x-order').attachShadow({{mode: 'closed'}}), inner = document.createElement('div');
      closed.append(inner);
      window.ORDER = inner.attachShadow({{mode: 'closed'}});
      window.ORDER.innerHTML = `{ORDER}`;"""
    done = trap.fill(
        f'<div id="h"></div><x-order><b>Light</b></x-order><iframe src="https://{HOST}/frame.html"></iframe>', script
    )
    assert [state(done, key) for key in ("links", "statement", "order_number")] == ["filled"] * 3
    assert trap.page.evaluate("window.ORDER.querySelector('input').value") == VALUES["order_number"]
    assert (
        trap.page.evaluate("document.getElementById('h').shadowRoot.querySelector('textarea').value")
        == VALUES["links"][0]
    )


def test_the_page_sees_nothing_of_the_filler(trap: Trap) -> None:
    trap.fill(f"<form>{LINKS}</form>", "window.BEFORE = Object.getOwnPropertyNames(window).length;")
    assert trap.page.evaluate(
        "[typeof window.markwarden, Object.getOwnPropertySymbols(window).map(String).filter((name) => name.includes('markwarden')).length, document.querySelectorAll('[class*=markwarden], [id*=markwarden]').length]"
    ) == ["undefined", 0, 0]
    natives = "[HTMLFormElement.prototype.submit, HTMLFormElement.prototype.requestSubmit].map((one) => one.toString().includes('native code'))"
    assert trap.page.evaluate(natives) == [True, True]


def test_a_text_that_is_too_long_is_not_cut(trap: Trap) -> None:
    done = trap.fill(
        '<form><label>Supplement infringement reason(s) <textarea maxlength="5" name="s"></textarea></label></form>'
    )
    assert (state(done, "statement"), done["states"]["statement"]["failure"]) == ("empty", "too long")
    assert trap.held("[name=s]") == ""


def test_a_kind_of_file_that_the_field_refuses_is_not_put_in(site: Site, page: Page, extension_page: Page) -> None:
    page.goto(
        site.put(
            URL, '<!doctype html><form><label>Evidence <input type="file" accept="image/*" multiple></label></form>'
        )
    )
    done = fill_form(extension_page, page, values={}, files=FILES)
    assert (done["states"]["evidence"]["state"], done["states"]["evidence"]["failure"]) == (
        "empty",
        "kind of file refused",
    )
    assert page.evaluate("document.querySelector('input').files.length") == 0
    done = fill_form(extension_page, page, values={}, files=FILES[:1])
    assert done["states"]["evidence"]["state"] == "filled"


def test_messages_from_elsewhere_are_not_answered(trap: Trap, context: BrowserContext) -> None:
    """A frame is asked by the extension's pages alone; the page itself cannot reach it."""
    trap.fill(f"<form>{LINKS}</form>")
    assert trap.page.evaluate("typeof chrome === 'undefined' || typeof chrome.runtime?.sendMessage") in (
        True,
        "undefined",
    )
    tab = tab_of(trap.extension_page, trap.page)
    ask = "([tab, hosts]) => chrome.tabs.sendMessage(tab, {to: 'forms', type: 'describe', hosts}, {frameId: 0})"
    assert trap.extension_page.evaluate(ask, [tab, ["evil.example"]]) == {"refused": True}
    assert "fields" in trap.extension_page.evaluate(ask, [tab, [HOST]])
