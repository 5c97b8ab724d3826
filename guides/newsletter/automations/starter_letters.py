"""The first texts of each kind of automation. Marketers edit them before they turn it on."""

from dataclasses import dataclass

from guides.newsletter.models import Automation


@dataclass(frozen=True)
class StarterLetter:
    """One letter: days to wait, the subject, the grey line of the inbox and the text as HTML."""

    wait_days: int
    subject: str
    preheader: str
    text: str


GUIDES = '<p><a href="/guides/">All our guides</a></p>'
SHOP = '<p><a href="/shop/">All products</a></p>'

LETTERS = {
    Automation.WELCOME: (
        StarterLetter(
            2,
            "Have you had time to read your guide?",
            "Begin with the first step; the others can wait.",
            "<p>Two days ago you asked for our guide. You need not do everything at once: read the first "
            "step, try it on a quiet day, and go on when it suits you.</p>"
            "<p>Each of our guides can be read on its own, and costs nothing.</p>" + GUIDES,
        ),
        StarterLetter(
            3,
            "What other readers read next",
            "Our guides, step by step.",
            "<p>When you have finished the guide, our series go on where it ends. Each part takes a few "
            "minutes, and you can follow a series to hear of the next part.</p>" + GUIDES,
        ),
        StarterLetter(
            4,
            "What is in our oils",
            "Every ingredient, and what we leave out.",
            "<p>This is the last of three emails about your guide. If you want to see what we make: each "
            "product’s page names every ingredient, says how to use it and what it costs per litre.</p>"
            + SHOP,
        ),
    ),
    Automation.FIRST_ORDER: (
        StarterLetter(
            7,
            "How to use what you bought",
            "A few lines to begin with.",
            "<p>Thank you for your first order. Try a little on a small area first, and use it as its page "
            "and its label say. Our guides show the steps, with pictures.</p>" + GUIDES,
        ),
    ),
    Automation.WIN_BACK: (
        StarterLetter(
            0,
            "It has been a while",
            "What is new since your last order.",
            "<p>Your last order was about half a year ago. An opened bottle doesn’t last for ever: its label "
            "says for how many months after opening you can use it.</p>" + SHOP,
        ),
    ),
}  # fmt: skip
NEW = StarterLetter(3, "A new email", "", "<p>Write your text here.</p>")
NAMES = {
    Automation.WELCOME: "Welcome series",
    Automation.FIRST_ORDER: "After the first order",
    Automation.WIN_BACK: "We haven’t seen you for a while",
}
