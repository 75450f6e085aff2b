from .image import Image
from .page_version import PageVersion
from .publication import FlatPage, Publication
from .user import User

__all__ = ["FlatPage", "Image", "PageVersion", "Publication", "User"]
