"""Names of people and agencies: what they look like, whatever they are used for."""
