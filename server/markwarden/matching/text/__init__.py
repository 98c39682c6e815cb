"""Names in titles: folding, candidates, verification, the disguise that was met."""
