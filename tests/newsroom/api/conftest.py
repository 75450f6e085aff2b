import pytest


@pytest.fixture
def ask(client):
    """Return what the API answers at a path, as values."""

    def ask(path, **parameters):
        response = client.get(f"/api/v1/{path}", parameters)
        assert response.status_code == 200, response.text
        return response.json()

    return ask


@pytest.fixture
def walk(ask):
    """Return all items of a list, read in pages of two, by the addresses that it gives."""

    def walk(path, **parameters):
        items, page = [], ask(path, limit=2, **parameters)
        while True:
            assert len(page["items"]) <= 2
            items += page["items"]
            if page["next"] is None:
                return items
            page = ask(page["next"].removeprefix("http://testserver/api/v1/"))

    return walk
