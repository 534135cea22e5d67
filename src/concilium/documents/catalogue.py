"""The sentences of a language, as data, and the values that inflect themselves when they fill a sentence.

A catalogue is a TOML file of templates: ``{name:gen}`` asks a word for its genitive, ``{who:=m|f|n|p}`` picks the form
that agrees with its gender, ``{n:one=…|few=…|many=…}`` the plural of CLDR. So each language keeps its own grammar.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from babel.core import Locale
from babel.lists import format_list

from concilium.problems import UnknownNameError
from concilium.terms import Name, locale

FOLDER = Path(__file__).parent / "catalogues"
_GENDERS = "mfnp"
_TIDY = (
    (" ,", ","),
    (" ;", ";"),
    (" :", ":"),
    (", ,", ","),
    (",,", ","),
    (",;", ";"),
    (",:", ":"),
    (", (", " ("),
    (" .", "."),
    (",.", "."),
)


class Word:
    """A name in a language, ready to be inflected by a template."""

    def __init__(self, name: Name, language: str) -> None:
        """Take a name and the language to say it in."""
        self.name = name
        self.language = language

    def __format__(self, spec: str) -> str:
        """Return the form asked for: a case (``gen``), ``short`` or ``short-gen``, or ``=m|f|n|p`` by gender."""
        if spec.startswith("="):
            return spec[1:].split("|")[_GENDERS.index(self.name.gender)]
        short = spec.startswith("short")
        case = spec.removeprefix("short").removeprefix("-") or "nom"
        return self.name.form(self.language, case, short=short)  # type: ignore[arg-type]

    def __str__(self) -> str:
        """Return the nominative."""
        return format(self, "")


class Words:
    """Several words said one after another ("Armenia, Belarus and Kazakhstan"), inflected alike."""

    def __init__(self, words: list[Word], language: str) -> None:
        """Take the words in the order to say them."""
        self.words = words
        self.language = language

    def __format__(self, spec: str) -> str:
        """Return the list with each word in the form asked for; ``=`` agrees with one word or with several."""
        if spec.startswith("="):
            return format(self.words[0], spec) if len(self.words) == 1 else spec[1:].rsplit("|", maxsplit=1)[-1]
        return listed([format(word, spec) for word in self.words], self.language)


class Count:
    """A number that its noun agrees with."""

    def __init__(self, number: int, language: str) -> None:
        """Take the number and the language."""
        self.number = number
        self.language = language

    def __format__(self, spec: str) -> str:
        """Return the number, or the form for its plural category: ``one=документ|few=документа|many=документов``."""
        if not spec:
            return str(self.number)
        forms = dict(part.split("=", 1) for part in spec.split("|"))
        return forms.get(locale(self.language).plural_form(self.number)) or forms.get("other") or forms["many"]


def listed(parts: list[str], language: str) -> str:
    """Return parts joined as CLDR joins a list in a language."""
    return str(format_list(parts, style="standard", locale=locale(language)))


class Catalogue:
    """The templates of a language."""

    def __init__(self, language: str, templates: dict[str, str]) -> None:
        """Take the language and its templates by key."""
        self.language = language
        self.templates = templates

    @property
    def locale(self) -> Locale:
        """Return CLDR's data for the language."""
        return locale(self.language)

    def phrase(self, key: str, **facts: object) -> str:
        """Return a template filled in, as it is: part of a sentence or a heading."""
        return self.templates[key].format(**facts)

    def has(self, key: str) -> bool:
        """Tell whether there is a template."""
        return key in self.templates


def finished(text: str) -> str:
    """Return a sentence with a capital at its beginning, single spaces and a full stop at its end."""
    joined = " ".join(text.split())
    for untidy, tidy in _TIDY:
        joined = joined.replace(untidy, tidy)
    opened = joined[:1].upper() + joined[1:]
    return opened if opened.endswith((".", "?", "!")) else opened.rstrip(",;:") + "."


def languages() -> tuple[str, ...]:
    """Return the languages in which documents can be written."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@lru_cache(maxsize=8)
def catalogue(language: str) -> Catalogue:
    """Return the catalogue of a language. Raises UnknownNameError."""
    path = FOLDER / f"{language}.toml"
    if language not in languages():
        raise UnknownNameError(
            f"There is no catalogue for the language '{language}'. Use one of: {', '.join(languages())}."
        )
    return Catalogue(language, tomllib.loads(path.read_text(encoding="utf-8")))
