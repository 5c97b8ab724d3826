"""The body of a guide."""

from wagtail import blocks

from guides.blocks.benefits import BenefitsBlock
from guides.blocks.button import ButtonBlock
from guides.blocks.callout import CalloutBlock
from guides.blocks.comparison import ComparisonBlock
from guides.blocks.download import DownloadBlock
from guides.blocks.gallery import GalleryBlock
from guides.blocks.picture import PictureBlock
from guides.blocks.podcast import PodcastBlock
from guides.blocks.product import ProductBlock
from guides.blocks.questions import QuestionsBlock
from guides.blocks.quote import QuoteBlock
from guides.blocks.resource import ResourceBlock
from guides.blocks.safety import SafetyBlock
from guides.blocks.sign_up import SignUpBlock
from guides.blocks.sources import SourcesBlock
from guides.blocks.steps import StepsBlock
from guides.blocks.table import TableBlock
from guides.blocks.technique import TechniqueBlock
from guides.blocks.text import TextBlock
from guides.blocks.video import VideoBlock


class GuideBody(blocks.StreamBlock):
    """The blocks that a guide may contain."""

    text = TextBlock(group="Text")
    picture = PictureBlock(group="Text")
    gallery = GalleryBlock(group="Text")
    table = TableBlock(group="Text")
    callout = CalloutBlock(group="Text")
    quote = QuoteBlock(group="Text")
    questions = QuestionsBlock(group="Text")
    button = ButtonBlock(group="Text")
    download = DownloadBlock(group="Text")
    steps = StepsBlock(group="Massage")
    technique = TechniqueBlock(group="Massage")
    safety = SafetyBlock(group="Massage")
    benefits = BenefitsBlock(group="Evidence")
    sources = SourcesBlock(group="Evidence")
    product = ProductBlock(group="Shop")
    comparison = ComparisonBlock(group="Shop")
    sign_up = SignUpBlock(group="Shop")
    video = VideoBlock(group="External link")
    podcast = PodcastBlock(group="External link")
    resource = ResourceBlock(group="External link")

    class Meta:
        block_counts = {"sources": {"max_num": 1}}
