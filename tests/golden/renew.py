"""Writes the golden briefs anew: `python -m tests.golden.renew`. Read what `git diff` shows before you keep it."""

from __future__ import annotations

from tests.documents.test_brief import GOLDEN, golden_file, golden_text

if __name__ == "__main__":
    for meeting, known in GOLDEN:
        golden_file(meeting).write_text(golden_text(meeting, known), encoding="utf-8")
