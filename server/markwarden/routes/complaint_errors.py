"""What the complaints' parts raise, in the contract's shape."""

import functools
from collections.abc import Callable
from typing import ParamSpec

from flask import Response

from markwarden.complaints.desk import NotThereError
from markwarden.complaints.drafting import EditError
from markwarden.complaints.following import StepError
from markwarden.complaints.portal_list import ListError
from markwarden.complaints.statement import LetterError
from markwarden.errors import Refusal
from markwarden_schema.error import ErrorCode

P = ParamSpec("P")


def plainly(view: Callable[P, Response]) -> Callable[P, Response]:
    """A view whose refusals are told in one sentence: what is not there, and what does not fit."""

    @functools.wraps(view)
    def answered(*args: P.args, **kwargs: P.kwargs) -> Response:
        try:
            return view(*args, **kwargs)
        except NotThereError as error:
            raise Refusal(ErrorCode.NOT_FOUND, str(error.args[0])) from error
        except (EditError, StepError, ListError, LetterError) as error:
            raise Refusal(ErrorCode.INVALID_REQUEST, str(error)) from error

    return answered
