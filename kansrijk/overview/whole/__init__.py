"""The whole programme in one file: written from one installation, read into an empty other."""


class Refused(Exception):
    """It cannot be done; the text says why, in a sentence for whoever runs the installation."""
