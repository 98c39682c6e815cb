"""What every request has to pass, one guard a file: pure functions that return or raise a `Refusal`."""
