import pytest
from django.urls import reverse

from tests.factories import make_agreement, make_organization, make_place

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("make", [make_agreement, make_organization, make_place])
def test_the_desk_leads_to_the_page_on_the_site(administrator_client, make):
    made = make()
    name = made._meta.model_name
    page = administrator_client.get(reverse(f"admin:meetings_{name}_change", args=[made.pk]))
    assert "View on site" in page.content.decode()
    response = administrator_client.get(page.context["absolute_url"])
    assert response["Location"].endswith(made.get_absolute_url())
    assert administrator_client.get(made.get_absolute_url()).status_code == 200
