"""Mail as a real SMTP server gets it."""

import socket

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message

from comments import notifications
from masthead.models import Publication
from tests.factories import make_comment

pytestmark = pytest.mark.django_db


class Mailbox(Message):
    def __init__(self):
        super().__init__()
        self.messages = []

    def handle_message(self, message):
        self.messages.append(message)


@pytest.fixture
def mailbox(settings):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(Mailbox(), hostname="127.0.0.1", port=port)
    controller.start()
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": port},
        }
    }
    yield controller.handler
    controller.stop()


def test_the_notice_arrives_with_the_paper_s_name_and_nothing_of_the_visitor(mailbox, moderator):
    Publication.objects.create(name="The Paper, “Evening” & Co")
    make_comment(text="Buy pills", name="Nasty", email="nasty@mail.example")
    notifications.tell_moderators()
    (message,) = mailbox.messages
    assert message["To"] == moderator.email
    assert message["X-RcptTo"] == moderator.email
    whole = message.as_string() + message.get_payload(decode=True).decode()
    assert "1 comment waits" in whole
    assert not any(word in whole for word in ("pills", "Nasty", "nasty@"))


def test_a_paper_s_name_over_several_lines_adds_no_header(mailbox, moderator):
    Publication.objects.create(name="Paper\r\nBcc: victim@mail.example")
    make_comment()
    notifications.tell_moderators()
    (message,) = mailbox.messages
    assert message["Bcc"] is None
