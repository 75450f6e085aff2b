"""Keys of rows, as addresses and forms send them. Pure."""

LONGEST = 18  # digits, which fit any database


def is_key(text: str) -> bool:
    """Tell whether ``text`` can be a row's key; anything else would be an error of the database."""
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST
