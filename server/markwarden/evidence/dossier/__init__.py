"""Captures for others' eyes: a PDF dossier, a table, a web archive. Reads packages; changes nothing."""
