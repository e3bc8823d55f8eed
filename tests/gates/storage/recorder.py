"""Writes down what SQLite does to its files, in order, by a VFS in the very library that `sqlite3` uses.

While a recording runs, the library's default VFS is ours. It opens files as the old one does; then writing, cutting
short, syncing and deleting are passed on and noted. The store and its settings know nothing of it. The layouts are
those of sqlite3.h, which keeps them for ever (https://sqlite.org/c3ref/vfs.html).
"""

import _sqlite3
import ctypes
import os
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar, cast

from tests.gates.storage.disk import Delete, Make, Shorten, Step, Sync, Write

OK = 0
JOURNAL, SUPER_JOURNAL, WAL = 0x800, 0x4000, 0x80000
KINDS_SYNCED_BY_NAME = JOURNAL | SUPER_JOURNAL | WAL  # where such a file is new, its first sync is its directory's too

Address, Int, Long = ctypes.c_void_p, ctypes.c_int, ctypes.c_int64
OpenFile = ctypes.CFUNCTYPE(Int, Address, Address, Address, Int, Address)
DeleteFile = ctypes.CFUNCTYPE(Int, Address, Address, Int)
WriteFile = ctypes.CFUNCTYPE(Int, Address, Address, Int, Long)
ShortenFile = ctypes.CFUNCTYPE(Int, Address, Long)
SyncFile = ctypes.CFUNCTYPE(Int, Address, Int)


class _Vfs(ctypes.Structure):
    """`sqlite3_vfs`."""

    version: int
    name: bytes
    open: Callable[..., int]
    delete: Callable[..., int]
    _fields_ = (
        ("version", Int),
        ("file_size", Int),
        ("longest_path", Int),
        ("next", Address),
        ("name", ctypes.c_char_p),
        ("data", Address),
        ("open", OpenFile),
        ("delete", DeleteFile),
        ("others", Address * 14),
    )


class _Methods(ctypes.Structure):
    """`sqlite3_io_methods`: what can be done with an open file."""

    write: Callable[..., int]
    truncate: Callable[..., int]
    sync: Callable[..., int]
    _fields_ = (
        ("version", Int),
        ("close", Address),
        ("read", Address),
        ("write", WriteFile),
        ("truncate", ShortenFile),
        ("sync", SyncFile),
        ("others", Address * 13),
    )


Table = TypeVar("Table", _Vfs, _Methods)
_alive: list[object] = []  # what C may still point to, should a file be closed later than its recording


@contextmanager
def recorded(folder: Path) -> Generator[list[Step]]:
    """Give what happens to the files of this folder, as it happens."""
    library = ctypes.CDLL(getattr(_sqlite3, "__file__", None))  # and what it was linked with
    library.sqlite3_vfs_find.restype = Address
    old_at = library.sqlite3_vfs_find(None)
    listener = _Listener(folder.resolve(), old_at)
    library.sqlite3_vfs_register(ctypes.byref(listener.vfs), 1)
    try:
        yield listener.steps
    finally:
        library.sqlite3_vfs_unregister(ctypes.byref(listener.vfs))
        library.sqlite3_vfs_register(Address(old_at), 1)
        listener.steps = []  # whoever asked has them


class _Listener:
    def __init__(self, folder: Path, old_at: int) -> None:
        self.steps: list[Step] = []
        self._folder = folder
        self._names: dict[int, str] = {}
        self._unlisted: set[str] = set()
        old = _Vfs.from_address(old_at)
        self.vfs = _copy(_Vfs, old)
        self.vfs.name = b"recorded"
        self._old, self._old_at = old, old_at
        self.vfs.open, self.vfs.delete = OpenFile(self._open), DeleteFile(self._delete)
        _alive.append(self.vfs)

    def _open(self, _vfs: int, path_at: int | None, file: int, flags: int, out: int | None) -> int:
        path = Path(os.fsdecode(ctypes.string_at(path_at))) if path_at else None
        new = path is not None and not path.exists()
        answer = self._old.open(self._old_at, path_at, file, flags, out)
        if answer == OK and path is not None and path.parent == self._folder:
            self._names[file] = path.name
            if new:
                self.steps.append(Make(path.name))
            if new and flags & KINDS_SYNCED_BY_NAME:
                self._unlisted.add(path.name)
            self._listen(file)
        return answer

    def _delete(self, _vfs: int, path_at: int, directory_too: int) -> int:
        path = Path(os.fsdecode(ctypes.string_at(path_at)))
        there = path.exists()
        answer = self._old.delete(self._old_at, path_at, directory_too)
        if answer == OK and there and path.parent == self._folder:
            self.steps.append(Delete(path.name))
            self.steps += [Sync("")] if directory_too else []
        return answer

    def _listen(self, file: int) -> None:
        """Give an open file methods that note what they do; its first field points to them."""
        field = Address.from_address(file)
        old = _Methods.from_address(cast("int", field.value))
        ours = _copy(_Methods, old)

        def write(at: int, content: int, size: int, offset: int) -> int:
            step = Write(self._names[at], offset, ctypes.string_at(content, size))
            return self._noted(old.write(at, content, size, offset), step)

        def truncate(at: int, size: int) -> int:
            return self._noted(old.truncate(at, size), Shorten(self._names[at], size))

        def sync(at: int, flags: int) -> int:
            name = self._names[at]
            listing = [Sync("")] if name in self._unlisted else []
            self._unlisted.discard(name)
            return self._noted(old.sync(at, flags), Sync(name), *listing)

        ours.write, ours.truncate, ours.sync = WriteFile(write), ShortenFile(truncate), SyncFile(sync)
        _alive.append(ours)
        field.value = ctypes.addressof(ours)

    def _noted(self, answer: int, *steps: Step) -> int:
        if answer == OK:
            self.steps += steps
        return answer


def _copy(kind: type[Table], whole: Table) -> Table:
    return kind.from_buffer_copy(ctypes.string_at(ctypes.addressof(whole), ctypes.sizeof(kind)))
