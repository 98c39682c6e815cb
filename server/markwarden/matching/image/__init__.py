"""Finding in pictures what rights protect."""
