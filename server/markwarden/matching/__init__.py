"""(listing, registry) → assessment. Knows no HTTP and no HTML."""
