"""A small paper with something of every kind, public and not."""

import datetime as dt

from articles import publishing
from articles.models import Byline, Coverage, EditionTopic, ImageUse
from meetings.models import Meeting, OrganizationName, Outcome, Participation, PersonName
from tests.factories import (
    make_agreement,
    make_comment,
    make_delegation,
    make_edition,
    make_image,
    make_meeting,
    make_office,
    make_organization,
    make_participation,
    make_person,
    make_place,
    make_step,
    make_tenure,
    make_topic,
    publish_article,
)

DAY = dt.date(2019, 3, 26)


def plant_meeting(slug="talks"):
    """Return a public meeting with all that a meeting can have."""
    country = make_place(name="Honduras", slug=f"{slug}-country", kind="country", country_code="HN")
    city = make_place(name="Tegucigalpa", slug=f"{slug}-city", parent=country)
    host = make_organization(name="Government", slug=f"{slug}-government", country=country)
    whole = make_meeting(name="Visit", slug=f"{slug}-visit", day=DAY)
    meeting = make_meeting(
        name="Talks", slug=slug, place=city, host=host, parent=whole, summary="They talked."
    )
    delegation = make_delegation(meeting=meeting, organization=host, role="host")
    person = make_person(name="Ana Sol", slug=f"{slug}-ana", given_name="Ana", family_name="Sol")
    PersonName.objects.create(person=person, name="A. Sol")
    OrganizationName.objects.create(organization=host, name="Gobierno", note="Spanish")
    office = make_office(organization=host, title="Minister")
    make_tenure(office=office, person=person, start_date=dt.date(2018, 1, 1))
    make_participation(
        meeting=meeting, delegation=delegation, person=person, title="Minister", role="head"
    )
    make_participation(meeting=meeting, description="other officials", count=3)
    meeting.agenda.create(text="Migration")
    agreement = make_agreement(name="Compact", slug=f"{slug}-compact")
    agreement.parties.create(organization=host)
    agreement.areas.create(text="Borders")
    agreement.other_names.create(name="regional compact")
    make_step(agreement=agreement, meeting=meeting, status="signed", text="Signed.")
    Outcome.objects.create(meeting=meeting, kind="agreement", text="A compact", agreement=agreement)
    return meeting


def plant_article(slug="report", **fields):
    """Return a live article with all that an article can have, and three comments on it."""
    edition = make_edition(
        slug=slug, headline="A report", body="<h2>Head</h2><p>One &amp; two.</p><hr>", **fields
    )
    Byline.objects.create(edition=edition, person=make_person(name="Rita Writes"))
    Byline.objects.create(edition=edition, printed_name="Staff", order=1)
    EditionTopic.objects.create(edition=edition, topic=make_topic(slug=f"{slug}-topic"))
    ImageUse.objects.create(edition=edition, image=make_image(), caption="A field")
    Coverage.objects.create(edition=edition, meeting=plant_meeting(f"{slug}-talks"))
    Coverage.objects.create(edition=edition, meeting=make_meeting(name="Plot", is_public=False))
    article = publishing.publish(edition, by=None).article
    first = make_comment(article, status="approved")
    make_comment(article, status="approved", parent=first.pk)
    make_comment(article, text="Not yet.")
    return article


def plant_secrets():
    """Plant one of every noun that readers must not find, each with “secret” in its words."""
    make_edition(headline="Secret draft", slug="secret-draft")
    withdrawn = publish_article(headline="Secret withdrawn", slug="secret-withdrawn")
    publishing.withdraw(withdrawn, by=None, reason="legal", note="")
    meeting = make_meeting(name="Secret meeting", slug="secret-meeting", is_public=False)
    place = make_place(name="Secret place", slug="secret-place")
    Meeting.objects.filter(pk=meeting.pk).update(place=place)
    delegation = make_delegation(
        meeting=meeting, organization=make_organization(name="Secret agency", slug="secret-agency")
    )
    person = make_person(name="Secret person", slug="secret-person")
    Participation.objects.create(meeting=meeting, delegation=delegation, person=person)
    agreement = make_agreement(name="Secret pact", slug="secret-pact")
    make_step(agreement=agreement, meeting=meeting)
    make_comment(publish_article(), text="A secret comment.")
