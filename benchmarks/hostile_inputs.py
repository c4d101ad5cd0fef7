"""A thousand files of every kind that is read, whole, broken and hostile, mixed by a seed, in one run.

    python benchmarks/hostile_inputs.py [--files 1000] [--seed 1] [--timeout 10]

Counted: that every page is a record or a reject, that no whole page is lost, that no process takes more than 1 GiB,
that nothing takes longer than its time limit and 10 seconds, and that a run which is killed and resumed writes the same
bytes. Exits with 1 if anything is wrong, and prints what.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import os
import plistlib
import random
import signal
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

COMMAND = [sys.executable, "-m", "newsclean"]
MAX_BYTES = 1 << 30  # resident, of one process
SLACK = 10  # seconds beyond the time limit
WORDS = "council bridge harbour evening report village winter market teacher river budget engine museum letter".split()


def page(number: int, chance: random.Random) -> str:
    """A page whose title tells it from all others."""
    body = "".join(f"<p>{' '.join(chance.choices(WORDS, k=40)).capitalize()}.</p>" for _ in range(5))
    return (
        f"<!DOCTYPE html><html lang=en><head><title>Story {number}</title></head><body><article><h1>Story {number}</h1>"
        f"{body}</article></body></html>"
    )


def answer(text: str, chance: random.Random) -> bytes:
    """An answer of a server, with line ends and encodings as they come."""
    eol = chance.choice((b"\r\n", b"\n"))
    body, headers = text.encode(), [b"HTTP/1.1 200 OK", b"Content-Type: text/html"]
    if chance.random() < 0.3:
        headers.append(b"Content-Encoding: gzip")
        body = gzip.compress(body, mtime=0) if chance.random() < 0.7 else body
    if chance.random() < 0.3:
        headers.append(b"Transfer-Encoding: chunked")
        body = b"%x;a=b\r\n%s\r\n0\r\n\r\n" % (len(body), body) if chance.random() < 0.7 else body
    return eol.join(headers) + eol * 2 + body


def warc(texts: list[str], chance: random.Random) -> bytes:
    records = []
    for number, text in enumerate(texts):
        block = answer(text, chance)
        length = len(block) + (chance.choice((0, 0, 0, 50, 1000)) if number + 1 < len(texts) else 0)
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/{number}\r\n"
            f"WARC-Date: 2024-01-01T00:00:00Z\r\nContent-Length: {length}\r\n\r\n"
        )
        records.append(head.encode() + block + b"\r\n\r\n")
    return b"".join(records)


def arc(texts: list[str], chance: random.Random) -> bytes:
    parts = [b"filedesc://x.arc 0.0.0.0 20240101000000 text/plain 9\n1 0 Test\n\n"]
    for number, text in enumerate(texts):
        block = answer(text, chance)
        parts.append(
            b"http://a.example/%d 192.0.2.1 20240101000000 text/html %d\n" % (number, len(block)) + block + b"\n"
        )
    return b"".join(parts)


def table(texts: list[str], _: random.Random) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file).writerows([("url", "html"), *((f"http://a.example/{n}", text) for n, text in enumerate(texts))])
    return file.getvalue().encode()


def zipped(texts: list[str], chance: random.Random) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, text in enumerate(texts):
            archive.writestr(f"{number}.html", text)
        if chance.random() < 0.1:
            archive.writestr("zeros.html", bytes(50_000_000))
    return file.getvalue()


def tarred(texts: list[str], _: random.Random) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for number, text in enumerate(texts):
            info = tarfile.TarInfo(f"{number}.html")
            info.size = len(text.encode())
            archive.addfile(info, io.BytesIO(text.encode()))
    return file.getvalue()


def mail(texts: list[str], _: random.Random) -> bytes:
    head = 'From: a@a.example\nTo: b@b.example\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n'
    return f"{head}--b\nContent-Type: text/html; charset=utf-8\n\n{texts[0]}\n--b--\n".encode()


def feed(texts: list[str], _: random.Random) -> bytes:
    items = "".join(
        f"<item><title>{text.partition('<title>')[2].partition('<')[0]}</title><link>http://a.example/{n}</link>"
        f"<description><![CDATA[{text.partition('</h1>')[2].partition('</article>')[0]}]]></description></item>"
        for n, text in enumerate(texts)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'.encode()


def webarchive(texts: list[str], _: random.Random) -> bytes:
    main = {"WebResourceData": texts[0].encode(), "WebResourceURL": "http://a.example/"}
    return plistlib.dumps({"WebMainResource": main}, fmt=plistlib.FMT_BINARY)


Maker = Callable[[list[str], random.Random], bytes]
# Ending -> how such a file is made; the second group holds one page.
MANY: dict[str, Maker] = {
    "warc": warc, "arc": arc, "csv": table, "zip": zipped, "tar": tarred, "xml": feed,
    "jsonl": lambda texts, _: "".join(json.dumps({"html": text}) + "\n" for text in texts).encode(),
    "json": lambda texts, _: json.dumps([{"html": text} for text in texts]).encode(),
}  # fmt: skip
ONE: dict[str, Maker] = {
    "html": lambda texts, _: texts[0].encode(), "eml": mail, "mhtml": mail, "webarchive": webarchive,
}  # fmt: skip


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The same bytes, broken in one of many ways."""
    at = chance.randrange(len(data) + 1)
    match chance.randrange(8):
        case 0:
            return data[:at]
        case 1:
            return data[:at] + chance.randbytes(chance.choice((1, 100, 70_000))) + data[at:]
        case 2:
            return data[:at] + bytes(chance.choice((10, 5000))) + data[at + 10 :]
        case 3:
            return data[:at] + data[: len(data) // 2] + data[at:]
        case 4:
            unit = chance.choice((b"[", b'{"a":', b";", b"a=b;", b"<p ", b"\n", b"A: b\n", b"--b\n", b'"', b",", b" "))
            return data[:at] + unit * chance.choice((10, 100_000, 2_000_000)) + data[at:]
        case 5:
            return bytes(byte ^ (1 << chance.randrange(8)) if chance.random() < 0.001 else byte for byte in data)
        case 6:
            return gzip.compress(data, mtime=0)[: at + 20]
        case _:
            return zlib.compress(data) + data[at:]


def make(root: Path, files: int, chance: random.Random) -> tuple[list[str], set[str]]:
    """Write the files. Return their names, and the titles of the pages in whole files."""
    names: list[str] = []
    whole: set[str] = set()
    number = 0
    for index in range(files):
        many = chance.random() < 0.6
        ending, maker = chance.choice(sorted((MANY if many else ONE).items()))
        count = chance.randrange(1, 6) if many else 1
        data = maker([page(number + i, chance) for i in range(count)], chance)
        packed = ending in ("warc", "arc", "jsonl", "tar") and chance.random() < 0.4
        if chance.random() < 0.4:
            whole |= {f"Story {number + i}" for i in range(count)}
        else:
            data = damaged(data, chance)
        number += count
        name = f"{index:05}.{ending}" + (".gz" if packed else "")
        (root / name).write_bytes(gzip.compress(data, mtime=0) if packed else data)
        names.append(name)
    return names, whole


def memory(pid: int) -> int:
    """Resident bytes of the largest process among this one and its children."""
    try:
        own = int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        children = [
            child for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()
        ]
    except (OSError, IndexError):
        return 0
    return max([own, *(memory(int(child)) for child in children)])


def start(root: Path, output: str, timeout: float, *options: str) -> subprocess.Popen[bytes]:
    arguments = ["--files-from", "list", "-o", output, "--no-learn", "--as-of", "2024-01-01", "-q", *options]
    return subprocess.Popen(
        [*COMMAND, *arguments, "--timeout", f"{timeout:g}", "--max-size", "2m"], cwd=root, stderr=subprocess.PIPE
    )


def watch(process: subprocess.Popen[bytes], root: Path, output: str) -> tuple[int, float]:
    """Wait for a run: the largest process in bytes, the longest time in seconds without a new record or reject."""
    peak, stall = 0, 0.0
    size, since = -1, time.monotonic()
    while process.poll() is None:
        peak = max(peak, memory(process.pid))
        now = sum(path.stat().st_size for path in root.glob(output + "*"))
        if now != size:
            size, since = now, time.monotonic()
        stall = max(stall, time.monotonic() - since)
        time.sleep(0.1)
    return peak, stall


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def check(root: Path, files: int, seed: int, timeout: float) -> list[str]:
    """What is wrong."""
    chance = random.Random(seed)
    names, whole = make(root, files, chance)
    (root / "list").write_text("\n".join(names))
    process = start(root, "out.jsonl", timeout, "--report", "report.json")
    peak, stall = watch(process, root, "out.jsonl")
    problems = []
    if process.returncode not in (0, 1):
        assert process.stderr is not None
        return [f"exit status {process.returncode}: {process.stderr.read().decode()[-1000:]}"]
    records, rejects = lines(root / "out.jsonl"), lines(root / "out.jsonl.rejects.jsonl")
    counts = Counter(str(line["source"]) for line in [*records, *rejects])
    if twice := [source for source, count in counts.items() if count > 1]:
        problems.append(f"sources that come twice: {twice[:5]}")
    if lost := whole - {str(record["title"]) for record in records}:
        problems.append(f"{len(lost)} whole pages have no record: {sorted(lost)[:5]}")
    pages = json.loads((root / "report.json").read_text())["pages"]
    if pages != len(records) + len(rejects):
        problems.append(f"{pages} pages in, {len(records)} records and {len(rejects)} rejects out")
    if internal := [line for line in rejects if line["reason"] in ("internal_error", "crashed")]:
        problems.append(f"{len(internal)} errors of newsclean itself: {internal[:3]}")
    if peak > MAX_BYTES:
        problems.append(f"a process of {peak >> 20} MiB")
    if stall > timeout + SLACK:
        problems.append(f"nothing came for {stall:.0f} s")
    reasons = dict(Counter(str(line["reason"]) for line in rejects))
    print(f"{files} files, {pages} pages: {len(records)} records, rejects {reasons}, {peak >> 20} MiB, {stall:.1f} s")
    killed = start(root, "again.jsonl", timeout)
    time.sleep(chance.uniform(3, 20))
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    start(root, "again.jsonl", timeout, "--resume").communicate()
    for suffix in ("", ".rejects.jsonl"):
        if (root / f"out.jsonl{suffix}").read_bytes() != (root / f"again.jsonl{suffix}").read_bytes():
            problems.append(f"other bytes after resume: out.jsonl{suffix}")
    return problems


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--timeout", type=float, default=10.0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        problems = check(Path(made), asked.files, asked.seed, asked.timeout)
    for problem in problems:
        print(problem)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
