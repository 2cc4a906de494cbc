"""Runs a coroutine in a thread of its own, because a process that has run browsers keeps a loop."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")
# None of them waits for anything outside, so one that takes so long would wait forever.
PATIENCE = 5


def run(coroutine: Coroutine[object, object, Result]) -> Result:
    """Raises TimeoutError if it waits for what never comes."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, asyncio.wait_for(coroutine, PATIENCE)).result()
