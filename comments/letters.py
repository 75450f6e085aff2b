"""A mail whose ``List-Unsubscribe`` stays one line of plain text.

Python's generator breaks long headers, and one without a blank by encoding it (RFC 2047); mail
programs then see no address to click on.
"""

import email.policy
from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage as Message
from email.policy import EmailPolicy, Policy

from django.core.mail import EmailMessage


class OneLine(UnstructuredHeader, BaseHeader):
    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"


_HEADERS = HeaderRegistry()
_HEADERS.map_to_type("list-unsubscribe", OneLine)


class Letter(EmailMessage):
    def message(self, *, policy: Policy | None = None) -> Message:
        plain = policy or email.policy.default
        assert isinstance(plain, EmailPolicy)  # The kind that all of Django's backends use.
        return super().message(policy=plain.clone(header_factory=_HEADERS))
