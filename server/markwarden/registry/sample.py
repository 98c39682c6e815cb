"""The sample registry that ships with the program: well-known marks, facts only, so that a first run shows something."""

from importlib.resources import files

from markwarden.registry.interchange import LoadedRegistry, parse


def sample_registry() -> LoadedRegistry:
    """Load it. Registration numbers and sellers are left out where they are not certain."""
    data = files("markwarden.registry").joinpath("sample.json").read_bytes()
    return parse(data, "the sample registry", None)
