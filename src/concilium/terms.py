"""Identifiers of states, names by language with their grammatical forms, and alphabetical order."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

import msgspec
from babel.core import Locale, UnknownLocaleError, get_global
from pyuca import Collator

from concilium.problems import UnknownNameError

Case = Literal["nom", "gen", "dat", "acc", "ins", "loc"]
Forms = dict[Case, str]

WITHDRAWN: dict[str, dict[str, str]] = {
    "ANT": {"en": "Netherlands Antilles", "ru": "Нидерландские Антильские острова"},
    "BUR": {"en": "Burma", "ru": "Бирма"},
    "CSK": {"en": "Czechoslovakia", "ru": "Чехословакия"},
    "DDR": {"en": "German Democratic Republic", "ru": "Германская Демократическая Республика"},
    "DHY": {"en": "Dahomey", "ru": "Дагомея"},
    "FXX": {"en": "Metropolitan France", "ru": "Метрополия Франции"},
    "HVO": {"en": "Upper Volta", "ru": "Верхняя Вольта"},
    "NTZ": {"en": "Neutral Zone", "ru": "Нейтральная зона"},
    "RHO": {"en": "Southern Rhodesia", "ru": "Южная Родезия"},
    "SCG": {"en": "Serbia and Montenegro", "ru": "Сербия и Черногория"},
    "SUN": {"en": "Soviet Union", "ru": "Советский Союз"},
    "TMP": {"en": "East Timor", "ru": "Восточный Тимор"},
    "VDR": {"en": "Democratic Republic of Viet Nam", "ru": "Демократическая Республика Вьетнам"},
    "YMD": {"en": "Democratic Yemen", "ru": "Демократический Йемен"},
    "YUG": {"en": "Yugoslavia", "ru": "Югославия"},
    "ZAR": {"en": "Zaire", "ru": "Заир"},
}
"""States that were: codes withdrawn from ISO 3166-1 (they live on in ISO 3166-3)."""

ORGANIZATIONS_AS_MEMBERS = {"EUU": "EU"}
"""Codes of organizations that are themselves members somewhere, with the CLDR territory that names them."""


class Name(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """How somebody or something is called: by language a word, or its case forms where the language declines.

    ``gender`` (m, f, n, or p for a plural) makes verbs agree; ``of`` is the member it belongs to; ``short`` is the
    surname or abbreviation used on second mention; ``acts_for`` the member or organ whose view it speaks.
    """

    names: dict[str, str | Forms]
    short: dict[str, str | Forms] = {}
    gender: Literal["m", "f", "n", "p"] = "m"
    of: str | None = None
    acts_for: str | None = None

    def form(self, language: str, case: Case = "nom", *, short: bool = False) -> str:
        """Return the name in a language and case; English stands in for a language that is not there."""
        table = self.short if short and self.short else self.names
        word = table.get(language) or table.get("en") or next(iter(table.values()))
        return word if isinstance(word, str) else word.get(case) or word["nom"]


class Names(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The names that an organization's record uses, by kind and identifier (its ``names.yaml``)."""

    members: dict[str, Name] = {}
    people: dict[str, Name] = {}
    posts: dict[str, Name] = {}
    authorities: dict[str, Name] = {}
    places: dict[str, Name] = {}
    topics: dict[str, Name] = {}
    classes: dict[str, Name] = {}
    weights: dict[str, Name] = {}

    def find(self, identifier: str) -> Name | None:
        """Return the name of a member, authority, person, place, post, topic, class of seats or weight, or None."""
        people = (self.members, self.authorities, self.people)
        for table in (*people, self.places, self.posts, self.topics, self.classes, self.weights):
            if identifier in table:
                return table[identifier]
        return state_name(identifier) if is_state(identifier) else None


_ALPHA3 = re.compile("[A-Z]{3}")
_ANYBODYS = re.compile("AA.|Q[M-Z].|X..|ZZ.")
"""The codes that ISO 3166-1 leaves to its users: they name no state, and CLDR has each for a territory of its own."""


@lru_cache(maxsize=1)
def _alpha2() -> dict[str, str]:
    """Return CLDR's two-letter territory by ISO 3166 alpha-3 code."""
    aliases = get_global("territory_aliases")
    table = {code: new[0] for code, new in aliases.items() if _ALPHA3.fullmatch(code) and not _ANYBODYS.match(code)}
    return {**table, **ORGANIZATIONS_AS_MEMBERS}


def is_state(code: str) -> bool:
    """Tell whether a code is ISO 3166 alpha-3, present or withdrawn (or an organization that is a member)."""
    return code in WITHDRAWN or code in _alpha2()


@lru_cache(maxsize=64)
def locale(language: str) -> Locale:
    """Return CLDR's data for a language. Raises UnknownNameError."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        raise UnknownNameError(f"'{language}' is no language that CLDR knows. Use a code such as en or ru.") from None


@lru_cache(maxsize=4096)
def state_name(code: str) -> Name:
    """Return a state's names from CLDR in English and Russian. Raises UnknownNameError."""
    return Name(names={language: state_label(code, language) for language in ("en", "ru")}, gender="f")


def state_label(code: str, language: str) -> str:
    """Return a state's name in any language CLDR has. Raises UnknownNameError for a code that is none."""
    if code in WITHDRAWN:
        return WITHDRAWN[code].get(language, WITHDRAWN[code]["en"])
    territory = _alpha2().get(code)
    if territory is None:
        raise UnknownNameError(f"'{code}' is no ISO 3166 alpha-3 code, present or withdrawn.")
    return str(locale(language).territories.get(territory, code))


@lru_cache(maxsize=1)
def _collator() -> Collator:
    """Return the collator of the Unicode Collation Algorithm (UTS 10), made when first needed: it is slow to make."""
    return Collator()


ARTICLES = {"ar": "ال"}
"""The article with which names begin in a language and which does not count in its alphabetical order."""


def alphabetical(words: dict[str, str], language: str = "en") -> tuple[str, ...]:
    """Return the keys of ``words`` in the alphabetical order of the values (UTS 10, default table).

    In Arabic the article does not count: "الإمارات" stands under "إ".
    """
    collator = _collator()
    article = ARTICLES.get(language, "")
    return tuple(sorted(words, key=lambda key: (collator.sort_key(words[key].removeprefix(article)), key)))
