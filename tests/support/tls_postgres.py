"""A PostgreSQL that takes encrypted connections only, with a certificate of our own making.

The server in the package that the other tests use is built without TLS, so this one is the machine's own.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

_PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin")
_HBA = "local all all trust\nhostssl all postgres 127.0.0.1/32 trust\nhostssl all postgres ::1/128 trust\n"


def programs() -> Path | None:
    """The folder with initdb and pg_ctl; None where this machine has no PostgreSQL server or no openssl."""
    if shutil.which("openssl") is None or _server_user() is None:
        return None
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else []
    for pattern in _PLACES:
        folders += Path("/").glob(f"{pattern[1:]}/initdb")
    return next((path if path.is_dir() else path.parent for path in folders), None)


def _server_user() -> str | None:
    """Who runs the server: PostgreSQL refuses to run as root."""
    import pwd

    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid()).pw_name
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in names), None)


@contextmanager
def tls_postgres(bin_dir: Path) -> Iterator[tuple[str, Path]]:
    """The address of the server's `postgres` database, and the folder with `ca.crt` and `other-ca.crt`."""
    with TemporaryDirectory(prefix="empathylab-tls-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        for authority in ("ca", "other-ca"):
            _make_authority(folder, authority)
        _make_server_certificate(folder)
        data = folder / "pg"
        data.mkdir(mode=0o700)
        _give_to_server(data)
        # Of its own, whatever the language of this machine is.
        spoken = ("--encoding=UTF8", "--locale=C")
        _run_as_server(folder, bin_dir / "initdb", "-D", data, "-U", "postgres", "--auth=trust", "--no-sync", *spoken)
        start = (bin_dir / "pg_ctl", "-D", data, "-l", data / "log", "-w", "-t", "300")
        with _own_port() as port:
            _configure(data, port)
            _run_as_server(folder, *start, "start")
            try:
                yield f"postgresql://postgres@localhost:{port}/postgres", folder
            finally:
                _run_as_server(folder, *start, "-m", "immediate", "stop")


def _configure(data: Path, port: int) -> None:
    for part in ("server.crt", "server.key"):
        shutil.copy(data.parent / part, data / part)
        _give_to_server(data / part)
    (data / "server.key").chmod(0o600)
    with (data / "postgresql.conf").open("a", encoding="utf-8") as file:
        file.write(f"\nssl = on\nfsync = off\nlisten_addresses = 'localhost'\nport = {port}\n")
        file.write(f"unix_socket_directories = '{data}'\n")
    (data / "pg_hba.conf").write_text(_HBA, encoding="utf-8")


def _make_authority(folder: Path, name: str) -> None:
    _openssl(folder, "req", "-x509", *_new_key(name), "-out", f"{name}.crt", "-days", "2", "-subj", f"/CN={name}")


def _make_server_certificate(folder: Path) -> None:
    """For the name `localhost` alone, so that the same machine's number is another name."""
    (folder / "names").write_text("subjectAltName = DNS:localhost\n", encoding="utf-8")
    _openssl(folder, "req", *_new_key("server"), "-out", "server.csr", "-subj", "/CN=localhost")
    signed_by = ("-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial", "-extfile", "names", "-days", "2")
    _openssl(folder, "x509", "-req", "-in", "server.csr", "-out", "server.crt", *signed_by)


def _new_key(name: str) -> tuple[str, ...]:
    return ("-newkey", "rsa:2048", "-nodes", "-keyout", f"{name}.key")


def _openssl(folder: Path, *arguments: str) -> None:
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)


def _run_as_server(folder: Path, *command: str | Path) -> None:
    user = _server_user() if os.geteuid() == 0 else None
    # Not a pipe: the server keeps what pg_ctl had open, and a pipe would be waited for until it ends.
    subprocess.run(command, cwd=folder, user=user, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _give_to_server(path: Path) -> None:
    if os.geteuid() == 0:
        shutil.chown(path, _server_user())


@contextmanager
def _own_port() -> Iterator[int]:
    """A port that the system gives to nobody else meanwhile: a server may listen where another only sits."""
    with socket.socket() as sitting:
        sitting.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sitting.bind(("127.0.0.1", 0))
        yield int(sitting.getsockname()[1])
