"""What a page says about itself: read once, then settled field by field.

`read_metadata` collects the witnesses before the text is cut; `settle` decides when the text is known;
`text_metadata` reads the head and tail of a text that another tool pulled out of a page.
"""

from newsclean.metadata.candidates import Said, Witnesses
from newsclean.metadata.collect import read_metadata
from newsclean.metadata.plain_text import text_metadata
from newsclean.metadata.resolve import settle

__all__ = ["Said", "Witnesses", "read_metadata", "settle", "text_metadata"]
