"""Concilium: the record and the rule book of an organization run by councils of its members.

The names below are loaded when first used, so that a command loads only what it needs.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concilium.api import Organization, View, shipped
    from concilium.measuring import power
    from concilium.opening import check, open  # noqa: A004 (concilium.open, by design)

__all__ = ["Organization", "View", "check", "open", "power", "shipped"]
__version__ = "0.1.0"

_ROOMS = {
    "Organization": "api",
    "View": "api",
    "check": "opening",
    "open": "opening",
    "power": "measuring",
    "shipped": "api",
}


def __getattr__(name: str) -> object:
    """Return a public name from the module that it lives in (PEP 562)."""
    if name not in _ROOMS:
        raise AttributeError(f"module 'concilium' has no attribute '{name}'")
    return getattr(import_module(f"concilium.{_ROOMS[name]}"), name)


def __dir__() -> list[str]:
    """Return the public names."""
    return [*__all__, "__version__"]
