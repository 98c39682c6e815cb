"""The portals of this machine: shipped profiles, the person's own files in the data folder, and the overrides."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from markwarden.complaints.profiles.files import ProfileError, read_profile, shipped_profiles
from markwarden.registry.problems import Problem
from markwarden.store.interface import Document, Store
from markwarden_schema.portal import (
    LEFT_TO_PERSON,
    Certainty,
    Portal,
    PortalLimit,
    PortalList,
    PortalOverrides,
    PortalPage,
    PortalProblem,
    PortalProfile,
)

COLLECTION = "portal_overrides"
FOLDER = "portals"
"""Folder below the data folder; each `*.toml` there is a profile, one with a shipped id takes its place."""
_OWN = "added by you"


class Portals:
    """Profiles as they are used."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._overrides = store.collection(COLLECTION)
        self._folder = folder

    def all(self) -> PortalList:
        """Every portal; files of the person's own that are not sound are named beside them."""
        profiles, problems = self._profiles()
        return PortalList(portals=[self._portal(profile) for profile in profiles.values()], problems=problems)

    def get(self, portal_id: str) -> Portal | None:
        """One portal, the overrides worked in."""
        profile = self._profiles()[0].get(portal_id)
        return None if profile is None else self._portal(profile)

    def override(self, portal_id: str, overrides: PortalOverrides) -> Portal | None:
        """Put these overrides in place of the former ones; None where there is no such portal.

        Raises `ProfileError` where they do not fit the profile: nothing is changed then.
        """
        profile = self._profiles()[0].get(portal_id)
        if profile is None:
            return None
        portal = merged(profile, overrides, shipped=self._is_shipped(profile))
        self._overrides.put({"id": portal_id, **overrides.model_dump(mode="json")})
        return portal

    def _profiles(self) -> tuple[dict[str, PortalProfile], list[PortalProblem]]:
        profiles = dict(shipped_profiles())
        problems = []
        for path in sorted(self._folder.glob("*.toml")):
            try:
                profile = read_profile(path)
            except (ProfileError, OSError) as error:
                problems.append(PortalProblem(file=path.name, message=str(error)))
            else:
                profiles[profile.id] = profile
        return profiles, problems

    def _portal(self, profile: PortalProfile) -> Portal:
        row = self._overrides.get(profile.id)
        overrides = PortalOverrides() if row is None else _stored(row)
        return merged(profile, overrides, shipped=self._is_shipped(profile))

    @staticmethod
    def _is_shipped(profile: PortalProfile) -> bool:
        return shipped_profiles().get(profile.id) is profile


def _stored(row: Document) -> PortalOverrides:
    return PortalOverrides.model_validate({name: value for name, value in row.items() if name != "id"})


def merged(profile: PortalProfile, overrides: PortalOverrides, *, shipped: bool) -> Portal:
    """The profile with the overrides worked in. Raises `ProfileError` where they do not fit it.

    A stored locator or label of a field that a newer profile no longer has is kept, and does nothing.
    """
    problems = [
        Problem(f"{name}.{key}", "is the person's own act and cannot be taught")
        for name, keys in (("locators", overrides.locators), ("labels", overrides.labels))
        for key in keys
        if key in LEFT_TO_PERSON
    ]
    hosts = {page.host for page in profile.pages} | set(overrides.hosts)
    problems += [
        Problem(f"locators.{key}.host", f"{locator.host} is no host of this portal")
        for key, locator in overrides.locators.items()
        if locator.host not in hosts
    ]
    if problems:
        raise ProfileError(profile.id, problems)
    own = [reason.model_copy(update={"added": True}) for reason in overrides.reasons]
    replaced = {reason.value for reason in own}
    limits = profile.limits | {
        name: PortalLimit(most=most, certainty=Certainty.SEEN, source=_OWN) for name, most in overrides.limits.items()
    }
    data = profile.model_dump() | {
        "pages": [page.model_dump() for page in [*profile.pages, *_added_pages(profile, overrides.hosts)]],
        "fields": [
            field.model_dump() | {"labels": _more(field.labels.model_dump(), overrides.labels.get(field.key, []))}
            for field in profile.fields
        ],
        "reasons": [
            reason.model_dump() for reason in [*(one for one in profile.reasons if one.value not in replaced), *own]
        ],
        "limits": {name: limit.model_dump() for name, limit in limits.items()},
    }
    try:
        used = PortalProfile.model_validate(data)
    except ValidationError as error:
        raise ProfileError(profile.id, [Problem("", problem["msg"]) for problem in error.errors()]) from error
    return Portal(profile=used, overrides=overrides, shipped=shipped)


def _added_pages(profile: PortalProfile, hosts: Iterable[str]) -> list[PortalPage]:
    known = {page.host for page in profile.pages}
    return [PortalPage(host=host) for host in dict.fromkeys(hosts) if host not in known]


def _more(labels: dict[str, Any], added: list[str]) -> dict[str, Any]:
    """Labels of the person's own stand with the English ones: which language they are in does not matter."""
    return labels | {"en": [*labels["en"], *(text for text in added if text not in labels["en"])]}
