"""Old Word, WPS and OpenDocument files, through LibreOffice where it is installed.

It runs with a profile that is thrown away, without macros, without a network as far as the
system allows, and within limits of time and memory; what it writes is read as a Word document.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

from xuncha_kb.read.docx import read_docx
from xuncha_kb.read.html import read_html
from xuncha_kb.read.package import BROKEN_ERRORS, Package
from xuncha_kb.read.raw import RawText, Reader, Refusal, RefusedError

_SECONDS = 50
_LIMITS = 'ulimit -S -t 45; ulimit -S -d 1500000; ulimit -S -f 600000; exec "$@"'
"""CPU seconds, kilobytes of memory, and the size of a file in blocks."""
_PROGRAMS = ("soffice", "libreoffice")
_OLE, _RTF, _ZIP = b"\xd0\xcf\x11\xe0", b"{\\rtf", b"PK"
_SUFFIXES = {_OLE: ".doc", _RTF: ".rtf", _ZIP: ".odt"}

NOT_INSTALLED = Refusal(
    "reader_not_installed",
    "是旧版 Word、WPS 或 ODT 文件，读取它要先安装 LibreOffice（Debian、Ubuntu 上："
    "sudo apt install libreoffice-writer）；也可以用 Word 或 WPS 另存为 .docx。",
)
BROKEN = Refusal("broken_old_file", "不是完好的 Word 或 WPS 文件，没有读入。请打开后另存为 .docx。")
TOO_SLOW = Refusal(
    "conversion_takes_too_long", "转换时没有在规定时间内完成，没有读入。请打开后另存为 .docx。"
)

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
</oor:items>
"""


def read_office(data: bytes) -> RawText | Refusal:
    """The lines of an old Word, WPS, RTF or OpenDocument file; of a newer Word file or a web page
    that only bears such a name."""
    if data.startswith(_ZIP) and not _is_open_document(data):
        return read_docx(data)
    if data.lstrip()[:200].lower().startswith((b"<html", b"<!doctype html")):
        return read_html(data)
    if not data.startswith((_OLE, _RTF, _ZIP)):
        return BROKEN
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        return NOT_INSTALLED
    with tempfile.TemporaryDirectory(prefix="xuncha_kb-") as folder:
        converted = _converted(program, data, Path(folder))
    return converted if isinstance(converted, Refusal) else read_docx(converted)


def _is_open_document(data: bytes) -> bool:
    """Whether an archive is an OpenDocument text, small enough to unpack: its kind stands at its
    head, unpacked."""
    if b"opendocument.text" not in data[:200]:
        return False
    try:
        Package(data)
    except (RefusedError, *BROKEN_ERRORS):
        return False
    return True


def _converted(program: str, data: bytes, folder: Path) -> bytes | Refusal:
    suffix = next(s for start, s in _SUFFIXES.items() if data.startswith(start))
    source = folder / f"text{suffix}"
    source.write_bytes(data)
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    command = [
        *_no_network(), "/bin/sh", "-c", _LIMITS, "sh", program,
        f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out"), str(source),
    ]  # fmt: skip
    if not _finished(command, folder):
        return TOO_SLOW
    made = folder / "out" / "text.docx"
    return made.read_bytes() if made.is_file() else BROKEN


def _finished(command: list[str], folder: Path) -> bool:
    """Runs the command and everything it starts; False where the time was up."""
    environment = {**os.environ, "HOME": str(folder), "SAL_USE_VCLPLUGIN": "svp"}
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env=environment, start_new_session=True,
    )  # fmt: skip
    try:
        process.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        return False
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    return True


@cache
def _no_network() -> tuple[str, ...]:
    """The words before a command that take the network from it; none where the system does not
    allow it."""
    words = ("unshare", "--map-root-user", "--net")
    try:
        works = subprocess.run([*words, "true"], capture_output=True, timeout=10).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        works = False
    return words if works else ()


OFFICE = Reader((".doc", ".wps", ".rtf", ".odt"), read_office, apart=True)
