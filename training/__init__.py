"""Training and measuring of the language model; see README.md."""
