"""Complaints: from flagged listings to a filled form, and a memory of what came of it."""
