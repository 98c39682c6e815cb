"""Making a browser known to the server: a code typed once for the extension, a link opened once for the console."""

from markwarden.pairing.codes import PairingDesk, new_code
from markwarden.pairing.console import ConsoleDoor
from markwarden.pairing.feeds import Feeds
from markwarden.pairing.tokens import Paired, Pairings

__all__ = ["ConsoleDoor", "Feeds", "Paired", "PairingDesk", "Pairings", "new_code"]
