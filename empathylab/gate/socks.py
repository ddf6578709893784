"""The client's side of SOCKS version 5 (RFC 1928, with RFC 1929 for a login)."""

from __future__ import annotations

import ipaddress
from asyncio import StreamReader, StreamWriter

from empathylab.gate.origins import Origin

_VERSION, _LOGIN_VERSION = 5, 1
_NO_LOGIN, _LOGIN = 0, 2
_CONNECT = 1
_NUMBER_4, _NAME, _NUMBER_6 = 1, 3, 4
_NUMBER_BYTES = {_NUMBER_4: 4, _NUMBER_6: 16}
_GRANTED = 0


async def ask_for_way(reader: StreamReader, writer: StreamWriter, origin: Origin, login: str = "") -> None:
    """Have the proxy connect to an origin, whose name it looks up itself. ConnectionRefusedError: it does not."""
    methods = bytes((_NO_LOGIN, _LOGIN) if login else (_NO_LOGIN,))
    writer.write(bytes((_VERSION, len(methods))) + methods)
    version, method = await reader.readexactly(2)
    if version != _VERSION or method not in methods:
        raise ConnectionRefusedError("The system's proxy wants another way to say who asks.")
    if method == _LOGIN:
        await _log_in(reader, writer, login)
    writer.write(bytes((_VERSION, _CONNECT, 0)) + _place(origin.host) + origin.port.to_bytes(2, "big"))
    _, answer, _, kind = await reader.readexactly(4)
    if answer != _GRANTED:
        raise ConnectionRefusedError(f"The system's proxy answered {answer}.")
    length = (await reader.readexactly(1))[0] if kind == _NAME else _NUMBER_BYTES[kind]
    await reader.readexactly(length + 2)


async def _log_in(reader: StreamReader, writer: StreamWriter, login: str) -> None:
    name, _, password = login.partition(":")
    writer.write(bytes((_LOGIN_VERSION,)) + _counted(name) + _counted(password))
    _, answer = await reader.readexactly(2)
    if answer != _GRANTED:
        raise ConnectionRefusedError("The system's proxy does not know who asks.")


def _place(host: str) -> bytes:
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        return bytes((_NAME,)) + _counted(host)
    return bytes((_NUMBER_4 if number.version == 4 else _NUMBER_6,)) + number.packed


def _counted(words: str) -> bytes:
    """ValueError for more than 255 bytes, which no proxy of this kind can be told."""
    content = words.encode()
    return bytes((len(content),)) + content
