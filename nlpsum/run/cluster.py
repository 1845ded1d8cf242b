"""The engine of many machines: Ray, which the user has started (``ray start``) or starts here."""

from __future__ import annotations

import os
import secrets
import socket
import sys
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

from nlpsum.run.pool import Engine, processes
from nlpsum.run.work import CannotBatchError, work

if TYPE_CHECKING:
    from collections.abc import Generator
    from concurrent.futures import Future

    from nlpsum.run.pool import Chunk
    from nlpsum.run.work import Result

_PATIENCE = 5


@contextmanager
def ray(address: str = "", workers: int = 0) -> Generator[Engine]:
    """Ray tasks on the cluster at ``address``, or on one of its own with ``workers`` processes.

    Raises:
        CannotBatchError: no cluster answers at the address.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    if address:
        _reach(address)
    else:
        _guard()
    library: Any = import_module("ray")
    if address:
        try:
            library.init(address=address, log_to_driver=False, logging_level="ERROR")
        except (ConnectionError, RuntimeError, ValueError) as error:
            message = f"{address}：连不上这个 Ray 集群"
            raise CannotBatchError(message) from error
    else:
        library.init(
            address="local",  # never one that happens to run on this machine
            num_cpus=workers or processes(),
            include_dashboard=False,
            log_to_driver=False,
            logging_level="ERROR",
        )
    try:
        # No retries of its own: a lost chunk is taken apart by the driver, whatever the engine.
        task: Any = library.remote(work).options(num_cpus=1, max_retries=0)
        count = workers or int(library.cluster_resources().get("CPU", 1))

        def submit(chunk: Chunk) -> Future[list[Result]]:
            return task.remote(chunk).future()

        yield Engine(count, submit)
    finally:
        library.shutdown()


def _reach(address: str) -> None:
    """Makes sure that someone answers at a host and port: Ray itself would try for minutes.

    Raises:
        CannotBatchError: no one does.
    """
    host, colon, port = address.removeprefix("ray://").rpartition(":")
    if not colon:  # such as "auto"
        return
    try:
        with socket.create_connection((host, int(port)), timeout=_PATIENCE):
            return
    except (OSError, ValueError, OverflowError) as error:
        message = f"{address}：连不上这个 Ray 集群"
        raise CannotBatchError(message) from error


def _guard() -> None:
    """Keeps a cluster of our own to this machine and to whoever knows its secret.

    Ray reads these when it is first imported. The secret is in the environment, as Ray would write
    it to a file that all can read; by the third it stays on the loopback address, on any system,
    and does not ask an outside one for ours.
    """
    if "RAY_AUTH_MODE" not in os.environ and "ray" not in sys.modules:
        os.environ["RAY_AUTH_MODE"] = "token"
        os.environ["RAY_AUTH_TOKEN"] = secrets.token_hex(32)
        os.environ["RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"] = "0"
