"""Markwarden: a local companion for people who protect brands on AliExpress."""

__version__ = "0.1.0"
