"""What a name of a person or an agency looks like, whatever it is used for."""
