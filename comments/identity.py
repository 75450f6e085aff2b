"""How comments of one email address are recognised without storing the address twice. Pure."""

import hashlib
import hmac


def email_key(email: str, key: str) -> str:
    """Return the HMAC-SHA-256 (hex) of the trimmed, lower-cased address under ``key``."""
    address = email.strip().lower()
    return hmac.new(key.encode(), address.encode(), hashlib.sha256).hexdigest()
