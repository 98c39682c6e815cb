"""Brands, rights, aliases, sellers and their rules. Knows no HTTP and no AliExpress page."""

from markwarden.registry.interchange import LoadedRegistry, load_registry
from markwarden.registry.problems import Problem, RegistryError
from markwarden.registry.registry import Registry

__all__ = ["LoadedRegistry", "Problem", "Registry", "RegistryError", "load_registry"]
