"""The page that started it stands in the demo, line by line."""

from pathlib import Path

from .conftest import ARTICLE

SEED = Path(__file__).parents[1] / "seed.txt"


def words(text):
    return " ".join(text.replace("•", " ").split())


def test_every_line_of_the_seed_is_in_the_page_in_its_order(visit):
    page = visit().open(ARTICLE)
    shown = words(page.locator("main").inner_text())
    at = 0
    for line in SEED.read_text().splitlines():
        if wanted := words(line):
            at = shown.find(wanted, at)
            assert at >= 0, wanted
            at += len(wanted)


def test_the_areas_of_the_compact_are_a_real_list(visit):
    page = visit().open(ARTICLE)
    items = page.locator(".story-body ul > li").all_inner_texts()
    assert items == [
        "Combating Human Trafficking and Migrant Smuggling",
        "Countering Organized Crime and Gangs",
        "Expanding Information and Intelligence Sharing",
        "Strengthening Border Security",
    ]


def test_the_meetings_are_beside_the_text_with_who_and_as_what(visit):
    page = visit().open(ARTICLE)
    aside = words(page.locator("aside.covered").inner_text())
    for expected in (
        "March 26, 2019",
        "Miami",
        "Olga Sánchez Cordero",
        "Ministry of Security",
        "Juan Orlando Hernández",
        "Ana García Carías",
        "Guatemala",
        "El Salvador",
    ):
        assert expected in aside
