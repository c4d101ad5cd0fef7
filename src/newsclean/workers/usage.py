"""Measure the processor time and memory of a process."""

from __future__ import annotations

import os
from pathlib import Path

_TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


class Usage:
    """What the process `pid` uses, as Linux tells it in /proc; other systems do not tell, and nothing is measured."""

    def __init__(self, pid: int) -> None:
        self._directory = Path(f"/proc/{pid}")

    def processor_seconds(self) -> float | None:
        """Return the processor time that it has used, None if it is unknown."""
        try:
            stat = (self._directory / "stat").read_text(encoding="ascii", errors="replace")
        except OSError:
            return None
        user, system = stat.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / _TICKS_PER_SECOND

    def queued_seconds(self) -> float:
        """Return how long it has waited for a processor in all, 0 if that is unknown."""
        try:
            return int((self._directory / "schedstat").read_text(encoding="ascii").split()[1]) / 1e9
        except (OSError, IndexError, ValueError):
            return 0.0

    def resident_bytes(self) -> int:
        """Return its memory without what it shares with others, 0 if that is unknown."""
        try:
            fields = (self._directory / "statm").read_text(encoding="ascii").split()
        except OSError:
            return 0
        return (int(fields[1]) - int(fields[2])) * _PAGE_BYTES
