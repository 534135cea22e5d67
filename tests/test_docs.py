"""What the documentation shows is tried: every command, every line of Python, every file; and nothing is left out."""

from __future__ import annotations

import doctest
import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, get_args, get_type_hints

import click
import msgspec
import pytest
from click.testing import CliRunner
from ruamel.yaml import YAML

import concilium
from concilium.charter import schema as charter_schema
from concilium.charter.requirement import RuleFile
from concilium.cli import main
from concilium.instants import iso, moment
from concilium.problems import InvalidDateError
from concilium.record import assertion
from concilium.record.entry import KINDS, Entry, Situation
from concilium.record.source import Source
from concilium.terms import Name, Names

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]
REFERENCE = DOCS / "reference"

_FENCE = re.compile(r"^(?P<indent> *)```(?P<language>\w+)(?: +title=\"(?P<title>[^\"]*)\")?\s*$")
_LINK = re.compile(r"(?<!\\)\[(?:[^\[\]]|\[[^\]]*\])*\]\((?P<target>[^()\s]+)\)")
_HEADING = re.compile(r"^#{1,6} +(?P<text>.+?)\s*$")
_AFTER = re.compile(r"^<!-- after: (?P<page>\S+) -->$", re.MULTILINE)
_ADDED = ", added at the end"


class Block(NamedTuple):
    """A fenced block of a page, with the line on which it begins."""

    language: str
    title: str
    text: str
    line: int


def blocks(page: Path) -> Iterator[Block]:
    lines = iter(enumerate(page.read_text(encoding="utf-8").splitlines(), 1))
    for number, line in lines:
        if not (opening := _FENCE.match(line)):
            continue
        indent = len(opening["indent"])
        inside = []
        for _, inner in lines:
            if inner.strip() == "```":
                break
            inside.append(inner[indent:])
        yield Block(opening["language"], opening["title"] or "", "\n".join(inside) + "\n", number)


def without_blocks(page: Path) -> Iterator[str]:
    fenced = False
    for line in page.read_text(encoding="utf-8").splitlines():
        if line.lstrip().startswith("```"):
            fenced = not fenced
        elif not fenced:
            yield line


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


# The examples


class Reader:
    """Does what a page says, one block after another, in one folder and with one memory."""

    def __init__(self, page: Path, folder: Path) -> None:
        self.page = page
        self.folder = folder
        self.memory: dict[str, Any] = {"__name__": "__main__"}
        self.status = 0

    def prepare(self) -> None:
        """Write the files of the page that this one goes on from."""
        if before := _AFTER.search(self.page.read_text(encoding="utf-8")):
            former = self.page.parent / before["page"]
            for block in blocks(former):
                if block.language == "yaml" and block.title:
                    self._write(block)
                elif block.language == "diff" and block.title:
                    self._mend(block, named(former))

    def follow(self) -> None:
        for block in blocks(self.page):
            where = f"{named(self.page)}:{block.line}"
            if block.language == "console":
                self._type(block, where)
            elif block.language == "python":
                exec(compile("\n" * block.line + block.text, str(self.page), "exec"), self.memory)  # noqa: S102
            elif block.language == "pycon":
                self._talk(block, where)
            elif block.language in ("yaml", "csv") and block.title:
                self._write(block)
            elif block.language == "diff" and block.title:
                self._mend(block, where)

    def _type(self, block: Block, where: str) -> None:
        """Run what is typed after ``$`` and compare what is shown below it; other programs than ours are not run."""
        for command, shown in typed(block.text):
            words = shlex.split(command, comments=True)
            if words == ["echo", "$?"]:
                assert shown == [str(self.status)], f"{where}: {self.status}"
            elif words and words[0] == "concilium":
                result = CliRunner().invoke(main, words[1:], prog_name="concilium")
                self.status = result.exit_code
                assert result.exception is None or isinstance(result.exception, SystemExit), f"{where}: {command}"
                assert shown or not self.status, f"{where}: {command}\n{result.output}"
                if shown:
                    assert agrees(result.output, shown), f"{where}: {command}\n{result.output}"

    def _talk(self, block: Block, where: str) -> None:
        example = doctest.DocTestParser().get_doctest(block.text, self.memory, where, str(self.page), block.line)
        told: list[str] = []
        runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
        failed = runner.run(example, out=told.append, clear_globs=False).failed
        self.memory.update(example.globs)
        assert not failed, f"{where}\n{''.join(told)}"

    def _write(self, block: Block) -> None:
        file = self.folder / block.title.removesuffix(_ADDED)
        file.parent.mkdir(parents=True, exist_ok=True)
        before = file.read_text(encoding="utf-8") if block.title.endswith(_ADDED) else ""
        file.write_text(before + block.text, encoding="utf-8")

    def _mend(self, block: Block, where: str) -> None:
        file = self.folder / block.title
        text = file.read_text(encoding="utf-8")
        old = "".join(f"{line[1:]}\n" for line in block.text.splitlines() if line.startswith("-"))
        new = "".join(f"{line[1:]}\n" for line in block.text.splitlines() if line.startswith("+"))
        assert text.count(old) == 1, where
        file.write_text(text.replace(old, new), encoding="utf-8")


def typed(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each command of a console block with the lines shown below it."""
    command, shown = "", list[str]()
    for line in text.splitlines():
        if line.startswith("$ "):
            if command:
                yield command, shown
            command, shown = line[2:], []
        else:
            shown.append(line)
    if command:
        yield command, shown


def agrees(output: str, shown: list[str]) -> bool:
    """Tell whether an output is what is shown; ``…`` stands for some words of a line, alone for any lines."""
    pattern = ""
    for line in shown:
        if line.strip() == "…":
            pattern += r"(?:.*\n)*?"
        else:
            pattern += ".*?".join(re.escape(part.rstrip()) for part in line.split("…")) + r"[ ]*\n"
    return re.fullmatch(pattern, output.rstrip("\n") + "\n") is not None


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_what_a_page_shows_is_so(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("NO_COLOR", "1")
    reader = Reader(page, tmp_path)
    reader.prepare()
    reader.follow()
    for charter in tmp_path.glob("*/charter.yaml"):
        assert concilium.check(charter.parent) == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_yaml_on_a_page_can_be_read(page: Path) -> None:
    for block in blocks(page):
        if block.language == "yaml":
            assert list(YAML(typ="safe", pure=False).parse(block.text))


# Nothing is left out


def sections(page: Path, level: int = 2) -> dict[str, str]:
    """Return the text under each heading of a level that begins with a word in code: by that word."""
    found: dict[str, str] = {}
    for part in re.split(rf"^{'#' * level} ", page.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        head, _, text = part.partition("\n")
        if word := re.match(r"`([^`]+)`", head):
            found[word[1].removeprefix("concilium ")] = re.split(r"^#+ ", text, flags=re.MULTILINE)[0]
    return found


def rows(text: str) -> dict[str, str]:
    """Return the rows of the tables of a text that begin with a word in code: by that word."""
    return {row[1]: row[2] for row in re.finditer(r"^\| `([^`|]+)`[^|]*\|(.*)\|\s*$", text, flags=re.MULTILINE)}


def test_every_command_has_its_section() -> None:
    assert list(sections(REFERENCE / "cli.md")) == sorted(main.commands)


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_argument_and_option_of_a_command_is_described(name: str) -> None:
    page = REFERENCE / "cli.md"
    shared = {part.strip().rstrip(",") for part in re.findall(r"`([^`]+)`", common_options(page))}
    section = sections(page)[name]
    described = set(rows(section))
    command = main.commands[name]
    usage = command.get_usage(click.Context(command, info_name=f"concilium {name}", max_content_width=200))
    assert usage.removeprefix("Usage: ") in section
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            long = next(option for option in parameter.opts if option.startswith("--"))
            flag = "/".join([long, *parameter.secondary_opts])
            takes_view = long in ("--on", "--known", "--language", "--format") and long in shared
            assert flag in described or (takes_view and "options of a view" in section), f"{name} {flag}"
    known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    for flag in described:
        assert set(flag.split("/")) <= known, f"{name} has no {flag}"


def common_options(page: Path) -> str:
    return re.split(r"^## ", page.read_text(encoding="utf-8").partition("## Options of a view")[2], flags=re.MULTILINE)[
        0
    ]


def test_every_kind_of_entry_has_its_section() -> None:
    assert list(sections(REFERENCE / "entry-kinds.md")) == list(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_kind_is_described(kind: str) -> None:
    own = fields(KINDS[kind], without=Entry)
    assert_described(rows(sections(REFERENCE / "entry-kinds.md")[kind]), own)


@pytest.mark.parametrize(
    ("heading", "type_"),
    [
        ("What every entry carries", Entry),
        ("Who said it, when, and where", assertion.Said),
        ("Who passed it on", assertion.Link),
        ("When the record took it in", assertion.Recorded),
        ("A situation", Situation),
    ],
)
def test_every_field_that_entries_share_is_described(heading: str, type_: type[msgspec.Struct]) -> None:
    assert_described(rows(under(REFERENCE / "entry-kinds.md", heading)), fields(type_))


@pytest.mark.parametrize(
    ("heading", "type_"),
    [("A name", Name), ("The tables", Names), ("Sources", Source)],
)
def test_every_field_of_names_and_sources_is_described(heading: str, type_: type[msgspec.Struct]) -> None:
    assert_described(rows(under(REFERENCE / "names.md", heading)), fields(type_))


PROVISIONS: dict[str, type[msgspec.Struct]] = {
    "composition": charter_schema.Composition,
    "competence": charter_schema.Competence,
    "quorum": charter_schema.Quorum,
    "decisions": charter_schema.Decision,
    "chair": charter_schema.Rotation,
    "meets": charter_schema.Frequency,
    "silence": charter_schema.Silence,
    "elections": charter_schema.Election,
    "proxies": charter_schema.Proxies,
    "recourse": charter_schema.Recourse,
    "purposes": charter_schema.Fields,
    "begins": charter_schema.Beginning,
    "listed": charter_schema.Listed,
    "lapses": charter_schema.Lapse,
    "withdraws": charter_schema.Withdrawal,
    "chained": charter_schema.Chained,
    "by-decision": charter_schema.ByDecision,
    "automatic": charter_schema.Automatic,
    "no-effect": charter_schema.NoEffect,
    "entitlements": charter_schema.Entitlement,
    "steps": charter_schema.PassageStep,
    "binding": charter_schema.Binding,
    "force": charter_schema.Force,
}
"""The kinds of provision by the word under which each stands in a file."""


def test_every_kind_of_provision_has_its_section() -> None:
    defined = {kind for kind in vars(charter_schema).values() if is_provision(kind)}
    assert set(PROVISIONS.values()) == defined
    assert list(sections(REFERENCE / "charter.md", 3)) == list(PROVISIONS)


def is_provision(kind: object) -> bool:
    return (
        isinstance(kind, type) and issubclass(kind, charter_schema.Provision) and kind is not charter_schema.Provision
    )


@pytest.mark.parametrize("word", PROVISIONS)
def test_every_field_of_a_provision_is_described(word: str) -> None:
    own = fields(PROVISIONS[word], without=charter_schema.Provision)
    assert_described(rows(sections(REFERENCE / "charter.md", 3)[word]), own)


@pytest.mark.parametrize(
    ("heading", "type_"),
    [
        ("The file", charter_schema.CharterFile),
        ("An organ", charter_schema.Organ),
        ("What every provision carries", charter_schema.Provision),
        ("A position", charter_schema.Position),
        ("A case", charter_schema.Case),
        ("A required act", charter_schema.Required),
        ("A requirement", RuleFile),
        ("A deviation", charter_schema.Deviation),
        ("A passage", charter_schema.Passage),
    ],
)
def test_every_field_of_the_parts_of_a_charter_is_described(heading: str, type_: type[msgspec.Struct]) -> None:
    assert_described(rows(under(REFERENCE / "charter.md", heading)), fields(type_))


def under(page: Path, heading: str) -> str:
    """Return the text between a heading and the next one."""
    found = re.search(
        rf"^#+ {re.escape(heading)}\n(.*?)(?=^#|\Z)", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    assert found is not None, f"{named(page)} has no heading '{heading}'"
    return found[1]


def fields(kind: type[msgspec.Struct], without: type[msgspec.Struct] | None = None) -> dict[str, tuple[str, ...]]:
    """Return the fields of a type by their names in files, each with the words that it may be."""
    inherited = set(without.__struct_fields__) if without else set()
    hints = get_type_hints(kind)
    return {
        field.encode_name: tuple(words_of(hints[field.name]))
        for field in msgspec.structs.fields(kind)
        if field.name not in inherited
    }


def words_of(hint: Any) -> Iterator[str]:
    """Yield the words of every Literal in a type."""
    inner = get_args(hint)
    if inner and all(isinstance(each, str) for each in inner):
        yield from inner
    for each in inner:
        if not isinstance(each, str):
            yield from words_of(each)


def assert_described(described: dict[str, str], wanted: dict[str, tuple[str, ...]]) -> None:
    assert list(described) == list(wanted)
    for name, words in wanted.items():
        missing = [word for word in words if f"`{word}`" not in described[name]]
        assert not missing, f"'{name}' may also be {', '.join(missing)}"


def test_everything_the_library_gives_is_described() -> None:
    text = (REFERENCE / "api.md").read_text(encoding="utf-8")
    for name in concilium.__all__:
        assert f"`{name}" in text or f".{name}" in text, name
    for kind in (concilium.Organization, concilium.View):
        for name in vars(kind):
            assert name.startswith("_") or f"`{name}" in text or f".{name}" in text, f"{kind.__name__}.{name}"


# The pages


def test_the_navigation_names_every_page_once() -> None:
    listed = list(pages_in(YAML(typ="safe").load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]))
    assert sorted(listed) == sorted(page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md"))


def pages_in(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    for item in nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ():
        yield from pages_in(item)


@cache
def anchors(page: Path) -> frozenset[str]:
    """Return the anchors of a page's headings, as Python-Markdown makes them."""
    found = []
    for line in without_blocks(page):
        if heading := _HEADING.match(line):
            text = re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", lambda m: m[1] or "", heading["text"])
            found.append(re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", text).strip().lower()))
    return frozenset(found)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_inside_the_project_leads_somewhere(page: Path) -> None:
    for line in without_blocks(page):
        for link in _LINK.finditer(re.sub(r"`[^`]*`", "``", line)):
            target, _, anchor = link["target"].partition("#")
            if "://" in target:
                continue
            file = (page.parent / target).resolve() if target else page
            assert file.exists(), f"{named(page)}: {link['target']}"
            assert not anchor or anchor in anchors(file), f"{named(page)}: {link['target']}"


@pytest.mark.parametrize("page", [page for page in PAGES if page.is_relative_to(DOCS)], ids=named)
def test_a_page_begins_with_its_title_and_a_paragraph(page: Path) -> None:
    title, blank, first = page.read_text(encoding="utf-8").split("\n")[:3]
    assert title.startswith("# ")
    assert blank == ""
    assert first


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_the_lines_of_a_page_are_not_too_long(page: Path) -> None:
    for line in without_blocks(page):
        assert len(line) <= 120 or line.startswith("|") or "](" in line, f"{named(page)}: {line}"


def test_the_decisions_are_numbered_and_listed() -> None:
    listed = (DOCS / "decisions" / "index.md").read_text(encoding="utf-8")
    files = sorted((DOCS / "decisions").glob("0*.md"))
    for number, file in enumerate(files, 1):
        assert file.name.startswith(f"{number:04}-")
        title = file.read_text(encoding="utf-8").split("\n")[0]
        assert title.startswith(f"# {number}. ")
        assert f"[{title.split('. ', 1)[1]}]({file.name})" in listed
        assert len(file.read_text(encoding="utf-8").splitlines()) < 40


def test_the_forms_of_dates_are_read_as_the_page_says() -> None:
    table = re.findall(r"^\| `([^`]+)` \|.*\| (\S+) \| (\S+) \|$", under(REFERENCE / "dates.md", "Forms"), re.MULTILINE)
    assert len(table) > 20
    for form, first, last in table:
        read = moment(form)
        assert (iso(read.earliest) or "–", iso(read.latest) or "–") == (first, last), form


def test_what_the_page_says_is_no_date_is_none() -> None:
    for form in ("2024-W25", "2024-06-21T10:00", "2024-06?-21", "{2024,2025}", "-0044", "10000"):
        with pytest.raises(InvalidDateError):
            moment(form)
