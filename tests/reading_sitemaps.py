"""What a sitemap says, read as strictly as its schema is."""

from tests import schemas

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SITE = "http://testserver"


def root(client, path):
    """Return the root of a sitemap that is valid."""
    response = client.get(path)
    assert response.status_code == 200, path
    assert response["Content-Type"] == "application/xml"
    return schemas.sitemap(response.content)


def locations(client, path):
    """Return the paths that a sitemap names."""
    found = [loc.text for loc in root(client, path).iter(f"{SITEMAP}loc")]
    assert all(loc.startswith(f"{SITE}/") for loc in found)
    return [loc.removeprefix(SITE) for loc in found]
