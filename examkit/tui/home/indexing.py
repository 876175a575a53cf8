"""Indexes a changed bank in another process, so that Home stays responsive."""

from __future__ import annotations

import asyncio
import sys


async def run_python(*arguments: str) -> None:
    """Run the Python interpreter with these arguments and discard its output."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    await process.wait()
