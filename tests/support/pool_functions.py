"""What the workers of the pool tests do, by the text of the page. Each of them imports this: it is kept small."""

from __future__ import annotations

import os
import signal
import time

from newsclean.model import Page


def behave(context: dict[str, str], page: Page) -> str:
    """Do what the page's body says: a substitute for what pages do to C code."""
    order = page.body.decode()
    if order == "hang":
        time.sleep(60)
    elif order == "die":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif order == "exit":
        os._exit(3)
    elif order == "raise":
        raise ValueError("a bug\x1b[31m")
    elif order == "eat":
        _ = [bytearray(b"x" * (1 << 24)) for _ in range(1000)]
    elif order == "allocate":
        _ = bytearray(3 << 30)
    elif order.startswith("once:"):  # dies the first time only
        marker = order.removeprefix("once:")
        if not os.path.exists(marker):  # noqa: PTH110
            open(marker, "w").close()  # noqa: PTH123
            os.kill(os.getpid(), signal.SIGKILL)
    elif order == "slow":
        time.sleep(0.1)
    elif order == "brief":
        time.sleep(0.01)
    elif order == "print":
        os.write(1, b"noise on stdout")
        os.write(2, b"noise on stderr")
    return f"{context['name']} {os.getpid()} {order}"
