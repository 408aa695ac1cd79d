"""Coverage-guided fuzzing of one reader, by hand: ``python tests/fuzz_readers.py .docx 120``.

Wants atheris (``pip install atheris``). The second argument is the time in seconds. Archives are
taken apart before and put together after each change, so that the XML in them is what changes.
"""

from __future__ import annotations

import sys
import tempfile
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, BadZipFile, ZipFile

import atheris

with atheris.instrument_imports(include=["xuncha_kb"]):
    from xuncha_kb.read import READERS

from test_read_fuzz import read, sample

_MARK = b"\n\x00==PART== "


def taken_apart(data: bytes) -> bytes:
    """The parts of an archive one after another, each behind its name."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = [(name.encode(), archive.read(name)) for name in archive.namelist()]
    except BadZipFile:
        return data
    return b"".join(_MARK + name + b"\n" + part for name, part in parts)


def put_together(data: bytes) -> bytes:
    if _MARK not in data:
        return data
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_STORED) as archive:
        for piece in data.split(_MARK)[1:]:
            name, _, part = piece.partition(b"\n")
            archive.writestr("x" if name[:1] in b"\x00" else name.decode("latin-1")[:60], part)
    return buffer.getvalue()


def main() -> None:
    suffix, seconds = sys.argv[1], sys.argv[2]
    assert any(suffix in reader.suffixes for reader in READERS)

    def one(data: bytes) -> None:
        read(suffix, put_together(data))

    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "seed").write_bytes(taken_apart(sample(suffix)))
        options = [f"-max_total_time={seconds}", "-timeout=20", "-rss_limit_mb=1000"]
        atheris.Setup([sys.argv[0], *options, "-print_final_stats=1", folder], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
