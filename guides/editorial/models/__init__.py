from guides.editorial.models.imports import GuideImport, ImportedArticle
from guides.editorial.models.outside_links import OutsideLink
from guides.editorial.models.page_views import GuideDay
from guides.editorial.models.withdrawn_links import WithdrawnLinks

__all__ = ["GuideDay", "GuideImport", "ImportedArticle", "OutsideLink", "WithdrawnLinks"]
