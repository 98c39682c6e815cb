"""`python -m markwarden` is `markwarden`."""

from markwarden.cli import main

main(prog_name="markwarden")
