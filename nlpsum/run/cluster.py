"""The engine of many machines: Ray, which the user has started (``ray start``) or starts here."""

from __future__ import annotations

import os
import secrets
import tempfile
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlpsum.run.pool import Engine, processes
from nlpsum.run.work import work

if TYPE_CHECKING:
    from collections.abc import Generator
    from concurrent.futures import Future

    from nlpsum.run.pool import Chunk
    from nlpsum.run.work import Result


@contextmanager
def ray(address: str = "", workers: int = 0) -> Generator[Engine]:
    """Ray tasks on the cluster at ``address``, or on one of its own with ``workers`` processes.

    Raises:
        ImportError: Ray is not installed.
        ConnectionError: no cluster answers at the address.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    with tempfile.TemporaryDirectory(prefix="nlpsum-") as private:
        if not address:
            _guard(Path(private))
        library: Any = import_module("ray")
        if address:
            library.init(address=address, log_to_driver=False, logging_level="ERROR")
        else:
            library.init(
                address="local",  # never one that happens to run on this machine
                num_cpus=workers or processes(),
                include_dashboard=False,
                log_to_driver=False,
                logging_level="ERROR",
                _node_ip_address="127.0.0.1",  # else it asks an outside address for ours
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


def _guard(folder: Path) -> None:
    """A token that only this user can read; without one anyone here could use our cluster."""
    if "RAY_AUTH_MODE" in os.environ:
        return
    path = folder / "token"
    path.touch(mode=0o600)
    path.write_text(secrets.token_hex(32), encoding="ascii")
    os.environ["RAY_AUTH_MODE"] = "token"
    os.environ["RAY_AUTH_TOKEN_PATH"] = str(path)
