"""Tells systemd how it goes (sd_notify): where systemd did not start us, nothing happens."""

import contextlib
import os
import socket


def notify(state: str) -> None:
    """Send a line such as `READY=1` to the socket that systemd named."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
        sender.setblocking(False)  # a systemd that does not read must not hold the bot up
        sender.sendto(state.encode(), f"\0{address[1:]}" if address.startswith("@") else address)
