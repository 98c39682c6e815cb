"""Complaints: from flagged listings to a filled form, and a memory of what came of it."""

from markwarden.complaints.desk import ComplaintDesk, NotThereError
from markwarden.complaints.opening import open_complaints
from markwarden.complaints.register import ComplaintRegister

__all__ = ["ComplaintDesk", "ComplaintRegister", "NotThereError", "open_complaints"]
