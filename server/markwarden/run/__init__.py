"""`markwarden run`: everything at once, for a person who wants to see it."""
