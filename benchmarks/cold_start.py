"""A brief from a cold shell: starting Python, loading the program, opening the organization, printing."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.figure import Figure, environment, interleaved

BRIEF = ("brief", "csto", "cfm/2024-06-21", "--known", "2024-06-20")
PROGRAM = (sys.executable, "-c", "import sys; from concilium.cli import main; sys.exit(main())", *BRIEF)
NOTHING = (sys.executable, "-c", "pass")
PEAK = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL); "
PEAK += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"


class Home(NamedTuple):
    """The folders of a user: the program's cache, and Python's of compiled modules, as an installer fills it."""

    cache: str
    compiled: str

    def environment(self) -> dict[str, str]:
        """Return the environment of a command."""
        settings = {**environment(), "XDG_CACHE_HOME": self.cache, "PYTHONPYCACHEPREFIX": self.compiled}
        settings.pop("PYTHONDONTWRITEBYTECODE", None)
        return settings


def started(command: tuple[str, ...], home: Home) -> None:
    """Run a command to its end."""
    subprocess.run(command, env=home.environment(), check=True, stdout=subprocess.DEVNULL)


def peak(command: tuple[str, ...], home: Home) -> float:
    """Return the most memory that a command held, in MB.

    A small process starts it, because what a child held counts from that of its parent.
    """
    asked = (sys.executable, "-S", "-c", PEAK, *command)
    found = subprocess.run(asked, env=home.environment(), check=True, capture_output=True, text=True)
    return int(found.stdout) * 1024 / 1e6


def first(command: tuple[str, ...], home: Home) -> None:
    """Run a command when nothing is in the program's cache."""
    with TemporaryDirectory() as folder:
        started(command, home._replace(cache=folder))


def run(times: int = 21) -> list[Figure]:
    """Measure the command against the interpreter, the median of some times."""
    with TemporaryDirectory() as folder:
        home = Home(f"{folder}/cache", f"{folder}/compiled")
        started(PROGRAM, home)
        works = [partial(started, PROGRAM, home), partial(started, NOTHING, home), partial(first, PROGRAM, home)]
        program, nothing, without = (taken * 1e3 for taken in interleaved(works, times))
        held = peak(PROGRAM, home)
    return [
        Figure("a brief from a cold shell", program, "ms", "python -c pass", nothing, 15),
        Figure("a brief from a cold shell, memory", held, "MB", limit=80),
        Figure("a brief before anything is in the cache", without, "ms", "python -c pass", nothing),
    ]
