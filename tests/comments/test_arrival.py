from django.test import RequestFactory

from comments import arrival
from comments.origin import Origin


def request(**environ):
    return RequestFactory().post("/", **environ)


def test_a_page_of_the_site_is_known_by_either_header(settings):
    settings.SITE_URL = "https://paper.example"
    assert arrival.origin(request(HTTP_SEC_FETCH_SITE="same-origin")) == Origin.OWN
    assert arrival.origin(request(HTTP_ORIGIN="https://paper.example")) == Origin.OWN
    assert arrival.origin(request(HTTP_ORIGIN="http://testserver")) == Origin.OWN
    assert arrival.origin(request(HTTP_ORIGIN="https://evil.example")) == Origin.OTHER
    assert arrival.origin(request()) == Origin.UNKNOWN


def test_of_the_network_no_more_is_known_than_its_first_part():
    assert arrival.network(request(REMOTE_ADDR="192.0.2.77")) == "192.0.2.0/24"
    assert arrival.network(request(REMOTE_ADDR="")) == ""
