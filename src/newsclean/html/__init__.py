"""From bytes to blocks to text."""
