"""An .xlsx is a zip: what is inside is looked at before any of it is read."""

from zipfile import BadZipFile, ZipFile

from kansrijk.imports.cells import Unreadable

MOST_PARTS = 500
LARGEST = 40_000_000  # bytes, once unpacked: far more than anybody's list needs
MOST_ELEMENTS = 500_000
BROKEN = "Dit bestand is stuk. Open het in Excel en sla het opnieuw op als .xlsx."
SWOLLEN = (
    "In dit bestand zit veel meer dan een lijst. Kopieer de rijen naar een nieuw, leeg bestand "
    "en sla dat op als .xlsx."
)
OTHERS = {  # a part that tells what it is instead
    "xl/vbaProject.bin": "In dit bestand zitten macro's. Sla het op als gewone werkmap (.xlsx).",
    "xl/workbook.bin": "Dit is een .xlsb-bestand. Sla het op als gewone werkmap (.xlsx).",
    "word/document.xml": "Dit is een Word-bestand. Kies een Excel- of CSV-bestand.",
    "content.xml": "Dit is een bestand van LibreOffice. Sla het op als .xlsx of .csv.",
    "Index/Document.iwa": "Dit is een bestand van Numbers. Exporteer het als .xlsx of .csv.",
}


class Archive:
    """The parts of an .xlsx, each of which gives no more than the zip said beforehand."""

    def __init__(self, file):
        try:
            self.zip = ZipFile(file)
            parts = self.zip.infolist()
        except (BadZipFile, ValueError, NotImplementedError, OSError) as broken:
            raise Unreadable(BROKEN) from broken
        self.elements = 0
        self.names = {part.filename for part in parts}
        for name, sentence in OTHERS.items():
            if name in self.names:
                raise Unreadable(sentence)
        if any(part.flag_bits & 1 for part in parts):
            raise Unreadable("Dit bestand heeft een wachtwoord. Haal dat eraf en sla het op.")
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST:
            raise Unreadable(SWOLLEN)

    def count(self):
        """Count one more element of XML; so many cost seconds, however small they are."""
        self.elements += 1
        if self.elements > MOST_ELEMENTS:
            raise Unreadable(SWOLLEN)

    def open(self, name):
        """Open a part to read it in pieces; it stops at the size that the zip gave for it."""
        return self.zip.open(name)
