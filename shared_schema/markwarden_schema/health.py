"""Who answers on the port."""

from typing import Literal

from pydantic import Field

from markwarden_schema._base import Model

API_VERSION = "1.0"
"""Version of the contract. An unequal major version means that extension and server do not understand each other."""


class Health(Model):
    """Names the program, so that another one on the same port is not taken for it."""

    server: Literal["markwarden"] = "markwarden"
    version: str = Field(description="version of the server")
    api: str = Field(default=API_VERSION, pattern=r"^\d+\.\d+$", description="version of the contract")
    words: bool = Field(default=False, description="whether the words in pictures are read")
    paired: bool = Field(description="whether the request carried a token that is valid")
