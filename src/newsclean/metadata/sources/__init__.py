"""Raw evidence from meta tags, JSON-LD, headings and elements, as candidates; nothing is decided here."""
