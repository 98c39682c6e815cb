"""Making a browser known to the server: a code that a person types once, a token that the browser keeps."""

from markwarden.pairing.codes import PairingDesk, new_code
from markwarden.pairing.tokens import Paired, Pairings

__all__ = ["Paired", "PairingDesk", "Pairings", "new_code"]
