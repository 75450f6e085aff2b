import datetime as dt

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article
from comments import facts, identity, moderation, networks, posting, rules
from comments.models import Ban, Comment, Commenter, Policy, WordRule
from comments.models.policy import DEFAULTS
from masthead.models import Publication
from tests.factories import make_comment, make_section, make_user
from tests.factories.comments import make_post, make_word_rule

pytestmark = pytest.mark.django_db
Status = Comment.Status
ANA = "ana@mail.example"
HERE, THERE = "192.0.2.0/24", "198.51.100.0/24"
NOON = dt.datetime(2026, 3, 28, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def live(article):
    return Article.objects.live().get(pk=article.pk)


def allow(**limits):
    """Let comments be sent in a row."""
    limits = {"mode": "none-held", "most_in_ten_minutes": 0, "seconds_between": 0} | limits
    return Policy.objects.create(**limits)


@pytest.fixture(autouse=True)
def _open(db):
    allow()


def gathered(live, **fields):
    now = timezone.now()
    return facts.gather(
        live, make_post(**fields), rules.for_article(live), facts.staff_names(), now=now
    )


def said(live, *, at=NOON, **fields):
    with time_machine.travel(at, tick=False):
        return posting.post(live, make_post(**fields))


def commenter(email=ANA):
    key = identity.email_key(email, settings.EMAIL_HASH_KEY)
    return Commenter.objects.get_or_create(email_key=key, defaults={"email": email})[0]


def ban(**fields):
    fields = {"reason": "abuse", "created_at": timezone.now(), "created_by": make_user()} | fields
    return Ban.objects.create(**fields)


def hashed(network, at):
    return networks.hashed(network, settings.SECRET_KEY, networks.fortnight(at))


def test_of_a_stranger_nothing_is_known(live):
    found = gathered(live)
    assert (found.twin, found.is_repeat, found.is_copy, found.banned) == (None, False, False, None)
    assert (found.sent, found.from_network, found.earlier) == ((), 0, ())
    assert (found.approved, found.decided, found.rejected) == (0, 0, 0)
    assert found.is_open


def test_the_address_s_proven_comments_of_a_day_count_for_who_proves_it(live):
    times = [NOON - dt.timedelta(hours=hours) for hours in (25, 23, 1)]
    for at in times:
        said(live, at=at, email=ANA, is_proven=True)
    said(live, at=NOON, email=ANA)
    with time_machine.travel(NOON, tick=False):
        assert gathered(live, email=ANA, is_proven=True).sent == (times[2], times[1])
        assert gathered(live, email=ANA).sent == ()
        assert gathered(live, email="bo@mail.example", is_proven=True).sent == ()


def test_a_network_s_comments_of_ten_minutes_count_whoever_wrote_them(live):
    for minutes in (11, 9, 1):
        said(live, at=NOON - dt.timedelta(minutes=minutes), network=HERE)
    said(live, at=NOON, network=THERE)
    said(live, at=NOON)
    with time_machine.travel(NOON, tick=False):
        assert gathered(live, network=HERE).from_network == 2
        assert gathered(live).from_network == 0


def test_a_network_is_known_again_after_its_key_was_turned(live):
    turn = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + networks.FORTNIGHT * networks.fortnight(NOON)
    said(live, at=turn - dt.timedelta(minutes=1), network=HERE, text="Over the edge of a fortnight")
    with time_machine.travel(turn + dt.timedelta(minutes=1), tick=False):
        found = gathered(live, network=HERE)
    assert found.from_network == 1
    assert found.earlier == ("Over the edge of a fortnight",)


def test_no_more_of_a_network_is_counted_than_any_limit_asks(live):
    allow(network_holds_from=1, network_refuses_from=2)
    for _ in range(2):
        posting.post(live, make_post(network=HERE))
    assert gathered(live, network=HERE).from_network == 2
    allow(network_holds_from=0, network_refuses_from=0)
    assert gathered(live, network=HERE).from_network == 0


@pytest.mark.parametrize(
    ("until", "holds"),
    [(None, True), (dt.timedelta(days=1), True), (dt.timedelta(days=-1), False)],
)
def test_a_ban_of_an_address_holds_until_its_end(live, until, holds):
    ban(commenter=commenter(), until=until and timezone.now() + until)
    assert bool(gathered(live, email=ANA).banned) is holds
    assert not gathered(live).banned


def test_a_lifted_ban_holds_no_longer(live):
    ban(commenter=commenter(), lifted_at=timezone.now(), lifted_by=make_user())
    assert gathered(live, email=ANA).banned is None


def test_of_several_bans_the_one_that_holds_longest_is_told(live, settings):
    now = timezone.now()
    ban(commenter=commenter(), until=now + dt.timedelta(days=1))
    ban(commenter=commenter(), until=now + dt.timedelta(days=3), reason="spam")
    ban(network=hashed(HERE, now), until=now + dt.timedelta(days=2))
    told = gathered(live, email=ANA, network=HERE).banned
    assert (told.reason, told.is_network, told.until) == ("spam", False, now + dt.timedelta(days=3))
    ban(commenter=commenter())
    assert gathered(live, email=ANA).banned.until is None


@pytest.mark.parametrize("days", [0, 14, 43])
def test_a_banned_network_is_known_by_the_key_of_its_fortnight(live, days):
    end = NOON + dt.timedelta(days=44)
    ban(network=hashed(HERE, NOON), until=end)
    with time_machine.travel(NOON + dt.timedelta(days=days), tick=False):
        assert gathered(live, network=HERE).banned.is_network
        assert gathered(live, network=THERE).banned is None


def test_only_proven_comments_make_an_author_known(live):
    for is_proven in (True, True, True, False):
        make_comment(live, status=Status.APPROVED, email=ANA, is_proven=is_proven)
    allow(mode="all-held")
    make_comment(live, status=Status.PENDING, email=ANA, is_proven=True)
    assert gathered(live, email=ANA).approved == DEFAULTS["trusted_after"]


def test_what_moderators_decided_in_a_week_is_counted(live):
    allow(mode="all-held")
    for status in (Status.APPROVED, Status.REJECTED, Status.SPAM, Status.REMOVED, Status.PENDING):
        make_comment(live, status=status, email=ANA, is_proven=True)
    make_comment(live, status=Status.REJECTED, email=ANA)
    found = gathered(live, email=ANA)
    assert (found.decided, found.rejected) == (4, 3)
    with time_machine.travel(timezone.now() + dt.timedelta(days=8)):
        assert gathered(live, email=ANA).decided == 0


def test_the_staff_s_and_the_paper_s_names_are_known(live):
    Publication.objects.create(name="The Paper")
    make_user(username="rr", first_name="Rita", last_name="Reporter")
    make_user(username="left", is_active=False)
    assert gathered(live).staff == ("The Paper", "Rita Reporter", "rr")


def test_the_word_rules_in_force_are_looked_for(live):
    make_word_rule("casino", is_active=False)
    section = make_section()
    rule = make_word_rule("poker", section=section, is_whole=False, action="reject")
    (hit,) = gathered(live).matcher.find("casino pokers")
    assert (hit.rule.pk, hit.rule.action, hit.rule.section) == (rule.pk, "reject", section.pk)


def test_word_rules_are_read_once_for_each_version(live):
    make_word_rule("casino")
    gathered(live)
    WordRule.objects.update(words="poker")
    assert gathered(live).matcher.find("casino")
    make_word_rule("roulette")
    assert not gathered(live).matcher.find("casino")


def test_a_text_that_is_public_on_the_article_is_a_copy_whoever_sends_it(live):
    make_comment(live, text="Well said.", status=Status.APPROVED)
    assert gathered(live, text="Well said.").is_copy
    assert not gathered(live, text="Well said").is_copy


def test_of_what_an_address_said_only_its_holder_is_compared_with_what_readers_saw(live):
    seen = make_comment(live, email=ANA, network=HERE, text="Seen by all")
    allow(mode="all-held")
    make_comment(live, email=ANA, network=HERE, text="Not seen")
    assert set(gathered(live, email=ANA, network=THERE).earlier) == {"Not seen"}
    assert set(gathered(live, email=ANA, is_proven=True).earlier) == {"Not seen", "Seen by all"}
    assert set(gathered(live, network=HERE).earlier) == {"Not seen", "Seen by all"}
    moderation.remove(seen, moderator=make_user())
    assert set(gathered(live, email=ANA, network=THERE).earlier) == {"Not seen"}


def queries_of_gathering(live):
    with CaptureQueriesContext(connection) as queries:
        gathered(live, email=ANA, network=HERE, is_proven=True)
    return len(queries)


def test_gathering_costs_the_same_however_much_was_said(live):
    make_comment(live, email=ANA, network=HERE, is_proven=True)
    few = queries_of_gathering(live)
    for _ in range(10):
        make_comment(live, email=ANA, network=HERE, is_proven=True)
        ban(commenter=commenter(), until=timezone.now() - dt.timedelta(days=1))
        make_word_rule("casino")
    facts.matcher(0)
    queries_of_gathering(live)
    assert queries_of_gathering(live) == few <= 15
