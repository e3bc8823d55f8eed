"""Seals what must not be readable in the database, under keys that are kept outside of it.

Sealed values are AES-256-GCM (NIST SP 800-38D) with a random nonce, bound to their place: a value that was moved to
another row does not open. Tags are HMAC-SHA-256. Each purpose has a key of its own, derived by HKDF (RFC 5869).
"""

import hmac
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SHORTEST_KEY = 32
NONCE, MARK = 12, 4


class KeyMissing(Exception):
    """There is no key here, or not the one that sealed this."""


def new_key() -> str:
    """Draw a key: 256 random bits."""
    return secrets.token_urlsafe(32)


@dataclass(frozen=True, slots=False)
class Sealing:
    """Seals with the first key and opens with any of them, so that a key can be changed without losing anything."""

    keys: Sequence[str] = ()

    def __repr__(self) -> str:
        return f"Sealing({len(self.keys)} keys)"

    @property
    def ready(self) -> bool:
        """Say whether anything can be sealed at all."""
        return bool(self.keys)

    def seal(self, value: bytes, place: bytes) -> bytes:
        """Seal a value for one place, such as the row it stands in; the length of `value` stays visible."""
        mark, cipher = self._newest
        nonce = os.urandom(NONCE)
        return mark + nonce + cipher.encrypt(nonce, value, place)

    def open(self, sealed: bytes, place: bytes) -> bytes:
        """Give the value back, or raise `KeyMissing`."""
        cipher = self._ciphers.get(sealed[:MARK])
        if cipher is None:
            raise KeyMissing
        try:
            return cipher.decrypt(sealed[MARK : MARK + NONCE], sealed[MARK + NONCE :], place)
        except InvalidTag:
            raise KeyMissing from None

    def tag(self, value: bytes, purpose: bytes) -> bytes:
        """Give the same 20 bytes for the same value, which tell nothing about it without the key; its mark is first."""
        return self.tags(value, purpose)[0]

    def tags(self, value: bytes, purpose: bytes) -> list[bytes]:
        """Give the tags of every key, the newest first: what was tagged under an older one is found by these."""
        if not self.keys:
            raise KeyMissing
        return [_mark(key) + hmac.digest(_derived(key, b"tag " + purpose), value, "sha256")[:16] for key in self.keys]

    @cached_property
    def _ciphers(self) -> dict[bytes, AESGCM]:
        return {_mark(key): AESGCM(_derived(key, b"seal")) for key in self.keys}

    @property
    def _newest(self) -> tuple[bytes, AESGCM]:
        for mark, cipher in self._ciphers.items():
            return mark, cipher
        raise KeyMissing


def _mark(key: str) -> bytes:
    """Tell keys apart without telling anything about them."""
    return sha256(b"mentorbot key mark " + key.encode()).digest()[:MARK]


def _derived(key: str, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=b"mentorbot " + purpose).derive(key.encode())


UNSEALED = Sealing()
