"""A picture of a link that a phone can read, as squares for an inline SVG."""

import qrcode

QUIET = 4  # squares of white around it, as the standard asks


def squares(text):
    """How many squares wide the picture is, and the path that draws the dark ones."""
    code = qrcode.QRCode(border=QUIET)
    code.add_data(text)
    code.make()
    matrix = code.get_matrix()
    rows = enumerate(matrix)
    dark = [f"M{x} {y}h1v1h-1z" for y, row in rows for x, is_dark in enumerate(row) if is_dark]
    return {"size": len(matrix), "path": "".join(dark)}
