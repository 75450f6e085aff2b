"""Words as search compares them: without accents, capitals and punctuation. Pure.

What is indexed and what is sought for go through the same function, so that both databases, which
would each fold in their own way, find the same.
"""

import re
import unicodedata

# Letters that Unicode does not take apart into a plain letter and a mark.
_PLAIN = str.maketrans(
    {
        "æ": "ae",
        "ð": "d",
        "đ": "d",
        "ħ": "h",
        "\u0131": "i",  # The Turkish i without a dot.
        "ł": "l",
        "œ": "oe",
        "ø": "o",
        "þ": "th",
    }
)
_ABBREVIATION = re.compile(r"(?<!\w)(?:[^\W\d_]\.){2,}")
# Written without spaces between the words: each character is taken for one.
_IDEOGRAPH = re.compile(r"([\u3040-\u30ff\u3400-\u9fff])")
_NO_WORD = re.compile(r"[\W_]+")
# The databases refuse longer ones, which no language has.
LONGEST_WORD = 100
_TOO_LONG = re.compile(rf"(\w{{{LONGEST_WORD}}})\w+")


def words(text: str, *, longest: int = 100_000) -> str:
    """Return the words of ``text`` with single spaces between, at most ``longest`` characters.

    “U.S.–México: Sánchez’s” becomes “us mexico sanchez s”.
    """
    text = _ABBREVIATION.sub(lambda found: found[0].replace(".", ""), text[:longest])
    folded = text.lower() if text.isascii() else _IDEOGRAPH.sub(r" \1 ", plain(text))
    return _TOO_LONG.sub(r"\1", _NO_WORD.sub(" ", folded))[:longest].strip()


class _Letters(dict[int, int]):
    """The plain letter for each letter, worked out when it is first met."""

    def __missing__(self, code: int) -> int:
        letter = chr(code)
        self[code] = ord((plain(letter) or letter)[0])
        return self[code]


_LETTERS = _Letters()


def letter_by_letter(text: str) -> str:
    """Return ``text`` folded to the same length, so that places in it are places in ``text``."""
    return text.lower() if text.isascii() else text.translate(_LETTERS)


def plain(text: str) -> str:
    """Return ``text`` in lower case and without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(character for character in apart if not unicodedata.combining(character))
    # Capitals for mathematics have no small letter, but are taken apart into letters that have.
    return unicodedata.normalize("NFC", bare.casefold().translate(_PLAIN))
