"""What holds for all tests: an example may take its time, since others may be using the machine."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("shared", deadline=None)
settings.load_profile("shared")
