from .image import Image
from .page_version import PageVersion
from .publication import FlatPage, Publication
from .search_entry import SearchEntry
from .user import User

__all__ = ["FlatPage", "Image", "PageVersion", "Publication", "SearchEntry", "User"]
