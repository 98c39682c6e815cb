"""The console's navigation: what a page module says of itself."""

from dataclasses import dataclass

from flask_babel import LazyString


@dataclass(frozen=True, slots=True)
class Nav:
    """An entry. `endpoint` without the leading `console.`; `key`: the letter after `g` that leads there."""

    endpoint: str
    label: LazyString
    key: str
    icon: str
    order: int
    also: tuple[str, ...] = ()
    """Other blueprints whose pages belong to the entry."""

    @property
    def url_endpoint(self) -> str:
        return f"console.{self.endpoint}"

    def marks(self, blueprint: str | None) -> bool:
        """Whether the entry stands for a page: one of its own blueprint, or of one that belongs to it."""
        return blueprint in (self.url_endpoint.rpartition(".")[0], *(f"console.{name}" for name in self.also))
