"""Notices by e-mail and PDF for marketplaces without a portal profile: the elements the law asks for, filled from a case."""

from markwarden.complaints.notices.notice import write_notice

__all__ = ["write_notice"]
