"""Checks of members named by code and of the orders in which the chair passes."""

from __future__ import annotations

from collections.abc import Iterator

from concilium.charter.findings import Examined, Part, hint, inner, read_date
from concilium.charter.schema import Composition, Deviation, Rotation
from concilium.instants import before
from concilium.problems import Problem, UnknownNameError
from concilium.sourcefile import shorten
from concilium.terms import is_state, locale


def member_codes(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each member named that is neither a state's code nor in the names."""
    members = examined.names.members
    for part, key, code in _members(examined):
        if code not in members and not is_state(code):
            mend = hint(code, members, "Use a code of ISO 3166 such as ARM, or add it to names.yaml, under members")
            yield examined.tell(part, key, f"names '{shorten(code)}', which is no member's code", mend)


def _members(examined: Examined) -> Iterator[tuple[Part[object], str, str]]:
    for composition in examined.every(Composition):
        for key, codes in (("members", composition.it.members), *composition.it.classes.items()):
            yield from ((composition, "members" if key == "members" else "classes", code) for code in codes)
    for rotation in examined.every(Rotation):
        by_region = rotation.it.order == "regions"
        named = [("members", code) for code in rotation.it.members]
        named += [(key, code) for key, code in (("start", rotation.it.start), ("holder", rotation.it.holder)) if code]
        yield from ((rotation, key, code) for key, code in named if not (by_region and key == "start"))
        for deviation in _deviations(rotation):
            for key in ("held_by",) if by_region else ("turn_of", "held_by"):
                if (code := getattr(deviation.it, key)) is not None:
                    yield deviation, key, code


def _deviations(rotation: Part[Rotation]) -> Iterator[Part[Deviation]]:
    for part in inner(rotation, "deviations", "deviation"):
        if isinstance(part.it, Deviation):
            yield Part(part.path, part.name, part.it)


def seats_listed(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for seats that are listed without members, or members listed where the seats are not."""
    for part in examined.every(Composition):
        listed = bool(part.it.members or part.it.classes)
        if part.it.seats == "listed" and not listed:
            yield examined.tell(part, "seats", "is 'listed', and no member is", "Add 'members'")
        elif part.it.members and part.it.seats not in ("listed", "elected"):
            yield examined.tell(part, "members", "is given and the seats are not listed", "Write 'seats: listed'")


NEEDED = {"follows": ("follows",), "exempt": ("holder", "presides"), "listed": ("members",), "regions": ("regions",)}
"""What an order cannot do without: one of these, and no other order may have it."""
ONLY = {
    **{key: (order,) for order, keys in NEEDED.items() for key in keys},
    "language": ("alphabet",),
    "among": ("alphabet",),
    "newcomers": ("alphabet", "listed"),
}
"""The orders that each of these belongs to."""
IN_TURN = ("alphabet", "listed", "regions")


def orders(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each rotation that lacks what its order needs, or has what belongs to another order."""
    for part in examined.every(Rotation):
        rule = part.it
        needed = NEEDED.get(rule.order, ())
        if needed and not any(getattr(rule, key) for key in needed):
            missing, either = " and ".join(f"'{key}'" for key in needed), " or ".join(f"'{key}'" for key in needed)
            what = f"is '{rule.order}', and {missing} {'is' if len(needed) == 1 else 'are'} missing"
            yield examined.tell(part, "order", what, f"Add {either}, or change the order")
        if rule.holder and rule.presides:
            yield examined.tell(part, "presides", "is given, and so is 'holder'", "Write one of them")
        for key, fitting in ONLY.items():
            if rule.order not in fitting and getattr(rule, key) not in (None, (), "members", "at-once"):
                mend = "Remove it, or write " + " or ".join(f"'order: {order}'" for order in fitting)
                yield examined.tell(part, key, f"is given and the order is '{rule.order}'", mend)


def alphabets(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each alphabetical order in a language that nobody has."""
    for part in examined.every(Rotation):
        if part.it.language is not None and not _is_language(part.it.language):
            what = f"is '{shorten(part.it.language)}', which is no language"
            yield examined.tell(part, "language", what, "Use a code such as en, ru, es, ar or fr")


def _is_language(word: str) -> bool:
    try:
        locale(word)
    except UnknownNameError:
        return False
    return True


def regions(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each region that has no name, or is not among those that take turns."""
    for part in examined.every(Rotation):
        rule = part.it
        for region in rule.regions:
            if region not in examined.names.places:
                mend = hint(region, examined.names.places, "Add it to names.yaml, under places")
                yield examined.tell(part, "regions", f"names '{shorten(region)}', which has no name", mend)
        turns = [(part, "start", rule.start), *((d, "turn_of", d.it.turn_of) for d in _deviations(part))]
        for each, key, word in turns if rule.order in ("regions", "listed") else ():
            known = rule.regions if rule.order == "regions" else rule.members
            if word is not None and known and word not in known:
                mend = hint(word, known, "Name one of them, or add it to them")
                yield examined.tell(each, key, f"is '{shorten(word)}', which is not among those that take turns", mend)


def posts_presiding(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each post that presides by office and has no name."""
    for part in examined.every(Rotation):
        post = part.it.presides
        if post is not None and post not in examined.names.posts:
            mend = hint(post, examined.names.posts, "Add it to names.yaml, under posts")
            yield examined.tell(part, "presides", f"names '{shorten(post)}', which is no post", mend)


def seats_in_turn(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each chair that passes among the seats of an organ that does not say who sits in it."""
    for part in examined.every(Rotation):
        if part.it.among != "seats":
            continue
        seats = [rule for rule in examined.file.organs[str(part.path[1])].composition if rule.seats != "appointed"]
        if not seats:
            what = "is 'seats', and the organ does not say whose those are"
            yield examined.tell(part, "among", what, "Add 'composition' with 'seats: elected' or 'seats: listed'")
        elif any(rule.seats == "elected" and rule.size is None for rule in seats):
            what = "is 'seats', and the number of those elected is missing"
            yield examined.tell(
                part, "among", what, "Add 'size' to 'composition', so that no turn is given while seats are not known"
            )


def starts(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for an order in turn that does not say with whom it begins, and when."""
    begun: set[str] = set()
    for part in examined.every(Rotation):
        rule, organ = part.it, str(part.path[1])
        if (rule.start is None) != (rule.start_on is None):
            given, lacking = ("start_on", "start") if rule.start is None else ("start", "start_on")
            yield examined.tell(part, given, f"is given and '{lacking}' is not", f"Add '{lacking}'")
        elif rule.order in IN_TURN and rule.start is None and organ not in begun:
            named = {"alphabet": "in alphabetical order", "listed": "of a list", "regions": "of regions"}[rule.order]
            what = f"is the first {named} and does not say with whom that begins"
            who = "a region" if rule.order == "regions" else "a member"
            yield examined.tell(part, "", what, f"Add 'start' with {who} and 'start_on' with the day")
        if rule.order in IN_TURN:
            begun.add(organ)


def out_of_order(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each rotation written after one that began later: turns are counted down the file."""
    former: dict[str, Part[Rotation]] = {}
    for part in examined.every(Rotation):
        organ = str(part.path[1])
        begins = read_date(part.it.begins)
        earlier = read_date(former[organ].it.begins) if organ in former else None
        if begins and earlier and before(begins, earlier):
            what = f"is {part.it.begins}, before that of {former[organ].name} above it"
            yield examined.tell(part, "from", what, "Write the provisions of the chair in order of time")
        former[organ] = part


CHAIR_CHECKS = (
    member_codes,
    seats_listed,
    orders,
    alphabets,
    regions,
    posts_presiding,
    seats_in_turn,
    starts,
    out_of_order,
)
