"""Photos copied from reference pictures: candidates by local features and hashes, each proved by geometry."""

from markwarden.matching.image.photo.detector import PhotoDetector

__all__ = ["PhotoDetector"]
