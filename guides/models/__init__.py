"""Pages, and what several pages share."""

from guides.models.base import PublicPage
from guides.models.feedback import Feedback
from guides.models.guide import GuidePage, GuideTag
from guides.models.home import HomePage
from guides.models.index import GuideIndexPage
from guides.models.info import InfoPage
from guides.models.people import Person
from guides.models.questions import ReaderQuestion
from guides.models.safety import SafetyNote
from guides.models.series import SeriesPage
from guides.models.sources import Source
from guides.models.techniques import BodyArea, Technique
from guides.models.topics import Topic

__all__ = [
    "BodyArea",
    "Feedback",
    "GuideIndexPage",
    "GuidePage",
    "GuideTag",
    "HomePage",
    "InfoPage",
    "Person",
    "ReaderQuestion",
    "PublicPage",
    "SafetyNote",
    "SeriesPage",
    "Source",
    "Technique",
    "Topic",
]
