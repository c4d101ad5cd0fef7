"""The learning pass on its own, without a cleaning run behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from newsclean.context import make_context
from newsclean.errors import InputError
from newsclean.learning.learn import learn
from newsclean.model import Skip
from newsclean.readers import Inputs, Item, open_inputs
from newsclean.readers.inputs import ReadOptions
from newsclean.sites.store import Sites
from newsclean.workers.pool import Pool

T = TypeVar("T")


class _Batch:
    """Inputs and workers, without a progress bar."""

    def __init__(self, inputs: Inputs, pool: Pool) -> None:
        self._inputs = inputs
        self._pool = pool

    def items(self) -> Iterator[Item]:
        return self._inputs.items()

    def map(
        self, function: Callable[[Any, Any], T], context: object, items: Iterator[Any]
    ) -> Iterator[tuple[str, T | Skip]]:
        for answers in self._pool.map(function, context, items):
            yield from answers

    def phase(self, name: str, total: int | None = None) -> None:
        """Nobody looks."""


def learn_inputs(paths: Sequence[str], jobs: int, rule_files: Sequence[str] = ()) -> Sites:
    """The profiles of all sites in some inputs, also of those with too few pages: merging may help them.

    `jobs` 0 works in this process. Raises `InputError` for inputs that can be read only once.
    """
    inputs = open_inputs(paths, ReadOptions())
    if not inputs.rereadable:
        raise InputError("sites are learned by reading twice: name files, directories or archives")
    context = make_context(rule_files=[Path(file) for file in rule_files])
    with Pool(jobs) as pool:
        return learn(_Batch(inputs, pool), context, least_pages=1) or Sites({})
