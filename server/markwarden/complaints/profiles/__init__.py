"""Portal profiles: the complaint forms there are, as data, with what the person added or taught."""

from markwarden.complaints.profiles.files import ProfileError, read_profile, shipped_profiles
from markwarden.complaints.profiles.portals import Portals

__all__ = ["Portals", "ProfileError", "read_profile", "shipped_profiles"]
