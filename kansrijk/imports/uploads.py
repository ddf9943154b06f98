"""A file that somebody sends stays in memory, up to a limit; it never touches the disk."""

from io import BytesIO

from django.core.files.uploadhandler import MemoryFileUploadHandler

from kansrijk.imports.sheets import MOST_BYTES


class SmallFiles(MemoryFileUploadHandler):
    """Of a file that is too large only its size is kept, so that a form can say what is wrong."""

    def handle_raw_input(self, *told, **more):
        self.activated = True

    def receive_data_chunk(self, raw_data, start):
        if start + len(raw_data) <= MOST_BYTES:
            self.file.write(raw_data)
        else:
            self.file = BytesIO()
