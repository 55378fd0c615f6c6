"""Asks a server for its version, which is also how we know that it is ready."""

import asyncio
import re
import ssl
from urllib.parse import parse_qs, unquote, urlsplit

import asyncpg
import httpx

TIMEOUT = 5.0


async def postgres_version(url: str) -> tuple[int, str]:
    """Returns PostgreSQL's major number and full version.

    Raises OSError when nothing answers, ValueError when it refuses, TimeoutError.
    """
    plain = re.sub(r"^postgres(ql)?(\+\w+)?://", "postgresql://", url)
    try:
        connection = await asyncpg.connect(plain, timeout=TIMEOUT)
        try:
            number = int(await connection.fetchval("SHOW server_version_num"))
            return number // 10000, str(await connection.fetchval("SHOW server_version"))
        finally:
            await connection.close(timeout=TIMEOUT)
    except (asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise ValueError(str(error)) from error


async def resp_version(url: str) -> tuple[int, str]:
    """Returns the major number and version of a Redis or Valkey at a redis(s):// or unix:// URL.

    Raises OSError when nothing answers, ValueError when it refuses, TimeoutError.
    """
    async with asyncio.timeout(TIMEOUT):
        reader, writer = await _resp_connect(url)
        try:
            if login := _login(url):
                await _ask(reader, writer, "AUTH", *login)
            info = await _ask(reader, writer, "INFO", "server")
        finally:
            writer.close()
    found = dict(line.split(":", 1) for line in info.splitlines() if ":" in line)
    for key, name in (("valkey_version", "Valkey"), ("redis_version", "Redis")):
        if version := found.get(key):
            return int(version.split(".")[0]), f"{name} {version}"
    raise ValueError("the server does not report its version")


async def _resp_connect(url: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    parts = urlsplit(url)
    if parts.scheme == "unix":
        return await asyncio.open_unix_connection(unquote(parts.path))
    secure = ssl.create_default_context() if parts.scheme in ("rediss", "valkeys") else None
    return await asyncio.open_connection(parts.hostname, parts.port or 6379, ssl=secure)


def _login(url: str) -> list[str]:
    """The arguments of AUTH: the user, where there is one, and the password."""
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    user = parts.username or query.get("username", [""])[0]
    password = parts.password or query.get("password", [""])[0]
    return [unquote(part) for part in (user, password) if part] if password else []


async def _ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *words: str) -> str:
    """Sends one command and returns its answer (https://valkey.io/topics/protocol)."""
    encoded = [word.encode() for word in words]
    parts = [b"*%d\r\n" % len(encoded)]
    parts += [b"$%d\r\n%b\r\n" % (len(word), word) for word in encoded]
    writer.write(b"".join(parts))
    await writer.drain()
    line = (await reader.readline()).decode(errors="replace").strip()
    if line.startswith("-") or not line:
        raise ValueError(line[1:] or "the connection was closed")
    if not line.startswith("$"):
        return line[1:]
    try:
        return (await reader.readexactly(int(line[1:]) + 2)).decode(errors="replace")
    except asyncio.IncompleteReadError as error:
        raise ValueError("the connection was closed") from error


async def chroma_version(url: str) -> str:
    """Returns the version of a Chroma server. Raises OSError, ValueError or TimeoutError."""
    try:
        async with httpx.AsyncClient(base_url=url, timeout=TIMEOUT, trust_env=False) as client:
            answer = await client.get("/api/v2/version")
            answer.raise_for_status()
            return str(answer.json())
    except httpx.TimeoutException as error:
        raise TimeoutError from error
    except httpx.ConnectError as error:
        raise ConnectionRefusedError(str(error)) from error
    except httpx.TransportError as error:
        raise OSError(str(error)) from error
    except (httpx.HTTPStatusError, httpx.InvalidURL) as error:
        raise ValueError(str(error)) from error
