"""Raw evidence: what meta tags, JSON-LD, headings and elements say, as candidates; nothing is decided here."""
