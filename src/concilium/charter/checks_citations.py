"""Checks of what a charter cites and says: sources, texts in every language, authorities, instruments, posts."""

from __future__ import annotations

from collections.abc import Iterator

from concilium.charter.findings import Examined, Part, asserted, hint, inner, whole
from concilium.charter.schema import Beginning, Composition, Force, Lapse, Position, Withdrawal
from concilium.problems import Problem
from concilium.sourcefile import shorten
from concilium.terms import is_state


def sources(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each citation of a source that is not known, and for what cites none."""
    for part in asserted(examined):
        if not part.it.source:
            yield examined.tell(part, "source", "cites nothing", "Name the source in which it can be read")
        for citation in part.it.source:
            source, _, _ = citation.partition("#")
            if source not in examined.sources:
                mend = hint(source, examined.sources, "Add it to sources.yaml")
                yield examined.tell(part, "source", f"cites '{shorten(source)}', which is not in sources.yaml", mend)


def texts(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each text that is empty, or lacks a language that the organization's name has."""
    wanted = examined.file.name.names
    for part in asserted(examined):
        if not part.it.says:
            mend = f"Add 'says' with the text in {' and '.join(map(shorten, wanted)) or 'en'}"
            yield examined.tell(part, "", "has no text", mend)
            continue
        for language in {**wanted, **part.it.says}:
            if not part.it.says.get(language, "").strip():
                yield examined.tell(part, "says", f"has no '{shorten(language)}'", "Add the text in that language")


def authorities(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each position of somebody who is not known, and for a depositary who is not."""
    file, names = examined.file, examined.names
    known = {file.organization, *file.organs, *names.people, *names.authorities, *names.members}
    told: list[tuple[Part[object], str, str]] = [
        (position, "authority", position.it.authority)
        for part in examined.provisions
        for position in inner(part, "positions", "position")
        if isinstance(position.it, Position)
    ]
    if file.depositary is not None:
        told.append((whole(file), "depositary", file.depositary))
    for holder, key, authority in told:
        if authority not in known and not is_state(authority):
            mend = hint(authority, known, "Add it to names.yaml, under people or authorities")
            yield examined.tell(holder, key, f"names '{shorten(authority)}', of whom nothing is known", mend)


def instruments(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each instrument that the record does not have."""
    if examined.instruments is None:
        return
    told: list[tuple[Part[object], str, str]] = [
        (whole(examined.file), "founding", instrument) for instrument in examined.file.founding
    ]
    told += [(part, "instrument", part.it.instrument) for part in examined.every(Beginning)]
    told += [(part, "unless", part.it.unless) for part in examined.every(Lapse)]
    told += [(part, "instrument", part.it.instrument) for part in examined.every(Force)]
    told += [(part, "renewed_by", each) for part in examined.every(Force) for each in part.it.renewed_by]
    told += [(part, "on_notice", part.it.on_notice) for part in examined.every(Force) if part.it.on_notice]
    told += [(part, "instrument", part.it.instrument) for part in examined.every(Withdrawal) if part.it.instrument]
    for part, key, instrument in told:
        if instrument not in examined.instruments:
            mend = hint(instrument, examined.instruments, "Add an entry of kind instrument to the record")
            yield examined.tell(part, key, f"names '{shorten(instrument)}', which is no instrument of the record", mend)


def posts_and_places(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each post in a composition, and for a seat, that the names do not have."""
    posts, seat = examined.names.posts, examined.file.seat
    for part in examined.every(Composition):
        for key, named in (("posts", part.it.posts), ("attending", part.it.attending)):
            for post in named:
                if post not in posts:
                    mend = hint(post, posts, "Add it to names.yaml, under posts")
                    yield examined.tell(part, key, f"names '{shorten(post)}', a post that is not in names.yaml", mend)
    if seat is not None and seat not in examined.names.places:
        mend = hint(seat, examined.names.places, "Add it to names.yaml, under places")
        what = f"names '{shorten(seat)}', a place that is not in names.yaml"
        yield examined.tell(whole(examined.file), "seat", what, mend)


CITATION_CHECKS = (sources, texts, authorities, instruments, posts_and_places)
