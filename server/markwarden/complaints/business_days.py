"""Working days in China: weekends, public holidays, and the weekend days that are worked in exchange.

The days come from the `holidays` library, which carries the State Council's yearly notices as data; the person can add
what it does not know yet.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

import holidays


@cache
def _china() -> holidays.HolidayBase:
    return holidays.country_holidays("CN")


@dataclass(frozen=True)
class WorkingDays:
    """A calendar of working days. `days_off` and `working_days` win over the library's data."""

    days_off: frozenset[date] = field(default_factory=frozenset)
    working_days: frozenset[date] = field(default_factory=frozenset)

    @classmethod
    def of(cls, days_off: Iterable[date], working_days: Iterable[date]) -> "WorkingDays":
        """With days that the library does not know."""
        return cls(frozenset(days_off), frozenset(working_days))

    def is_working(self, day: date) -> bool:
        """Whether China works on that day."""
        if day in self.working_days:
            return True
        return day not in self.days_off and bool(_china().is_working_day(day))

    def after(self, start: date, days: int) -> date:
        """The `days`-th working day after `start`; the day it starts on is not counted."""
        if days < 0:
            raise ValueError("days are counted forwards")
        day = start
        while days:
            day += timedelta(days=1)
            days -= self.is_working(day)
        return day

    def announced(self, year: int) -> bool:
        """Whether the exchanged days of that year are known: they are announced in the autumn before it.

        Without them only the holidays themselves are known, and a due date may move by some days.
        """
        if any(day.year == year for day in (*self.days_off, *self.working_days)):
            return True
        _ = date(year, 1, 1) in _china()  # the library fills in a year when it is first asked about
        return any(day.year == year for day in _china().weekend_workdays)
