"""The console: server-rendered pages for what a side panel is too small for.

To add a page: one module and its templates.

1. `console/NAME.py` with `blueprint = Blueprint("NAME", __name__, url_prefix="/NAME")`, its views, and
   `NAV = Nav(endpoint, label, key, icon, order)` when it belongs into the navigation (`console/nav.py`).
2. `console/templates/NAME/*.html`, each `{% extends "console/base.html" %}` with the blocks `title`, `heading`, `main`.
   Macros in `console/templates/console/parts.html`. Forms derive from `console.forms.Form` (CSRF comes with it); draw them with
   `{{ render_form(form) }}` or field by field.
3. Name the module in `PAGES` in `console/pages.py`.
4. Every string in English in `gettext`/`_()`; its Chinese in `console/translations/zh/NAME.po`. A test names what is missing.

The gate has asked for Host, Sec-Fetch-Site, Origin and session, and the console's own blueprint for the CSRF token, before a view runs.
No inline script or style (the policy forbids them): scripts go to `console/static`. What sellers and pages write is
only ever escaped text: no `|safe`, no `Markup` on it. A view with large uploads says so with `@most_bytes(n)`.
"""

from markwarden.console.site import register

__all__ = ["register"]
