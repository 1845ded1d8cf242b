"""The engine of one machine: worker processes, each fed by a thread of this one.

A worker is a Python process that reads tasks from its standard input and writes results to its
standard output; it opens no files and ends when this process does. One that dies takes only its own
chunk with it, and the next chunk starts another.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from queue import SimpleQueue
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from concurrent.futures import Future

    from nlpsum.run.work import Result, Task

Chunk = tuple["Task", ...]
_DEFAULT = 2
_LIFE = 1000


class LostError(RuntimeError):
    """A worker died at its chunk."""


class Engine(NamedTuple):
    """What does the work: how many chunks at once, and how to hand one over.

    The future raises where the worker was lost, with nothing done that must be undone.
    """

    workers: int
    submit: Callable[[Chunk], Future[list[Result]]]


def processes() -> int:
    """Two processes, or one where there is only one core."""
    return min(_DEFAULT, os.cpu_count() or 1)


@contextmanager
def local(workers: int = 0) -> Generator[Engine]:
    """Worker processes on this machine."""
    count = workers or processes()
    idle: SimpleQueue[_Worker] = SimpleQueue()
    every = [_Worker() for _ in range(count)]
    for worker in every:
        idle.put(worker)

    def run(chunk: Chunk) -> list[Result]:
        worker = idle.get()
        try:
            return worker.work(chunk)
        finally:
            idle.put(worker)

    threads = ThreadPoolExecutor(count)
    try:
        yield Engine(count, partial(threads.submit, run))
    finally:
        for worker in every:
            worker.end()  # a thread that waits for one sees it lost, and ends too
        threads.shutdown(cancel_futures=True)
        for worker in every:
            worker.stop()


class _Worker:
    """One worker process, started when needed and anew when it died or has done its share."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._done = 0
        self._ended = False

    def work(self, chunk: Chunk) -> list[Result]:
        """The results of a chunk.

        Raises:
            LostError: the process died.
        """
        process = self._started()
        try:
            assert process.stdin
            assert process.stdout
            pickle.dump(chunk, process.stdin, pickle.HIGHEST_PROTOCOL)
            process.stdin.flush()
            answer: list[Result] | Exception = pickle.load(process.stdout)  # noqa: S301 - from our own process
        except (OSError, EOFError, pickle.UnpicklingError, ValueError) as error:
            self.stop()
            raise LostError from error
        if isinstance(answer, Exception):
            raise answer
        self._done += len(chunk)
        return answer

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process and self._done >= _LIFE:
            self.stop()  # what libraries keep for ever does not pile up
        if self._ended:
            raise LostError
        if not self._process:
            begin = f"import sys; sys.path[:] = {sys.path!r}; import {__name__} as us; us.serve()"
            self._process = subprocess.Popen(  # noqa: S603 - this interpreter, our own code
                [sys.executable, "-c", begin],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, "OMP_NUM_THREADS": "1"},  # the processes share the cores
            )
            self._done = 0
        return self._process

    def stop(self) -> None:
        """Ends the process; the next chunk would start another."""
        process, self._process = self._process, None
        if not process:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                assert pipe
                pipe.close()

    def end(self) -> None:
        """Ends the process for good, whatever another thread waits for from it."""
        self._ended = True
        if self._process:
            self._process.kill()


def serve() -> None:
    """The worker's side: chunks from standard input, results to standard output, to the end."""
    import signal

    from nlpsum.run.work import work

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the driver's to answer
    tasks, results = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between results
    while True:
        try:
            chunk: Chunk = pickle.load(tasks)  # noqa: S301 - from the process that started this one
        except EOFError:
            return
        try:
            answer: list[Result] | Exception = work(chunk)
        except Exception as error:  # noqa: BLE001 - told to the driver
            answer = error
        try:
            pickle.dump(answer, results, pickle.HIGHEST_PROTOCOL)
            results.flush()
        except BrokenPipeError:
            return
