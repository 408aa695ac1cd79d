"""A Chromium of 2020 driven by its own protocol: no driver of today speaks to it."""

from __future__ import annotations

import json
import subprocess
import tarfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def unpacked(package: Path, folder: Path) -> Path:
    """The program in an npm package of Chromium, which holds it compressed."""
    import brotli

    with tarfile.open(package) as archive:
        content = archive.extractfile("package/bin/chromium.br").read()
    program = folder / "chromium"
    program.write_bytes(brotli.decompress(content))
    program.chmod(0o755)
    return program


class OldChromium:
    """One page of it; it remembers what it complained of and what it asked for."""

    def __init__(self, process: subprocess.Popen[bytes], profile: Path) -> None:
        import websocket

        port = profile / "DevToolsActivePort"
        self._wait(lambda: port.exists() and len(port.read_text().split()) == 2)
        self.process = process
        self.number = 0
        self.events: list[dict] = []
        number, path = port.read_text().split()
        address = f"ws://127.0.0.1:{number}"
        self.socket = websocket.create_connection(address + path, suppress_origin=True, timeout=30)
        pages = self.call("Target.getTargets")["targetInfos"]
        page = next(target["targetId"] for target in pages if target["type"] == "page")
        self.socket.close()
        self.socket = websocket.create_connection(
            f"{address}/devtools/page/{page}", suppress_origin=True, timeout=30
        )
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **parameters: object) -> dict:
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        self.socket.send(json.dumps(message))
        while True:
            answer = json.loads(self.socket.recv())
            if answer.get("id") != self.number:
                self.events.append(answer)
                continue
            assert "error" not in answer, answer
            return answer["result"]

    def script(self, code: str) -> object:
        """What the code returns."""
        result = self.call(
            "Runtime.evaluate",
            expression=f"(() => {{{code}}})()",
            returnByValue=True,
            userGesture=True,
        )
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    def open(self, address: str) -> None:
        for target in ("about:blank", address):
            self.call("Page.navigate", url=target)
            plain = json.dumps(target.split("#")[0].split("?")[0])
            self.until(f"document.readyState === 'complete' && location.href.startsWith({plain})")

    def until(self, condition: str) -> None:
        self._wait(lambda: self.script(f"return Boolean({condition})"))

    def complaints(self) -> list[str]:
        """Of its console, and the addresses it asked for that are no files, since the last call."""
        self.script("return 0")
        found = []
        for event in self.events:
            parameters = event.get("params", {})
            if event["method"] in {"Runtime.exceptionThrown", "Log.entryAdded"}:
                found.append(json.dumps(parameters, ensure_ascii=False)[:500])
            elif event["method"] == "Network.requestWillBeSent":
                url = parameters["request"]["url"]
                if not url.startswith(("file:", "data:", "blob:", "about:")):
                    found.append(url)
        self.events = []
        return found

    @staticmethod
    def _wait(condition) -> None:
        end = time.monotonic() + 30
        while not condition():
            assert time.monotonic() < end, "waited in vain"
            time.sleep(0.05)


@contextmanager
def old_chromium(program: Path, profile: Path) -> Iterator[OldChromium]:
    command = [program, "--headless", "--no-sandbox", "--single-process", "--no-zygote"]
    options = ["--disable-gpu", f"--user-data-dir={profile}", "--remote-debugging-port=0"]
    with subprocess.Popen(
        [*command, *options, "about:blank"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield OldChromium(process, profile)
        finally:
            process.kill()
