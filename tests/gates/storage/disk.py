"""What a disk still holds after a power cut: all that was synced, and of what came after it anything at all.

Between two syncs a disk writes in any order that suits it. So of everything that was not synced when the power went,
some pieces are there and some are not: whole writes, pages of 4 KiB, sectors of 512 bytes, and a sector's beginning.
A file may have grown already without its new content; there stand zeros, rubbish, or what a deleted file left there.
Names are like content: a file made or deleted is so for certain once its directory was synced.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from random import Random
from typing import TypeGuard

SECTOR, PAGE = 512, 4096


@dataclass(frozen=True, slots=True)
class Make:
    """A new, empty file."""

    name: str


@dataclass(frozen=True, slots=True)
class Write:
    name: str
    at: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Shorten:
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Delete:
    name: str


@dataclass(frozen=True, slots=True)
class Sync:
    """What was done to this file is on disk; to the names of all files too, if `name` is empty."""

    name: str


Step = Make | Write | Shorten | Delete | Sync
Change = Write | Shorten


@dataclass(slots=True)
class _File:
    safe: bytearray = field(default_factory=bytearray)
    pending: list[Change] = field(default_factory=list[Change])

    def settle(self) -> None:
        for change in self.pending:
            _apply(self.safe, change)
        self.pending.clear()


@dataclass(frozen=True, slots=True)
class _Fate:
    """How one cut treats what is pending: each piece of `unit` bytes (0: a whole write) is there by `chance`.

    `in_order` keeps pieces up to a moment and none after it; the last piece may be `torn`; `grown` files have their
    new size, whatever is in them.
    """

    chance: float
    unit: int
    in_order: bool
    torn: bool
    grown: bool
    filler: str

    @classmethod
    def by(cls, rng: Random) -> "_Fate":
        return cls(
            chance=rng.choice((0.0, 0.1, 0.5, 0.9, 1.0)),
            unit=rng.choice((0, PAGE, SECTOR)),
            in_order=rng.random() < 0.3,
            torn=rng.random() < 0.3,
            grown=rng.random() < 0.5,
            filler=rng.choice(("zeros", "rubbish", "old")),
        )


class Disk:
    """Takes steps as they come; `remains` may be asked for after any of them, as often as wanted."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self._safe = {name: _File(bytearray(content)) for name, content in files.items()}
        self._names = dict(self._safe)
        self._renamed: list[tuple[str, _File | None]] = []
        self._freed: dict[str, bytes] = {}

    def take(self, step: Step) -> None:
        match step:
            case Make(name):
                self._names[name] = _File()
                self._renamed.append((name, self._names[name]))
            case Delete(name):
                gone = self._names.pop(name)
                self._freed[name] = bytes(gone.safe)
                self._renamed.append((name, None))
            case Write(name) | Shorten(name):
                self._names[name].pending.append(step)
            case Sync(""):
                _rename(self._safe, self._renamed)
                self._renamed.clear()
            case Sync(name):
                self._names[name].settle()

    @property
    def unsynced(self) -> bool:
        """Whether a cut could lose anything now."""
        return bool(self._renamed) or any(file.pending for file in self._names.values())

    def remains(self, rng: Random) -> dict[str, bytes]:
        """Cut the power now, and give every file as it is found afterwards."""
        fate = _Fate.by(rng)
        found = dict(self._safe)
        _rename(found, [entry for entry in self._renamed if rng.random() < fate.chance])
        return {name: self._content(name, file, fate, rng) for name, file in found.items()}

    def _content(self, name: str, file: _File, fate: _Fate, rng: Random) -> bytes:
        content = bytearray(file.safe)
        end = max((change.at + len(change.content) for change in file.pending if isinstance(change, Write)), default=0)
        if fate.grown and end > len(content):
            content += self._filler(name, fate.filler, len(content), end, rng)
        for change in _survivors(file.pending, fate, rng):
            _apply(content, change)
        return bytes(content)

    def _filler(self, name: str, kind: str, begin: int, end: int, rng: Random) -> bytes:
        size = end - begin
        if kind == "rubbish":
            return rng.randbytes(size)
        old = self._freed.get(name, b"")[begin:end] if kind == "old" else b""
        return old.ljust(size, b"\0")


def _survivors(pending: list[Change], fate: _Fate, rng: Random) -> Iterator[Change]:
    pieces = [piece for change in pending for piece in _pieces(change, fate.unit)]
    if fate.in_order:
        kept = pieces[: rng.randint(0, len(pieces))]
    else:
        kept = [piece for piece in pieces if rng.random() < fate.chance]
    yield from kept[:-1]
    for last in kept[-1:]:
        yield replace(last, content=last.content[: rng.randint(0, len(last.content))]) if _tears(last, fate) else last


def _tears(piece: Change, fate: _Fate) -> TypeGuard[Write]:
    return isinstance(piece, Write) and fate.torn and fate.unit == SECTOR


def _pieces(change: Change, unit: int) -> Iterator[Change]:
    """Cut a write where the disk's units end."""
    if isinstance(change, Shorten):
        yield change
        return
    unit = unit or change.at + len(change.content)
    at, end = change.at, change.at + len(change.content)
    while at < end:
        until = min(end, (at // unit + 1) * unit)
        yield Write(change.name, at, change.content[at - change.at : until - change.at])
        at = until


def _apply(content: bytearray, change: Change) -> None:
    if isinstance(change, Shorten):
        del content[change.size :]
        return
    content.extend(bytes(max(0, change.at - len(content))))
    content[change.at : change.at + len(change.content)] = change.content


def _rename(names: dict[str, _File], entries: list[tuple[str, _File | None]]) -> None:
    for name, file in entries:
        if file is None:
            names.pop(name, None)
        else:
            names[name] = file
