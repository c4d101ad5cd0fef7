"""When the article was published and changed: dates as machines and as people write them, and which of them counts."""
