import datetime as dt

import pytest

from comments import networks

NOW = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.0/24"),
        ("::ffff:192.0.2.7", "192.0.2.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ("fe80::1%eth0", "fe80::/48"),
        ("", ""),
        ("no address", ""),
    ],
)
def test_an_address_is_truncated_to_its_network(address, network):
    assert networks.truncate(address) == network


def test_a_network_has_one_hash_a_fortnight_and_another_in_the_next():
    now, next_ = networks.fortnight(NOW), networks.fortnight(NOW + networks.FORTNIGHT)
    assert next_ == now + 1
    assert networks.hashed("192.0.2.0/24", "k", now) == networks.hashed("192.0.2.0/24", "k", now)
    assert networks.hashed("192.0.2.0/24", "k", now) != networks.hashed("192.0.2.0/24", "k", next_)


def test_a_hash_depends_on_the_key_and_names_its_fortnight():
    hash_ = networks.hashed("192.0.2.0/24", "k", 5)
    assert hash_ != networks.hashed("192.0.2.0/24", "other", 5)
    assert networks.fortnight_of(hash_) == 5


def test_an_unknown_network_has_no_hash():
    assert networks.hashed("", "k", 5) == ""
