"""Readers who comment, each with an address, a name, and now and then another name."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from django.conf import settings

from comments import identity
from comments.models import Commenter

from .prose import Pen

BATCH = 5000
# So many are told apart; on average, a few readers share one.
NETWORKS = 256 * 256
READERS_OF_A_NETWORK = 4
SHARE_OF_PROVEN = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    pk: int
    names: tuple[str, str]  # The usual one, and another.
    proves: bool  # Whether the address is proven for each comment.
    network: str


def make(
    rng: Random, pen: Pen, *, number: int, seed: int, advance: Callable[[int], object]
) -> list[Reader]:
    """Make ``number`` commenters, whose addresses hold ``seed``."""
    readers: list[Reader] = []
    for start in range(0, number, BATCH):
        names = [pen.person() for _ in range(start, min(start + BATCH, number))]
        emails = [
            f"{first}.{last}.{seed}.{place}@mail.example".lower()
            for place, (first, last) in enumerate(names, start)
        ]
        rows = Commenter.objects.bulk_create(
            Commenter(email=email, email_key=identity.email_key(email, settings.EMAIL_HASH_KEY))
            for email in emails
        )
        near = min(number // READERS_OF_A_NETWORK + 1, NETWORKS)
        readers += [_reader(rng, row.pk, name, near) for row, name in zip(rows, names, strict=True)]
        advance(len(rows))
    return readers


def _reader(rng: Random, pk: int, name: tuple[str, str], networks: int) -> Reader:
    first, last = name
    return Reader(
        pk=pk,
        names=(f"{first} {last}", rng.choice((first, f"{first[0]}. {last}", last.lower()))),
        proves=rng.random() < SHARE_OF_PROVEN,
        network=network(rng.randrange(networks)),
    )


def network(number: int) -> str:
    """Return one of ``NETWORKS`` that are private (RFC 1918), and so nobody's."""
    return f"10.{number // 256}.{number % 256}.0/24"
