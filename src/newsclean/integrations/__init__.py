"""newsclean inside other programs. Each module needs an extra of its own name."""
