"""Where a comment came from, kept so that it can be counted and banned but not read. Pure.

An address is truncated to its network (/24 for IPv4, /48 for IPv6), and what is stored is the
keyed hash of that, with the number of the fortnight whose key made it: ``1471:9f2c…``. Each
fortnight has a key of its own, and hashes are emptied after 14 days, so at most two keys are in
use at a time.
"""

import datetime as dt
import hashlib
import hmac
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

FORTNIGHT = dt.timedelta(days=14)
_PREFIX = {4: 24, 6: 48}
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def truncate(address: str) -> str:
    """Return the network of an IP address, like ``192.0.2.0/24``; '' for what is no address.

    >>> truncate("::ffff:192.0.2.7")
    '192.0.2.0/24'
    """
    try:
        ip: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    return str(ip_network(f"{ip}/{_PREFIX[ip.version]}", strict=False))


def fortnight(at: dt.datetime) -> int:
    """Return the number of the fortnight of the aware time ``at``, counted from 1970."""
    return (at - _EPOCH) // FORTNIGHT


def hashed(network: str, key: str, number: int) -> str:
    """Return the hash of a truncated ``network`` under the key of fortnight ``number``.

    '' for the network ''.
    """
    if not network:
        return ""
    own = hmac.new(key.encode(), f"comments.networks:{number}".encode(), hashlib.sha256).digest()
    return f"{number}:{hmac.new(own, network.encode(), hashlib.sha256).hexdigest()}"


def fortnight_of(hash_: str) -> int:
    """Return the number of the fortnight whose key made ``hash_``."""
    return int(hash_.partition(":")[0])
