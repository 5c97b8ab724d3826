from guides.editorial.models.imports import GuideImport, ImportedArticle
from guides.editorial.models.page_views import GuideDay

__all__ = ["GuideDay", "GuideImport", "ImportedArticle"]
