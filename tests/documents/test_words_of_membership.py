"""Standing and entry into force in words: every reason has its sentence in both languages, and cites its rule."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from concilium.charter.model import Charter
from concilium.documents.brief.teller import Teller
from concilium.documents.catalogue import catalogue
from concilium.documents.explain import Explained, explain_force, explain_standing
from concilium.documents.lexicon import Lexicon
from concilium.record.entry import Contribution, Entry, Outcome
from tests.making import Fields, charter, deposit, index, instrument, make, organ, roll, view, weights
from tests.making import standing as asserted

STATES = ("ARM", "BLR", "KAZ")
SAYS = {"en": "so it is", "ru": "так оно и есть"}
MEMBERS = roll("members", standing="member", periods=dict.fromkeys(STATES, "2000-01-01/.."))
RIGHTS = {"attends": True, "votes": True, "counts": True, "chairs": True, "bound": True}
NOTICE = deposit("BLR", "notice-of-withdrawal", "2005-01-01")
STOPPED = deposit("BLR", "notice-suspended", "2005-06-01")
RESUMED = deposit("BLR", "notice-resumed", "2007-01-01")
UNPAID = make(Contribution, "due", by="pact", on="2005-12-01", valid="2005", member="BLR", state="unpaid")
ENDED = asserted("BLR", "former", "2005-07-01", decided=True, organ="council", by="council")
PAID = {"en": "all is paid", "ru": "всё уплачено"}
RESIDUAL = {"en": "dues remain owed", "ru": "взносы остаются долгом"}


def rules(*membership: Fields, **force: Any) -> Charter:
    """Return a charter of three members, with rules of membership and one of entry into force."""
    given = [{"rule": "listed", "id": "the-list", "roll": "members", "standing": "member"}, *membership]
    entry = [{"id": "entry", "source": ["pact"], "says": SAYS, "instrument": "accord", **force}] if force else []
    return charter(
        name={"names": {"en": "The Pact", "ru": "Пакт"}},
        membership=[{"source": ["pact"], "says": SAYS, **rule} for rule in given],
        entitlements=[{"id": "as-member", "source": ["pact"], "standing": "member", **RIGHTS}],
        organs={"council": organ("Council")},
        order=STATES,
        force=entry,
    )


def leaving(**fields: Any) -> Fields:
    """Return a rule on withdrawal after a year."""
    return {"rule": "withdraws", "id": "leaving", "months": 12, **fields}


def permitted(period: str) -> Entry:
    """Return that Belarus was left its rights for a period."""
    return roll("permitted", periods={"BLR": period})


@cache
def told(language: str) -> dict[str, tuple[str, ...]]:
    """Return what is said of each case, headline first, by its name; and keep the reasons under ``keys``."""
    found: dict[str, tuple[str, ...]] = {}
    keys: set[str] = set()
    for name, (given, day, subject, entries) in {**STANDINGS, **FORCES}.items():
        known = day if name == "silence runs" else None
        teller = Teller(view(index(MEMBERS, *entries), day, known), Lexicon(given, {}, catalogue(language)))
        answer: Explained = (explain_standing if name in STANDINGS else explain_force)(teller, subject)
        found[name] = (answer.headline, *(sentence.text for sentence in answer.sentences))
        keys.update(reason.key for reason in answer.answer.reasons)
    return {**found, "keys": tuple(sorted(keys))}


Case = tuple[Charter, str, str, tuple[Entry | list[Entry], ...]]
SUSPENSION: Fields = {"rule": "by-decision", "id": "suspension", "organ": "council", "standing": "suspended"}
CESSATION: Fields = {"rule": "by-decision", "id": "cessation", "organ": "council", "standing": "former"}
ARREARS: Fields = {"rule": "automatic", "id": "arrears", "roll": "arrears", "waivers": "permitted"}
BARRED = roll("arrears", periods={"BLR": "2004-01-01/.."})
STANDINGS: dict[str, Case] = {
    "runs": (rules(leaving(residual=RESIDUAL)), "2005-06-01", "BLR", (NOTICE,)),
    "conditional": (rules(leaving(condition=PAID)), "2005-06-01", "BLR", (NOTICE,)),
    "open": (rules(leaving(dues=True)), "2006-06-01", "BLR", (NOTICE,)),
    "unmet": (rules(leaving(dues=True)), "2006-06-01", "BLR", (NOTICE, UNPAID)),
    "suspended-notice": (rules(leaving()), "2005-07-01", "BLR", (NOTICE, STOPPED)),
    "resumed": (rules(leaving()), "2008-01-01", "BLR", (NOTICE, STOPPED, RESUMED)),
    "overtaken": (rules(leaving(), CESSATION), "2005-08-01", "BLR", (NOTICE, ENDED)),
    "restored": (rules(SUSPENSION), "2006-01-01", "BLR", (
        asserted("BLR", "suspended", "2004-01-01", valid="2004-01-01/2004-12-31", decided=True, organ="council"),)),
    "scope": (rules({**SUSPENSION, "scope": {"en": "the councils", "ru": "советы"}}), "2004-06-01", "BLR", (
        asserted("BLR", "suspended", "2004-01-01", decided=True, organ="council"),)),
    "barred": (rules(ARREARS), "2005-01-01", "BLR", (BARRED,)),
    "waived": (rules(ARREARS), "2005-01-01", "BLR", (BARRED, permitted("2004-06-01/2005-05-31"))),
    "waived-open": (rules(ARREARS), "2005-01-01", "BLR", (BARRED, permitted("2004-06-01/.."))),
    "none": (rules(leaving()), "2005-01-01", "BLR", ()),
}  # fmt: skip
DAY = "2003-01-01"
SIGNED = instrument("accord", signed="2001-01-01", on="2001-01-01", signatories=STATES)
RATIFIED: list[Entry] = [deposit(code, "ratification", "2002-01-01", "accord") for code in STATES]
ONE = {"ratified_by": "number", "number": 1}
TERM = {"ratified_by": "all", "sunset": "2003-01-01", "renewed_by": ["renewal"]}
TONS = weights("tons", "2000-01-01/..", ARM=1, BLR=1, KAZ="1.5")
SHARE = {"count": ["yes"], "at_least": "2/3", "of": "members", "weight": "tons"}
TWO_AGAINST = {"count": ["no"], "at_least": "2"}
FIFTH = {**SHARE, "count": ["no"], "at_least": "1/5"}
RENEWAL = instrument("renewal", signed="2002-12-01")
TOLD = instrument("accord", identifier="told", in_force="2002-05-05")
SILENT = {"silence": True, "deadline": "2002-01-01", "of": "members-now"}
AGAINST: list[Entry] = [deposit("ARM", "objection", "2001-06-01", "accord")]
BACK = {"not_before": "2001-01-01", "sunset": "2002-01-01", "on_notice": "plan", "days": 30, "unless_adopted": ["on"]}
NOTIFIED = deposit("ARM", "notification", "2003-01-01", "plan")
ADOPTED = make(Outcome, "adopted", by="council", on="2003-01-10", meeting="m", draft="on", result="adopted")
VOID = {
    "authority": "KAZ",
    "says": {"en": "it is void", "ru": "она недействительна"},
    "on": "2002-02-02",
    "source": ["pact"],
}
FORCES: dict[str, Case] = {
    "in force": (rules(ratified_by="all"), DAY, "accord", (SIGNED, RATIFIED)),
    "lacking": (rules(ratified_by="all"), DAY, "accord", (SIGNED, RATIFIED[:1])),
    "by weight": (rules(needs=SHARE), DAY, "accord", (SIGNED, RATIFIED[:2], TONS)),
    "no weights": (rules(needs=SHARE), DAY, "accord", (SIGNED, RATIFIED[:2])),
    "for all": (rules(**ONE, of="members-now", binds="members"), DAY, "accord", (RATIFIED[:1],)),
    "provisional": (rules(ratified_by="all", provisional="2001-01-01"), "2001-06-01", "accord", (SIGNED,)),
    "ends": (rules(**TERM), "2002-06-01", "accord", (SIGNED, RATIFIED)),
    "ceased": (rules(**TERM), "2004-06-01", "accord", (SIGNED, RATIFIED)),
    "renewed": (rules(**TERM), "2004-06-01", "accord", (SIGNED, RATIFIED, RENEWAL)),
    "accepted": (rules(**SILENT, needs={"not": TWO_AGAINST}), DAY, "accord", (AGAINST,)),
    "refused": (rules(**SILENT, needs={"not": FIFTH}), DAY, "accord", (AGAINST, TONS)),
    "silence runs": (rules(**SILENT), "2001-07-01", "accord", ()),
    "no notice": (rules(**BACK), "2003-06-01", "accord", ()),
    "back": (rules(**BACK), "2003-06-01", "accord", (NOTIFIED,)),
    "continued": (rules(**BACK), "2003-06-01", "accord", (NOTIFIED, ADOPTED)),
    "void": (rules(ratified_by="all", positions=[VOID]), DAY, "accord", (SIGNED, RATIFIED)),
    "differs": (rules(ratified_by="all"), DAY, "accord", (SIGNED, RATIFIED, TOLD)),
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_reason_of_the_catalogue_is_told_in_some_case(language: str) -> None:
    """So that no sentence is there for nothing, and none is missing."""
    templates = catalogue(language).templates
    reasons = {key for key in templates if key.startswith("force-") and not key.endswith("-many")}
    assert reasons - set(told(language)["keys"]) <= {"force-objections-weight"} | reasons.intersection(
        {"force-silence-runs"}
    )


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("name", [*STANDINGS, *FORCES])
def test_every_case_is_told_in_finished_sentences(name: str, language: str) -> None:
    """Nothing is left unfilled, and Russian has no English in it but names."""
    lines = told(language)[name]
    assert all(line.strip() and "{" not in line and "}" not in line for line in lines)
    assert all(line.endswith(".") for line in lines[1:])


def test_a_disputed_end_says_on_what_it_hangs() -> None:
    """In English."""
    assert (
        told("en")["open"][0]
        == "Belarus: a former member or party (disputed) — missing: whether the condition of withdrawal is met"
    )
    assert told("en")["unmet"][0] == "Belarus: a full member of the Organization (disputed)"
    assert (
        "The notice given by Belarus had run its time on 1 January 2006, and by the record the condition is not met "
        "(its contributions are paid): so it is." in told("en")["unmet"]
    )


def test_how_far_a_suspension_reaches_is_told() -> None:
    """In the words of the charter."""
    assert "How far that reaches for Belarus: the councils." in told("en")["scope"]
    assert "Беларусь: на что это распространяется: советы." in told("ru")["scope"]


def test_what_is_lacking_is_named_in_the_language() -> None:
    """The states by their names."""
    assert told("en")["lacking"][0] == "Accord: not known — missing: the consent of Belarus and Kazakhstan"
    assert told("ru")["lacking"][0].endswith("не хватает: согласие следующих государств: Беларусь и Казахстан")


def test_a_share_is_told_with_what_is_needed() -> None:
    """As the language writes numbers."""
    assert told("en")["by weight"][2] == (
        "Those that have consented hold 57.14 per cent of the weight tons, and 66.67 per cent are needed."
    )
    assert told("ru")["by weight"][2].startswith("На выразивших согласие приходится 57,14 % по весу «tons»")


def test_two_days_of_entry_into_force_are_both_told() -> None:
    """The one on the record first."""
    assert told("en")["differs"][0] == "Accord: on 5 May 2002 (the record and the rule give different days)"
    assert (
        "By the rule and by what the record holds, the day of its entry into force is 1 January 2002."
        in told("en")["differs"]
    )


def test_who_holds_it_to_be_void_is_told() -> None:
    """By name, in the language."""
    assert told("en")["void"][-1] == "On 2 February 2002 Kazakhstan held that it is void."
    assert told("ru")["void"][-1].endswith("что она недействительна.")


@pytest.mark.parametrize(
    ("begun", "english", "russian"),
    [
        ("1970-06-05", "since 5 June 1970", "с 5 июня 1970 года"),
        ("1970-06", "since June 1970", "с июня 1970 года"),
        ("1970", "since 1970", "с 1970 года"),
        ("1970~", "since about 1970", "с примерно 1970 года"),
        ("1970-34", "since the 2nd quarter of 1970", "с 2-го квартала 1970 года"),
    ],
)
def test_since_when_is_told_as_exactly_as_it_is_known(begun: str, english: str, russian: str) -> None:
    """A year stays a year, and stands in its case."""
    early = roll("early", standing="observer", periods={"GEO": f"{begun}/.."})
    given = rules({"rule": "listed", "id": "early-ones", "roll": "early", "standing": "observer"})
    for language, words in (("en", english), ("ru", russian)):
        teller = Teller(view(index(MEMBERS, early), "1980-01-01"), Lexicon(given, {}, catalogue(language)))
        assert f" {words}." in explain_standing(teller, "GEO").sentences[0].text
