"""Standing: the legal effect of formal acts and decisions, against what authorities assert."""

from __future__ import annotations

import pytest

from concilium.instants import day_of
from concilium.procedure.answer import Answer
from concilium.procedure.composition import members
from concilium.procedure.standing import standing, timeline
from concilium.record.entry import Correction, Entry
from concilium.terms import Name, Names
from tests.making import RULES, charter, deposit, index, instrument, make, ratified, retraction, view
from tests.making import standing as asserted

PACT = charter(
    names=Names(authorities={"spokesman": Name(names={"en": "Spokesman"}, acts_for="pact")}),
    order=("ARM", "BLR", "KAZ"),
)
LAPSE = {
    "rule": "lapses",
    "id": "lapse",
    "source": ["pact"],
    "on": "2005-01-01",
    "unless": "renewal",
    "acts": ["signature"],
}


def asked(day: str, *entries: Entry | list[Entry], known: str | None = None) -> Answer[str]:
    """Return the standing of Belarus on a day."""
    return standing(PACT, view(index(*entries), day, known), "BLR")


def history(*entries: Entry | list[Entry]) -> list[tuple[str, str]]:
    """Return every change of the standing of Belarus: from when, and to what."""
    changes = timeline(PACT, view(index(*entries)), "BLR")
    return [(day_of(change.minute).isoformat(), change.standing) for change in changes]


def test_without_an_act_there_is_no_standing() -> None:
    """A state that did nothing is no member, and the answer says why."""
    answer = asked("2005-01-01", ratified("ARM"))
    assert (answer.value, answer.state, [r.key for r in answer.reasons]) == ("not-member", "known", ["standing-no-act"])


def test_an_act_before_the_entry_into_force_has_its_effect_then() -> None:
    """A ratification of 2000 makes a member on the first day of 2001, not before."""
    assert history(deposit("BLR", "ratification", "2000-06-01")) == [("2001-01-01", "member")]


def test_the_clock_runs_from_receipt_not_from_saying() -> None:
    """An act announced in June and received in August has its effect in August."""
    entry = deposit("BLR", "ratification", "2002-06-01", received="2002-08-15")
    assert history(entry) == [("2002-08-15", "member")]


def test_signing_counts_from_the_list_of_signatories_too() -> None:
    """An instrument that names who signed it is the act of each of them."""
    signed = instrument("pact", signed="2000-05-01", signatories=("ARM", "BLR"), on="2000-05-01")
    assert history(signed) == [("2000-05-01", "signatory")]


def test_one_that_signs_when_it_is_a_member_already_stays_a_member() -> None:
    """Two acts with effect on one day leave the higher standing."""
    signed = deposit("BLR", "signature", "2000-06-01")
    joined = deposit("BLR", "ratification", "2000-06-01")
    assert history(signed, joined) == [("2000-06-01", "signatory"), ("2001-01-01", "member")]


@pytest.mark.parametrize(
    ("notice", "last_day", "first_day_out"),
    [
        ("2003-03-15", "2003-09-14", "2003-09-15"),
        ("2003-08-31", "2004-02-28", "2004-02-29"),
        ("2002-08-31", "2003-02-27", "2003-02-28"),
    ],
)
def test_a_notice_takes_effect_six_months_after_its_receipt(notice: str, last_day: str, first_day_out: str) -> None:
    """To the day, and on the last day of a shorter month."""
    entries = (ratified("BLR"), deposit("BLR", "notice-of-withdrawal", notice))
    assert asked(last_day, *entries).value == "member"
    assert asked(first_day_out, *entries).value == "former"


def test_a_notice_that_runs_is_told_with_the_day_of_its_effect() -> None:
    """Until then the answer is member, with a reason that says when it ends and under which rule."""
    answer = asked("2003-05-01", ratified("BLR"), deposit("BLR", "notice-of-withdrawal", "2003-03-15"))
    pending = [reason for reason in answer.reasons if reason.key == "standing-notice-pending"]
    assert answer.value == "member"
    assert [(r.facts["day"], r.provisions, r.entries) for r in pending] == [
        ("2003-09-15", ("withdrawal",), ("blr-notice-of-withdrawal-2003-03-15",))
    ]


def test_without_a_notice_the_answer_says_that_there_is_none() -> None:
    """A member that gave no notice is told as such, under the rule on withdrawal."""
    answer = asked("2003-05-01", ratified("BLR"))
    assert [(r.key, r.provisions) for r in answer.reasons] == [
        ("standing-since", ("ratifiers",)),
        ("standing-no-notice", ("withdrawal",)),
    ]


def test_a_notice_revoked_in_time_has_no_effect() -> None:
    """Revoked on the last day before its effect it never was."""
    revoked = deposit("BLR", "notice-revoked", "2003-09-14")
    assert history(ratified("BLR"), deposit("BLR", "notice-of-withdrawal", "2003-03-15"), revoked) == [
        ("2001-01-01", "member")
    ]


def test_a_notice_revoked_too_late_has_its_effect() -> None:
    """On the day of its effect there is nothing left to revoke."""
    revoked = deposit("BLR", "notice-revoked", "2003-09-15")
    assert history(ratified("BLR"), deposit("BLR", "notice-of-withdrawal", "2003-03-15"), revoked)[1:] == [
        ("2003-09-15", "former")
    ]


def test_a_second_notice_after_a_revoked_one_runs_anew() -> None:
    """Only the notice that was revoked falls away."""
    entries = [deposit("BLR", act, day) for act, day in [
        ("notice-of-withdrawal", "2003-03-15"),
        ("notice-revoked", "2003-04-01"),
        ("notice-of-withdrawal", "2003-06-01"),
    ]]  # fmt: skip
    assert history(ratified("BLR"), *entries)[1:] == [("2003-12-01", "former")]


def test_a_notice_that_cannot_be_revoked_has_its_effect_all_the_same() -> None:
    """The rule says whether notices are revocable."""
    strict = charter(
        membership=[{**rule, "revocable": False} if rule["id"] == "withdrawal" else rule for rule in RULES]
    )
    entries = index(
        ratified("BLR"),
        deposit("BLR", "notice-of-withdrawal", "2003-03-15"),
        deposit("BLR", "notice-revoked", "2003-04-01"),
    )
    assert standing(strict, view(entries, "2004-01-01"), "BLR").value == "former"


def test_who_left_may_come_back() -> None:
    """An accession after the effect of a notice makes a member again."""
    entries: list[Entry | list[Entry]] = [
        ratified("BLR"),
        deposit("BLR", "notice-of-withdrawal", "2003-01-01"),
        deposit("BLR", "accession", "2006-01-01"),
    ]
    assert asked("2005-06-01", *entries).value == "former"
    assert asked("2006-01-01", *entries).value == "member"


def test_only_a_decision_of_the_organ_suspends() -> None:
    """What the organ decided suspends; what an authority asserts, and what another organ decides, does not."""
    decided = asserted("BLR", "suspended", "2003-01-01", decided=True, organ="council", by="council")
    elsewhere = asserted("BLR", "suspended", "2003-01-01", decided=True, organ="ministers", by="ministers")
    said = asserted("BLR", "suspended", "2003-01-01", by="paper")
    assert asked("2003-01-01", ratified("BLR"), decided).value == "suspended"
    assert asked("2002-12-31", ratified("BLR"), decided).value == "member"
    assert asked("2003-01-01", ratified("BLR"), elsewhere).value == "member"
    assert asked("2003-01-01", ratified("BLR"), said).value == "member"


def test_a_suspended_member_does_not_count_and_is_named() -> None:
    """The members leave it out, and a reason says why."""
    decided = asserted("BLR", "suspended", "2003-01-01", decided=True, organ="council", by="council")
    answer = members(PACT, view(index(ratified("ARM", "BLR"), decided), "2003-06-01"))
    assert answer.value == ("ARM",)
    assert [(r.key, r.facts["member"]) for r in answer.reasons] == [
        ("member-counts", "ARM"),
        ("member-does-not-count", "BLR"),
    ]


def test_the_treaty_lapses_for_who_did_not_renew_it() -> None:
    """On the day after the term the standing of all others ends, without any act."""
    lapsing = charter(membership=[*RULES, LAPSE])
    record = index(ratified("ARM", "BLR"), deposit("ARM", "signature", "2004-12-01", "renewal"))
    days = {
        day: [standing(lapsing, view(record, day), code).value for code in ("ARM", "BLR")]
        for day in ("2005-01-01", "2005-01-02")
    }
    assert days == {"2005-01-01": ["member", "member"], "2005-01-02": ["member", "former"]}


def test_a_renewal_after_the_term_comes_too_late() -> None:
    """It must be done by the last day of the term."""
    lapsing = charter(membership=[*RULES, LAPSE])
    record = index(
        ratified("ARM", "BLR"),
        deposit("ARM", "signature", "2005-01-02", "renewal"),
        deposit("BLR", "signature", "2005-01-01", "renewal"),
    )
    given = [standing(lapsing, view(record, "2005-02-01"), code).value for code in ("ARM", "BLR")]
    assert given == ["former", "member"]


def test_nothing_lapses_for_who_never_belonged() -> None:
    """A state without a standing before the day has none after it, and is no former member."""
    lapsing = charter(membership=[*RULES, LAPSE])
    assert standing(lapsing, view(index(ratified("ARM")), "2006-01-01"), "BLR").value == "not-member"


def test_an_act_without_effect_is_named_and_changes_nothing() -> None:
    """A note suspending one's own participation is kept and told under the rule that gives it no effect."""
    answer = asked("2003-05-01", ratified("BLR"), deposit("BLR", "notice-of-suspension", "2003-04-01"))
    told = [reason for reason in answer.reasons if reason.key == "standing-act-without-effect"]
    assert answer.value == "member"
    assert [(r.provisions, r.entries) for r in told] == [(("no-freezing",), ("blr-notice-of-suspension-2003-04-01",))]


def test_an_assertion_without_effect_is_a_rival_view() -> None:
    """A member that calls itself frozen is a member; the answer is contested and shows both."""
    frozen = asserted("BLR", "participation-frozen", "2003-04-01", by="BLR")
    answer = asked("2003-05-01", ratified("BLR"), frozen)
    assert (answer.value, answer.state) == ("member", "contested")
    assert [(r.authority, r.value, r.agrees, r.applied) for r in answer.rivals] == [
        ("BLR", "participation-frozen", False, False)
    ]
    assert "no-freezing" in answer.provisions


def test_of_each_authority_its_last_word_counts() -> None:
    """Who first said member and later frozen says frozen."""
    first = asserted("BLR", "member", "2002-01-01", by="leader")
    later = asserted("BLR", "participation-frozen", "2003-01-01", by="leader")
    assert [r.value for r in asked("2004-01-01", ratified("BLR"), later, first).rivals] == ["participation-frozen"]
    assert [r.value for r in asked("2004-01-01", ratified("BLR"), later, first, known="2002-06-01").rivals] == [
        "member"
    ]


def test_who_speaks_for_the_organization_is_applied_and_may_agree() -> None:
    """The organization, its organs and those who act for it; a newspaper is not among them."""
    said = [
        asserted("BLR", "member", "2003-01-01", by=by, identifier=by)
        for by in ("pact", "council", "spokesman", "paper")
    ]
    answer = asked("2003-05-01", ratified("BLR"), *said)
    assert answer.state == "known"
    assert {r.authority: (r.agrees, r.applied) for r in answer.rivals} == {
        "pact": (True, True), "council": (True, True), "spokesman": (True, True), "paper": (True, False),
    }  # fmt: skip


def test_a_retracted_deposit_never_was() -> None:
    """Before the retraction was said it counts, after it not."""
    entries: list[Entry | list[Entry]] = [ratified("BLR"), deposit("BLR", "notice-of-withdrawal", "2003-01-01"),
               retraction("withdrawn", "blr-notice-of-withdrawal-2003-01-01", on="2004-01-01")]  # fmt: skip
    assert asked("2003-12-01", *entries, known="2003-12-31").value == "former"
    assert asked("2003-12-01", *entries, known="2004-01-01").value == "member"


def test_a_corrected_receipt_moves_the_effect() -> None:
    """A correction of the day of receipt moves the six months, from when it was said."""
    correction = make(
        Correction, "right-day", on="2003-05-01", corrects="blr-notice-of-withdrawal-2003-01-01",
        reason={"en": "the depositary had it later"}, changes={"received": "2003-02-01"},
    )  # fmt: skip
    entries: list[Entry | list[Entry]] = [
        ratified("BLR"),
        deposit("BLR", "notice-of-withdrawal", "2003-01-01"),
        correction,
    ]
    assert asked("2003-07-15", *entries, known="2003-04-30").value == "former"
    assert asked("2003-07-15", *entries).value == "member"
    assert asked("2003-08-01", *entries).value == "former"


def test_an_act_not_yet_known_has_no_effect() -> None:
    """A deposit told a month after its receipt counts from its receipt, for those who know of it."""
    late = deposit("BLR", "ratification", "2002-02-01", received="2002-01-01")
    assert asked("2002-01-15", late, known="2002-01-31").value == "not-member"
    assert asked("2002-01-15", late, known="2002-02-01").value == "member"


def test_a_notice_not_yet_received_is_not_pending() -> None:
    """Asked about a day before the notice, with all that is known today, the answer says that there was none."""
    answer = asked("2002-05-01", ratified("BLR"), deposit("BLR", "notice-of-withdrawal", "2003-03-15"))
    assert [reason.key for reason in answer.reasons] == ["standing-since", "standing-no-notice"]


def test_an_act_by_which_others_begin_does_not_lift_a_suspension() -> None:
    """Only the organ that suspended does: a second ratification changes nothing."""
    decided = asserted("BLR", "suspended", "2003-01-01", decided=True, organ="council", by="council")
    assert asked("2005-01-01", ratified("BLR"), decided, ratified("BLR", on="2004-01-01")).value == "suspended"


def test_a_signature_by_a_member_takes_nothing_from_it() -> None:
    """A list of signatories read years later does not make it a mere signatory."""
    assert history(ratified("BLR"), deposit("BLR", "signature", "2000-12-01", identifier="late-list"))[-1] == (
        "2001-01-01",
        "member",
    )
