"""Names of states, as files of any time and spelling have them, to ISO 3166 alpha-3 codes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from babel.core import get_global

from concilium.intake.aliases import ALIASES, SAME_STATE
from concilium.terms import WITHDRAWN, is_state, locale

_LEFT_OUT = frozenset({"the", "of", "and", "de", "la", "le", "du", "des", "et", "и"})
_WORDS = re.compile(r"\w+")
_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "ё": "е"})
_LANGUAGES = ("en", "fr", "es", "ru")
_NEVER_A_STATE = frozenset({"FXX", "NTZ"})
"""Withdrawn codes of what was no state, which CLDR files under a state: metropolitan France, the Neutral Zone."""

_TWICE = re.compile(r"(?P<short>[^()]+)\((?P<long>[^()]+)\)\s*")

Spelled = tuple[str, ...]


def spelled(name: str) -> Spelled:
    """Return the words of a name, sorted, without accents, capitals, punctuation and articles.

    'Iran (Islamic Republic of)' and 'Islamic Republic of Iran' are the same.
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS).replace("'", "").replace("’", ""))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = [("saint" if word == "st" else word) for word in _WORDS.findall(letters)]
    return tuple(sorted(word for word in words if word not in _LEFT_OUT))


@lru_cache(maxsize=1)
def _aliases() -> dict[Spelled, str]:
    former = {spelled(names["en"]): SAME_STATE.get(code, code) for code, names in WITHDRAWN.items()}
    return former | {spelled(name): code for code, names in ALIASES.items() for name in names}


@lru_cache(maxsize=len(_LANGUAGES))
def _cldr(language: str) -> dict[Spelled, str]:
    """Return CLDR's names in a language; a name that two codes have is nobody's."""
    names = locale(language).territories
    found: dict[Spelled, set[str]] = {}
    for alpha3, alpha2 in _present().items():
        if alpha2 in names:
            found.setdefault(spelled(names[alpha2]), set()).add(alpha3)
    return {key: codes.pop() for key, codes in found.items() if len(codes) == 1}


def _present() -> dict[str, str]:
    """Return CLDR's two-letter territory by the alpha-3 code that is in use for it today."""
    aliases = get_global("territory_aliases")
    return {
        code: new[0]
        for code, new in aliases.items()
        if len(code) == len("ISO") and code.isalpha() and code not in {*WITHDRAWN, *_NEVER_A_STATE}
    }


def state_of(name: str) -> str | None:
    """Return the code of a state from its name (English, French, Spanish, Russian, now or formerly) or code.

    A state that changed its name keeps one code, that of today (Upper Volta is BFA); a state that is no more has the
    code withdrawn with it (SUN, YUG, CSK, DDR, YMD). None when the name is not known.
    """
    code = name.strip().upper()
    if is_state(code) or code in ALIASES:
        return SAME_STATE.get(code, code)
    twice = _TWICE.fullmatch(name)
    return _named(name) or (_agreed(twice["short"], twice["long"]) if twice else None)


def _named(name: str) -> str | None:
    key = spelled(name)
    found = _aliases().get(key)
    return found or next((_cldr(language)[key] for language in _LANGUAGES if key in _cldr(language)), None)


def _agreed(short: str, long: str) -> str | None:
    """Return the state that both names are of: 'USSR (Union of Soviet Socialist Republics)'."""
    return _named(short) if _named(short) == _named(long) else None


def states_of(names: Iterable[str]) -> dict[str, str]:
    """Return the codes of those names that are known."""
    found = {name: state_of(name) for name in names}
    return {name: code for name, code in found.items() if code is not None}
