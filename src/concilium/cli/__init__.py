"""The terminal: reads the clock and the environment, asks the library, prints.

Its exit statuses: 0 it worked · 1 ``check`` found problems · 2 the command was not understood (an unknown name, a bad
date, a missing argument) · 3 files could not be used · 4 a file could not be written.
"""

import gc

# A command ends soon: looking for garbage while modules and the record are loaded is a twentieth of its time.
gc.set_threshold(100_000)

from concilium.cli.commands import main  # noqa: E402 (what it loads is meant)

__all__ = ["main"]
