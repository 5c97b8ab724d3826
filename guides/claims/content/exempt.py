"""Texts that the claims check skips, with the reason. Pure.

`tests/guides/claims/content/test_watched_models.py` fails for each text column that is neither checked nor
listed here.
A key is an app (“auth”), a model (“claims.Evidence”) or a field (“guides.Source.authors”).
"""

PUBLICATION = "Who published a work, and where."
OFFICE = "Seen by staff and editors only."
NAME = "A name, an address or a number."
LAW = "Wording of the law or of a certificate."

EXEMPT = {
    "claims.ClaimRule": OFFICE,
    "claims.Evidence": OFFICE,
    "guides.Source.authors": PUBLICATION,
    "guides.Source.published_in": PUBLICATION,
    "guides.Source.doi": PUBLICATION,
    "guides.Source.funder": PUBLICATION,
    "guides.SafetyNote.name": OFFICE,
    "newsletter.SavedSection": "Copied into newsletters, which are checked with it.",
    "guides.HomePage.hero_link": "An address of the site.",
    "mail.MailText.kind": "The name of a kind of email.",
    "trader.TraderDetails": NAME,
    "trader.Brand": "Colours.",
    "trader.Footer": "Headings and names of pages; its form refuses forbidden words by itself.",
    "trader.Header": "A name and names of pages; its form refuses forbidden words by itself.",
    "trader.Announcement.link": "An address of the site.",
    "wagtailimages.Image.title": OFFICE,
    "desk.GuideImport": OFFICE,
    "desk.ImportedArticle": OFFICE,
    "desk.OutsideLink": OFFICE,
    "office.ProductWeight.customs_code": OFFICE,
    "office.CatalogueUpload": OFFICE,
    "office.UploadedPicture": OFFICE,
    "office.TrackingColumns": OFFICE,
    "office.AccountCodes": OFFICE,
    "office.CustomerNote": OFFICE,
    "phone_orders.PaymentLink": "What a buyer said on the telephone; only they and staff see it.",
    "recall.Recall": "A warning of what is wrong with a product: it must name harm, and sells nothing.",
    "recall.RecallContact": "How a buyer was reached; staff only.",
    "recall.RecallNotice": "Who has pieces of a batch, and why; staff only.",
    "safety.AdverseEvent": "What somebody reported about their health; Safety only.",
    "safety.AdverseEventNote": "What was decided about it; Safety only.",
    "safety.AdverseEventLook": "Who has read it.",
    "search.Synonym": "What shoppers may type; no page shows it.",
    "catalogue.Category.code": OFFICE,
    "catalogue.Certificate.body": LAW,
    "catalogue.Certificate.title": "What a body gave, in its words; its file proves it.",
    "catalogue.Certificate.licence_number": NAME,
    "aftercare.LowReminder.wording": "A copy of the words that a customer agreed to.",
    "aftercare.LowReminder.page": "The address of the page with that form.",
    "catalogue.Ingredient.inci_name": LAW,
    "catalogue.Ingredient.common_name": "The name of an ingredient.",
    "catalogue.Product.inci": LAW,
    "catalogue.Product.slug": "It repeats the title.",
    "catalogue.Product.upc": NAME,
    "catalogue.Product.code": NAME,
    "catalogue.Product.country_of_origin": NAME,
    "catalogue.Product.scpn_reference": NAME,
    "catalogue.Product.cpnp_reference": NAME,
    "catalogue.Product.pif_location": OFFICE,
    "catalogue.Product.tax_code": OFFICE,
    "catalogue.ProductImage.code": OFFICE,
    "catalogue.ResponsiblePerson.name": NAME,
    "catalogue.ResponsiblePerson.address": NAME,
}
