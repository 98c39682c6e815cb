"""The contract between server and extension: the only definition of what crosses the wire."""
