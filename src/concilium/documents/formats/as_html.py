"""A brief as one self-contained HTML page for screen, phone and paper: no scripts, nothing loaded."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

from concilium.documents.formats.labels import labels, quoted
from concilium.documents.formats.numbering import number
from concilium.documents.formats.plain import is_right_to_left
from concilium.documents.sentence import Brief

_TEMPLATES = Environment(
    loader=PackageLoader("concilium.documents"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
_TEMPLATES.globals.update(quoted=quoted, is_right_to_left=is_right_to_left)


def to_html(brief: Brief) -> str:
    """Return the brief as an HTML page. Only http and https addresses become links; all text is escaped."""
    return _TEMPLATES.get_template("brief.html").render(brief=number(brief), labels=labels(brief.language))
