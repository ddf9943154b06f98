"""Numbers so small that they could point at somebody (domain.md R13)."""

SMALL = 5  # people: fewer than this many are not told
TOO_FEW = "te weinig mensen om te tonen"
