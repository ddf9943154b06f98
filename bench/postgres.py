"""A PostgreSQL of our own, set up as in production: what was written stays written."""

import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

SETTINGS = {
    "listen_addresses": "'127.0.0.1'",
    "unix_socket_directories": "''",
    "max_connections": "60",
    "shared_buffers": "1GB",
    "effective_cache_size": "4GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "8GB",
    "random_page_cost": "1.1",
    "fsync": "on",
    "synchronous_commit": "on",
    "autovacuum": "on",
}
LOCALE = ["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=nl-NL"]


def programs():
    """The folder with the newest PostgreSQL of this machine."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        raise SystemExit("PostgreSQL ontbreekt: installeer het (op Debian: postgresql).")
    return found[-1].parent


def as_server(*command):
    """Run a program of the server; it refuses to be root, so root lends it the user postgres."""
    user = "postgres" if os.getuid() == 0 else None
    subprocess.run(command, check=True, cwd="/", user=user, stdout=subprocess.DEVNULL)


def make(folder, port):
    """Make an empty cluster in this folder."""
    if os.getuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    as_server(
        programs() / "initdb", "-D", folder, "-U", "kansrijk", "-A", "trust", "-E", "UTF8", *LOCALE
    )
    lines = [f"{name} = {value}\n" for name, value in {**SETTINGS, "port": port}.items()]
    with (folder / "postgresql.conf").open("a") as conf:
        conf.writelines(lines)


def start(folder):
    as_server(programs() / "pg_ctl", "start", "-D", folder, "-l", folder / "log", "-w", "-s")


def stop(folder):
    as_server(programs() / "pg_ctl", "stop", "-D", folder, "-m", "fast", "-w", "-s")


@contextmanager
def throw_away(kept=None, port=0):
    """Yield the address of an empty database; its files go afterwards, unless `kept` names them."""
    folder = Path(kept or tempfile.mkdtemp(prefix="bench-"))
    folder.mkdir(exist_ok=True)
    port = port or 20000 + os.getpid() % 12000
    try:
        make(folder, port)
        start(folder)
        here = ["-h", "127.0.0.1", "-p", str(port), "-U", "kansrijk"]
        as_server(programs() / "createdb", *here, "kansrijk")
        yield f"postgresql://kansrijk@127.0.0.1:{port}/kansrijk"
    finally:
        if (folder / "postmaster.pid").exists():
            stop(folder)
        if not kept:
            shutil.rmtree(folder)
