"""What a page says of itself where it is shared (Open Graph). Pure."""

# The protocol knows no language without a territory; of these, each has one that it usually means.
_LOCALES = {"en": "en_US", "es": "es_ES", "fr": "fr_FR", "pt": "pt_PT", "de": "de_DE"}
_LARGE = 600


def locale(language: str) -> str:
    """Return a language (``es``, ``es-mx``) as ``es_ES``, ``es_MX``; '' where no territory fits."""
    primary, _, territory = language.partition("-")
    if len(territory) == len("MX"):
        return f"{primary}_{territory.upper()}"
    return _LOCALES.get(language, "")


def card(width: int | None) -> str:
    """Return which card suits a page whose picture is so many pixels wide."""
    return "summary_large_image" if width and width >= _LARGE else "summary"
