"""What people wrote themselves, shown as they wrote it: nothing in it comes alive in Discord's markdown."""

import re

ZERO_WIDTH_SPACE = "\u200b"
LONGEST_NAME = 60

# Discord shows an address as it is, backslashes and all, so addresses are left alone.
_PIECES = re.compile(r"(?P<address>https?://[^\s<>]+)|(?P<sign>[\\*_~|`\[\]()])")
_LINE_SIGN = re.compile(r"^(\s*)(-#|#{1,3}|>|[-+]|\d+(?=\.))(?=\s|>|\.|$)", re.MULTILINE)
_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")  # they would turn round what stands beside them
_HALF = re.compile("[\ud800-\udfff]")
_TAG = re.compile(r"<(?=\S)")
_EVERYBODY = re.compile(r"@(?=everyone|here)")
_FENCE = "```"
_TICKS = re.compile("`(?=`)")


def whole(text: str) -> str:
    """Show half a character, which JSON can carry and nothing can keep or send, as the sign for what is unreadable."""
    return _HALF.sub("\ufffd", text)


def quoted(text: str) -> str:
    """Take the meaning out of markdown, headings, lists, masked links, mentions, channel links and timestamps."""
    upright = _OVERRIDES.sub("", text)  # first, or what they hide at a line's beginning would be missed
    return plain(_LINE_SIGN.sub(_without_meaning, _PIECES.sub(_escaped, upright)))


def plain(text: str) -> str:
    """Show a text where Discord reads no markdown, as in a thread's name: nobody is mentioned, nothing turns round."""
    safe = _TAG.sub("<" + ZERO_WIDTH_SPACE, _OVERRIDES.sub("", text))
    return _EVERYBODY.sub("@" + ZERO_WIDTH_SPACE, safe)


def name(text: str | None, otherwise: str = "Somebody") -> str:
    """Show a person's or topic's name on one line."""
    return quoted(" ".join((text or otherwise).split())[:LONGEST_NAME])


def copyable(text: str) -> str:
    """Show a text in a box, letter by letter, so that it can be copied on a phone."""
    return f"{_FENCE}\n{_TICKS.sub('`' + ZERO_WIDTH_SPACE, text)}\n{_FENCE}"


def _escaped(piece: re.Match[str]) -> str:
    return piece["address"] or f"\\{piece['sign']}"


def _without_meaning(line: re.Match[str]) -> str:
    # A backslash before a figure would be shown: "1." becomes "1\." instead.
    return f"{line[1]}{line[2]}\\" if line[2].isdigit() else f"{line[1]}\\{line[2]}"
