"""Zip archives: looked at before they are unpacked, and unpacked with a limit all the same."""

import io
import stat
import zipfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from switchboard.documents.document import Unpacked, Unreadable
from switchboard.documents.limits import (
    ARCHIVE_FILES,
    ARCHIVE_RATIO,
    ARCHIVE_UNPACKED_BYTES,
    ARCHIVES,
    MEGABYTE,
    SUFFIXES,
    most_bytes,
)


def unpack(data: bytes, folder: Path) -> Unpacked:
    """Write an archive's documents into a folder, under numbers instead of their names.

    Files of other kinds, hidden ones and archives in archives are left out, and counted.
    Raises Unreadable when the archive is broken, encrypted or a bomb.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            check_members(members, ARCHIVE_UNPACKED_BYTES)
            wanted = [member for member in members if _is_wanted(member)]
            return _write(archive, wanted, folder, _notes(members))
    except (zipfile.BadZipFile, NotImplementedError, UnicodeError, EOFError) as error:
        raise Unreadable("This file isn't a valid zip archive.") from error


def check_members(members: Sequence[zipfile.ZipInfo], most_unpacked: int) -> None:
    """Raises Unreadable when an archive's own list says that it is too much to unpack."""
    if len(members) > ARCHIVE_FILES:
        raise Unreadable(
            f"The archive has {len(members):,} files; at most {ARCHIVE_FILES:,} are read."
        )
    if sum(member.file_size for member in members) > most_unpacked:
        raise Unreadable(f"The unpacked archive is larger than {most_unpacked // MEGABYTE} MB.")
    for member in members:
        packed = max(member.compress_size, 1)
        if member.file_size > MEGABYTE and member.file_size / packed > ARCHIVE_RATIO:
            raise Unreadable("The archive was not opened: its unpacked size is suspiciously large.")
        if member.flag_bits & 1:
            raise Unreadable("The archive is password-protected.")


def _is_wanted(member: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(member.filename)
    hidden = _is_hidden(path)
    link = stat.S_ISLNK(member.external_attr >> 16)
    suffix = path.suffix.lower()
    return not (member.is_dir() or hidden or link) and suffix in SUFFIXES and suffix not in ARCHIVES


def _notes(members: Sequence[zipfile.ZipInfo]) -> tuple[str, ...]:
    """Which kinds of file are left out, and how many."""
    paths = [PurePosixPath(member.filename) for member in members if not member.is_dir()]
    seen = [path for path in paths if not _is_hidden(path)]
    others = [path for path in seen if path.suffix.lower() not in SUFFIXES or _is_archive(path)]
    if not others:
        return ()
    kinds = sorted({path.suffix.lower()[:12] or "without ending" for path in others})[:8]
    return (f"Unsupported files were skipped: {len(others)} ({', '.join(kinds)}).",)


def _is_hidden(path: PurePosixPath) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in path.parts)


def _is_archive(path: PurePosixPath) -> bool:
    return path.suffix.lower() in ARCHIVES


def _write(
    archive: zipfile.ZipFile,
    members: Sequence[zipfile.ZipInfo],
    folder: Path,
    notes: tuple[str, ...],
) -> Unpacked:
    files: list[tuple[str, str]] = []
    errors: list[tuple[str, str]] = []
    for number, member in enumerate(members):
        name = member.filename
        most = most_bytes(PurePosixPath(name).suffix.lower())
        if member.file_size > most:
            errors.append((name, f"The file is larger than {most // MEGABYTE} MB."))
            continue
        try:
            content = archive.read(member)
        except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, ValueError):
            errors.append((name, "This file is damaged inside the archive."))
            continue
        path = folder / str(number)
        path.write_bytes(content)
        files.append((name, str(path)))
    return Unpacked(tuple(files), tuple(errors), notes)
