"""The whole walk, from a search page with five flagged listings of two rights to two filled forms that nobody sent: actions and seconds.

Beside it, what the same two forms take without the program: the fields of each to open, choose and paste, one action each and one
for every listing's address to copy.
"""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import sync_playwright

from markwarden.extension import extension_path
from markwarden.pairing import new_code
from markwarden.serving import Server
from markwarden.settings import Settings
from tests.bench.tables import table
from tests.conftest import fill
from tests.kit.browser import chromium, pair_by_hand
from tests.kit.client import Client
from tests.kit.filing import filing_of
from tests.kit.forms import LIBRARIES
from tests.kit.site import Site
from tests.kit.walk import FLAGGED, walk


def main(libraries: Sequence[str] = LIBRARIES) -> None:
    rows = []
    for library in libraries:
        with (
            tempfile.TemporaryDirectory() as name,
            sync_playwright() as playwright,
            Site(Path(name)) as site,
            _server(Path(name) / "data") as server,
            chromium(playwright, Path(name) / "profile", site, extension_path()) as context,
        ):
            client = Client(server)
            client.pair()
            pair_by_hand(context, client, new_code(server.settings.data_dir))
            with filing_of(client) as desk:
                walked = walk(context, site, desk, library)
                sent = [form.evaluate("window.SUBMITTED ?? null") for form in walked.forms]
                fields = [sum(state == "filled" for state in told.values()) for told in walked.told]
        steps = walked.steps
        rows.append(
            [
                library,
                steps.keys,
                steps.clicks,
                *(f"{seconds:.1f}" for _, _, seconds in steps.parts),
                " + ".join(map(str, fields)),
                len([one for one in sent if one is not None]),
                # A select or a radio is opened and picked, text is clicked and pasted, a file found and picked.
                sum(2 * count for count in fields) + 2 * len(FLAGGED),
            ]
        )
    table(
        ["form", "keys", "clicks", "decided, s", "1 chosen", "1 filled", "2 chosen", "2 filled", "fields", "sent", "actions by hand"],
        rows,
    )  # fmt: skip
    print("Seconds since the toolbar button, without a person's reading. Logging in, the captcha, the declaration and Submit are not in it.")  # fmt: skip


def _server(folder: Path) -> Server:
    folder.mkdir()
    fill(folder)
    return Server(Settings(data_dir=folder, port=0))


if __name__ == "__main__":
    main(sys.argv[1:] or LIBRARIES)
