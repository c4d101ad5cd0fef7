"""The file that `newsclean rules new` prints, and the manual explains."""

from __future__ import annotations

TEMPLATE = """\
# Rules for one site. Check them with `newsclean rules check FILE`, see what they change with
# `newsclean rules try FILE PAGE...`, and use them with `newsclean --rules FILE`.
language = "any"

[[rule]]
id = "any-site-body"
sites = ["example.com"]            # and its subdomains
selector = "div.article-text"      # CSS
extracts = "body"                  # the main content: nothing outside of it is text
why = "The site puts all of its articles into this element."
drops = ['<div class="article-text"><p>The story.</p></div>']
keeps = ['<div class="teaser"><p>Another story.</p></div>']

[[rule]]
id = "any-site-author"
sites = ["example.com"]
selector = "p.author-line"
extracts = "authors"               # or title, published, modified, section, tags
kind = "byline"                    # also removes it from the text, as this kind; leave it out to keep it there
why = "The line below the headline, which no metadata element repeats."
drops = ['<p class="author-line">Ada Quill</p>']
keeps = ['<p class="intro">Ada Quill has moved to the coast.</p>']

[[rule]]
id = "any-site-promo"
sites = ["example.com"]
selector = "div.promo, aside.read-more"
kind = "related"                   # `newsclean rules list` shows the kinds
why = "Boxes between paragraphs that lead to other stories."
drops = ['<div class="promo">More on this: the harbour</div>', '<aside class="read-more"><a href="/1">More</a></aside>']
keeps = ['<div class="story">More on this harbour below.</div>']

[[rule]]
id = "any-site-line"
sites = ["example.com"]
patterns = ['^our reporters are at the harbour every day[.]$']
kind = "membership"
why = "A line that only this site prints, in an element like any paragraph."
drops = ["Our reporters are at the harbour every day."]
keeps = ["Our reporters are at the harbour every day, and today they saw a whale."]
"""
