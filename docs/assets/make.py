"""Makes the picture of a brief in README.md: `python docs/assets/make.py`. It needs pdftoppm (poppler-utils)."""

from __future__ import annotations

import subprocess
from pathlib import Path
from struct import pack
from tempfile import TemporaryDirectory
from zlib import compress, crc32

import concilium
from concilium.documents.formats.as_pdf import to_pdf

MEETING, KNOWN = "cfm/2024-06-21", "2024-06-20"
PIXELS_WIDE = 1000
PICTURE = Path(__file__).with_name("brief.png")


def main() -> None:
    """Set the brief as PDF and make a picture of its first page."""
    brief = concilium.open("csto").meeting_view(MEETING, KNOWN).brief(MEETING)
    with TemporaryDirectory() as folder:
        pdf, page = Path(folder, "brief.pdf"), Path(folder, "brief.pgm")
        pdf.write_bytes(to_pdf(brief))
        options = ["-gray", "-singlefile", "-scale-to-x", str(PIXELS_WIDE), "-scale-to-y", "-1"]
        subprocess.run(["pdftoppm", *options, pdf, page.with_suffix("")], check=True)
        PICTURE.write_bytes(png(page.read_bytes()))


def png(page: bytes) -> bytes:
    """Return a grey page (Netpbm's PGM) as a PNG in sixteen shades, a quarter of what pdftoppm itself would write.

    The width must be even. Portable Network Graphics, third edition, https://www.w3.org/TR/png-3/.
    """
    _, size, _, shades = page.split(b"\n", 3)
    width, height = map(int, size.split())
    pairs = bytes(left & 0xF0 | right >> 4 for left, right in zip(shades[::2], shades[1::2], strict=True))
    rows = [b"\0" + pairs[start : start + width // 2] for start in range(0, len(pairs), width // 2)]
    head = pack(">IIBBBBB", width, height, 4, 0, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", compress(b"".join(rows), 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*each) for each in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + name + data + pack(">I", crc32(name + data))


if __name__ == "__main__":
    main()
