"""What goes with a vote and a ballot is told in sentences of every language, with what each rests on."""

from __future__ import annotations

import pytest

import concilium
from concilium.procedure.casting import Manner
from concilium.procedure.electing import Ballot

LANGUAGES = pytest.mark.parametrize("language", ["en", "ru"])


@LANGUAGES
def test_a_proxy_and_a_required_act_are_told(language: str) -> None:
    expected = {
        "en": "Hungary was represented by Austria, which voted for it.",
        "ru": "За отсутствующего члена (Венгрия) голосует Австрия.",
    }
    view = concilium.open("eu").view("2023-12-14", language=language)
    manner = Manner(proxies={"HUN": "AUT"})
    told = view.decide("european-council", "unanimity", {"yes": ["25", "AUT"]}, manner=manner)
    assert [s.text for s in told.sentences if s.text == expected[language]] == [expected[language]]
    needed = {
        "en": "It takes the consent of the European Parliament: whether there is one is not known here.",
        "ru": "Требуется согласие (Европейский парламент): есть ли, здесь не известно.",
    }
    agreed = concilium.open("eu").view("2020-01-30", language=language)
    told = agreed.decide("council", "withdrawal-agreement", {"yes": ["27"]}, concerned=["GBR"])
    assert needed[language] in [sentence.text for sentence in told.sentences]


@LANGUAGES
def test_what_may_still_be_done_is_told(language: str) -> None:
    beginning = {"en": "It may be called up: ", "ru": "Решение может быть затребовано: "}
    view = concilium.open("eaeu").view("2023-12-14", language=language)
    told = view.decide("commission-board", "ordinary", {"yes": ["8"]})
    assert [s.provisions for s in told.sentences if s.text.startswith(beginning[language])] != []


@LANGUAGES
def test_a_tie_is_told_by_its_label(language: str) -> None:
    view = concilium.open("un").view("2023-01-01", language=language)
    told = view.decide("general-assembly", "other", {"yes": ["60"], "no": ["60"]})
    assert told.headline.endswith({"en": "within forty-eight hours", "ru": "второе голосование"}[language])
    words = {"en": "as many votes for as against", "ru": "голоса «за» и «против» поровну"}[language]
    assert [matter for matter, sentence in view.rules("general-assembly") if words in sentence.text] == ["other"]


@LANGUAGES
@pytest.mark.parametrize(
    ("votes", "voting", "of"),
    [
        ({"GTM": 109, "VEN": 76}, 185, "councils"),
        ({"GTM": 109, "VEN": 50}, None, "councils"),
        ({"MWI": 97, "Ada Moss": 96}, 193, "human-rights-council"),
    ],
)
def test_a_ballot_is_told_whoever_stands(language: str, votes: dict[str, int], voting: int | None, of: str) -> None:
    group = "africa" if of == "human-rights-council" else ""
    view = concilium.open("un").view("2020-01-01", language=language)
    told = view.elect("general-assembly", Ballot({group: 1}, {group: votes}, voting, of=of))
    text = str(told)
    assert "{" not in text
    assert "109" in text or "97" in text
    assert all(sentence.provisions for sentence in told.sentences)
