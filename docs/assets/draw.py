"""Makes the pictures of docs/how-to/draw-a-picture.md: `python docs/assets/draw.py`."""

from __future__ import annotations

from pathlib import Path

import concilium

FOLDER = Path(__file__).parent


def main() -> None:
    """Draw the members of an organization over time, and a vote that a veto stopped."""
    eve = concilium.open("csto").view("2024-06-20", known="2024-06-20")
    council = concilium.open("un").view("2022-02-25")
    votes = {"yes": ["11"], "no": ["RUS"], "abstain": ["CHN", "IND", "ARE"]}
    veto = council.picture("hemicycle", "security-council", matter="substantive", votes=votes)  # type: ignore[arg-type]
    for name, picture in (("lanes", eve.picture("lanes")), ("veto", veto)):
        FOLDER.joinpath(f"{name}.svg").write_text(picture.svg, encoding="utf-8")


if __name__ == "__main__":
    main()
