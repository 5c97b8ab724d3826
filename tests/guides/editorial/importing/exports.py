"""Exports of other systems, small."""

import json
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from tests.uploads.pictures import encoded, plain

MARKDOWN = """---
title: Feet first
author: nell archer
description: Begin with the feet.
tags: [newborn, feet]
url: /2020/feet-first/
cover: feet.png
---

# Feet first

Warm the oil **slowly**, then [read on](https://old.example/legs/?utm_source=x).

#### How much

- a little
- a little more

| Age | Oil |
|---|---|
| Newborn | 2 ml |

> Slow is a speed too.

![A foot](feet.png)

<script>alert(1)</script>
"""


def a_picture() -> bytes:
    return encoded(plain(), "PNG")


def zipped(**files: bytes | str) -> bytes:
    """Names have `__` for a slash and `_dot_` for the dot."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return buffer.getvalue()


def markdown_zip() -> bytes:
    return zipped(blog__feet_dot_md=MARKDOWN, blog__feet_dot_png=a_picture())


WORDPRESS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://old.example</wp:base_blog_url>
<wp:author><wp:author_login>nell</wp:author_login>
<wp:author_display_name>Nell Archer</wp:author_display_name></wp:author>
<item><title>Legs</title><link>https://old.example/2020/05/legs/</link><dc:creator>nell</dc:creator>
<excerpt:encoded>Long strokes.</excerpt:encoded><wp:post_id>4</wp:post_id>
<content:encoded><![CDATA[First words.

Second <strong>words</strong>, see <a href="https://old.example/feet/">feet</a>.

[gallery ids="1,2"]
<img src="https://old.example/wp-content/uploads/2020/05/leg-300x200.jpg" alt="A leg">]]></content:encoded>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<category domain="category" nicename="x">Strokes</category>
<wp:comment><wp:comment_author_email>zoe@example.com</wp:comment_author_email></wp:comment></item>
<item><title>Bin</title><wp:status>trash</wp:status><wp:post_type>post</wp:post_type></item>
<item><title>Shop</title><wp:status>publish</wp:status><wp:post_type>product</wp:post_type></item>
</channel></rss>"""


def a_ghost_export(**post: Any) -> bytes:
    given = {
        "id": "1",
        "title": "Hands",
        "slug": "hands",
        "html": '<h2>Warm</h2><p>See <a href="__GHOST_URL__/feet/">feet</a>.</p>',
        "status": "published",
        "custom_excerpt": "Two hands.",
    }
    data = {
        "posts": [given | post],
        "users": [{"id": "u", "name": "Nell Archer", "email": "nell@example.com"}],
        "posts_authors": [{"post_id": "1", "author_id": "u"}],
        "tags": [{"id": "t", "name": "Newborn"}],
        "posts_tags": [{"post_id": "1", "tag_id": "t"}],
    }
    return json.dumps({"db": [{"data": data}]}).encode()
