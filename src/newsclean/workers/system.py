"""Resources that the system grants to workers: processors and open files."""

from __future__ import annotations

import os
import resource

from newsclean.errors import Exit, NewscleanError

_FILES_PER_WORKER = 4
_OTHER_FILES = 48  # outputs, archives within archives, what libraries open


class WorkerError(NewscleanError):
    """Worker processes do not start."""

    status = Exit.FAILED_PAGES


def available_cores() -> int:
    """Return the number of processors that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS
        return os.cpu_count() or 1


def reserve_files(jobs: int) -> None:
    """Raise the limit of open files to what so many workers take. Raises `WorkerError` if that is not allowed."""
    needed = _FILES_PER_WORKER * jobs + _OTHER_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft >= needed:
        return
    if hard != resource.RLIM_INFINITY and hard < needed:
        raise WorkerError(
            f"--jobs {jobs} takes {needed} open files, and the limit is {hard}: raise it with `ulimit -n {needed}`,"
            " or try fewer --jobs"
        )
    resource.setrlimit(resource.RLIMIT_NOFILE, (needed, hard))
