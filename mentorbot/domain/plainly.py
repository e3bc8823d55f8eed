"""A text as eyes read it: what is only there to trick a machine is taken out or written plainly."""

import re
import unicodedata

_FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
_VARIANTS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_QUOTES = dict.fromkeys(map(ord, "\u2018\u2019\u02bc\u02b9\u2032\uff07"), "'")
_MARKDOWN = re.compile(r"\*\*|__|~~|\|\||\\(?=[^\w\s])|`")

# Letters of other alphabets that look like ours. Both sides of a comparison are written so, so a word that is really
# Greek or Russian still meets itself.
_ALIKE = str.maketrans(
    "\u0430\u0432\u0435\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u051b"
    "\u03b1\u03b2\u03b5\u03b7\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7\u0131\u0251\u0261\u0269",
    "abekmhopctyxijshdqabenikvoptuxiagi",
)


def plainly(text: str) -> str:
    """Write figures, blanks, quotes and dashes the plain way; leave out what cannot be seen."""
    if text.isascii():
        return text
    return "".join(map(_plain, unicodedata.normalize("NFKC", _VARIANTS.sub("", text)).translate(_QUOTES)))


def unmarked(text: str) -> str:
    """Take Discord's own signs out: they change how a word looks and not how it reads."""
    return _MARKDOWN.sub("", text)


def alike(text: str) -> str:
    """Write words so that those which look alike are alike: small letters, no accents, no borrowed letters."""
    bare = (char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))
    return "".join(bare).translate(_ALIKE)


def _plain(char: str) -> str:
    if char.isascii():
        return char
    kind = unicodedata.category(char)
    if kind == "Nd":
        return str(unicodedata.decimal(char))
    if kind == "Zs":
        return " "
    if kind == "Pd":
        return "-"
    if kind in ("Zl", "Zp"):
        return "\n"
    return "" if kind == "Cf" or char in _FILLERS else char
