"""Questions and answers; search engines read them too."""

from wagtail import blocks

from guides.blocks.text import SHORT_WITH_SOURCES


class QuestionBlock(blocks.StructBlock):
    """One question."""

    question = blocks.CharBlock(max_length=160)
    answer = blocks.RichTextBlock(features=SHORT_WITH_SOURCES)

    class Meta:
        icon = "help"
        label = "Question"


class QuestionsBlock(blocks.StructBlock):
    """A heading and questions."""

    heading = blocks.CharBlock(max_length=100, default="Questions")
    questions = blocks.ListBlock(QuestionBlock(), min_num=1)

    class Meta:
        icon = "help"
        label = "Questions and answers"
        template = "guides/blocks/questions.html"
        description = "Each question opens to its answer."
        preview_value = {
            "heading": "Questions",
            "questions": [
                {"question": "How long should it take?", "answer": "<p>As long as both of you like it.</p>"}
            ],
        }
