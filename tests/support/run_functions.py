"""What the workers of a run do with a page that kills them."""

from __future__ import annotations

import os
import signal

from newsclean.model import Page
from newsclean.readers.items import Item
from newsclean.run.item import Job, clean_item
from newsclean.run.outcome import Outcome


def clean_or_die(job: Job, item: Item) -> Outcome:
    """What a run does with a page, but for one that says "die"."""
    if isinstance(item, Page) and item.body == b"die":
        os.kill(os.getpid(), signal.SIGSEGV)
    return clean_item(job, item)
