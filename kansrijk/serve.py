"""Starts granian, such that a reload loses nobody: `python -m kansrijk.serve` and granian's options.

Granian lets every worker listen for itself, and stops the old one a fixed time after the new one
began. Here the sockets are the parent's, so a connection waits while workers change, and an old
worker stops when the new one has loaded. When that fails, the old ones stay.
"""

import multiprocessing
import os
import signal
import time
from functools import partial

import granian.cli
from granian.log import logger
from granian.net import SocketSpec
from granian.server.mp import MPServer

PATIENCE = 60  # seconds that new workers may take to load


def main():
    multiprocessing.set_start_method("fork")  # so that workers inherit the sockets
    os.register_at_fork(after_in_child=obey)
    granian.cli.Server = Server
    granian.cli.entrypoint()


def obey():
    """Let a worker hear what the parent says, from its first moment, and nobody else.

    One that hears Ctrl-C too hangs when the parent's SIGTERM follows.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


class Server(MPServer):
    def _init_shared_socket(self):
        address = SocketSpec(self.bind_addr, self.bind_port, self.backlog)
        self.queues = [address.build() for _ in range(self.workers)]
        self._sso = None

    def _spawn_worker(self, idx, target, callback_loader):
        self._ssp, self._shd = None, self.queues[idx]
        return super()._spawn_worker(idx, target, callback_loader)

    def _reload(self, spawn_target, target_loader):
        self.reload_signal = False
        self.main_loop_interrupt.clear()
        fresh, stale = self.fresh(spawn_target, target_loader), self.wrks[:]
        if fresh:
            self.wrks[:] = fresh
            self.stop(stale)
        else:
            logger.error("New workers did not start: the old ones stay.")

    def fresh(self, spawn_target, target_loader):
        """New workers that have loaded; none when one of them fails."""
        events = [multiprocessing.Event() for _ in range(self.workers)]
        workers = [
            self._spawn_worker(idx, spawn_target, partial(load, target_loader, event))
            for idx, event in enumerate(events)
        ]
        for worker in workers:
            worker.interrupt_by_parent = True  # until it has loaded nobody misses it
            worker.start()
        if not have_loaded(workers, events):
            self.stop(workers)
            return []
        for worker in workers:
            worker.interrupt_by_parent = False
        return workers

    def stop(self, workers):
        """Let these finish what they are doing, and go."""
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.join(self.workers_kill_timeout)
            if worker.is_alive():
                worker.kill()


def load(load_application, event):
    application = load_application()
    event.set()
    return application


def have_loaded(workers, events):
    """Wait until all of these have loaded; False when one stopped or takes too long."""
    limit = time.monotonic() + PATIENCE
    while not all(event.is_set() for event in events):
        if time.monotonic() > limit or not all(worker.is_alive() for worker in workers):
            return False
        time.sleep(0.01)
    return True


if __name__ == "__main__":
    main()
