"""The learning pass on its own, without a cleaning run after it."""

from __future__ import annotations

from collections.abc import Sequence

from newsclean.context import make_context
from newsclean.errors import InputError
from newsclean.learning.learn import learn
from newsclean.options import Options
from newsclean.readers import open_inputs
from newsclean.readers.streams import ReadOptions
from newsclean.sites.store import Sites
from newsclean.workers.batch import WorkerBatch
from newsclean.workers.pool import Pool


def learn_inputs(paths: Sequence[str], jobs: int, reading: ReadOptions | None = None) -> Sites:
    """Return the profiles of all sites in some inputs, also of those with too few pages: merging may help them.

    `jobs` 0 works in this process. Raises `InputError` for inputs that can be read only once.
    """
    reading = reading or ReadOptions()
    inputs = open_inputs(paths, reading)
    if not inputs.rereadable:
        raise InputError("sites are learned by reading twice: name files, directories or archives")
    context = make_context(Options(max_size=reading.max_size))
    try:
        with Pool(jobs) as pool:
            return learn(WorkerBatch(inputs.items, pool), context, least_pages=1) or Sites({})
    finally:
        inputs.close()
