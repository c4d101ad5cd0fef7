"""Authors: bylines and metadata, names cleaned, the first source that holds a person or an agency."""
