"""Mail as a real SMTP server gets it."""

import socket
import traceback

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message

from comments import moderation, notifications, tasks
from comments.models import NoticePreference, Subscription
from masthead.models import Publication, User
from tests.factories import make_comment, make_page

from .working import NOON, at, committed, proven_comment, run_due

pytestmark = pytest.mark.django_db
OWN = {"Sec-Fetch-Site": "same-origin"}


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
    assert message["Auto-Submitted"] == "auto-generated"
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


def whole(message):
    """Return the mail as it reads: headers decoded, and the text."""
    headers = "\n".join(f"{name}: {value}" for name, value in message.items())
    return f"{headers}\n{message.get_payload(decode=True).decode()}"


def send(client, article, **fields):
    make_page(slug="comment-rules")
    make_page(slug="privacy")
    filled = {"text": "What a day.", "name": "Ana", "email": "ana@mail.example"} | fields
    with committed():
        response = client.post(f"{article.get_absolute_url()}comments/", filled, headers=OWN)
    run_due()
    return response


@pytest.fixture
def everything(mailbox, article, moderator):
    """Send each kind of mail there is to and about a reader who is all Zebra."""
    NoticePreference.objects.create(user=moderator, every=NoticePreference.Every.EACH)
    User.objects.filter(pk=moderator.pk).update(email="mo@paper.example")
    zebra = {"text": "Zebra text", "name": "Zebra Name", "email": "zebra@mail.example"}
    with at(), committed():
        make_comment(article, **zebra)
        parent = proven_comment(article, **zebra | {"text": "Zebra two"})
        Subscription.objects.get_or_create(comment=parent, defaults={"created_at": NOON})
        moderation.approve(parent, moderator=moderator)
        answer = make_comment(article, parent=parent.pk, **zebra | {"email": "zebra@b.example"})
        moderation.approve(answer, moderator=moderator)
        rejected = proven_comment(article, **zebra | {"text": "Zebra three"})
        moderation.reject(rejected, moderator=moderator, reason="abuse")
    with at(minutes=5):
        tasks.mail_link.call(parent.commenter_id)
        run_due()
        NoticePreference.objects.update(every=NoticePreference.Every.HOURLY)
        tasks.tell_moderators.call()
    return mailbox.messages


def test_no_mail_of_any_kind_carries_what_a_visitor_typed(everything):
    subjects = {str(message["Subject"]).partition(": ")[2] for message in everything}
    assert subjects == {
        "Is this comment yours?",
        "Your comments",
        "1 new reply",
        "About your comment",
        "a comment waits",
        "1 comment waits",
    }
    for message in everything:
        for header in ("To", "X-RcptTo"):
            del message[header]
        assert "zebra" not in whole(message).lower()


def test_a_mail_about_replies_ends_with_one_click(everything, client):
    (message,) = [one for one in everything if one["List-Unsubscribe"]]
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = str(message["List-Unsubscribe"])[1:-1]
    assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Subscription.objects.filter(ended_at=None).exists()


def test_three_proof_mails_reach_an_address_in_a_day(mailbox, article):
    for _ in range(5):
        with committed():
            make_comment(article, email="ana@mail.example")
    run_due()
    assert [message["X-RcptTo"] for message in mailbox.messages] == ["ana@mail.example"] * 3


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x0b", "\x85", "\u2028"])
def test_a_name_over_several_lines_adds_no_header(mailbox, client, article, end):
    send(client, article, name=f"Ana{end}Bcc: victim@mail.example{end}{end}Buy")
    for message in mailbox.messages:
        assert message["X-RcptTo"] == "ana@mail.example"
        assert "victim" not in whole(message)


@pytest.mark.parametrize(
    "email",
    [
        "ana@mail.example\r\nBcc: victim@mail.example",
        "ana@mail.example\nBcc: victim@mail.example",
        "ana@mail.example, victim@mail.example",
        "victim@mail.example ana@mail.example",
        "Ana <victim@mail.example>",
        '"ana, victim"@mail.example',
        '"ana\\\nBcc: victim"@mail.example',
        "ana%0d%0aBcc:victim@mail.example\r\n",
    ],
)
def test_an_address_reaches_itself_or_nobody(mailbox, client, article, email):
    response = send(client, article, email=email)
    if response.status_code == 422:
        assert mailbox.messages == []
    for message in mailbox.messages:
        assert message["Bcc"] is None
        assert message["X-RcptTo"] == email.strip()


def test_a_filled_honeypot_sends_nobody_mail(mailbox, client, article):
    assert send(client, article, website="https://spam.example").status_code == 422
    assert mailbox.messages == []


def test_a_server_s_answer_does_not_bring_an_address_into_the_log(mailbox, article, monkeypatch):
    comment = make_comment(article, email="zebra@mail.example")

    async def refuse(*arguments):
        return "550 zebra@mail.example is not here"

    monkeypatch.setattr(mailbox, "handle_RCPT", refuse, raising=False)
    with pytest.raises(notifications.NotDelivered) as caught:
        tasks.mail_proof.call(comment.pk)
    logged = "".join(traceback.format_exception(caught.value))
    assert "zebra" not in logged
    assert "SMTPRecipientsRefused" in logged
