"""Sending a sheet: the file, and for who works in all districts the one it is about."""

from django import forms

from kansrijk.accounts.reach import DistrictField
from kansrijk.imports.cells import Unreadable
from kansrijk.imports.checking import check
from kansrijk.imports.models import MOST_WAITING, Row, Upload
from kansrijk.imports.sheets import EMPTY_FILE, read
from kansrijk.values.forms import CheckedForm

HELP = "Excel (.xlsx) of CSV, hoogstens 5 MB en {most} rijen."


class UploadForm(CheckedForm, forms.Form):
    """A sheet is read as it comes in; what is kept are its rows, each with what it is."""

    file = forms.FileField(
        label="Bestand",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        error_messages={"empty": EMPTY_FILE},
    )
    says_optional = False

    def __init__(self, *args, kind, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind, self.by = kind, by
        self.fields["file"].help_text = HELP.format(most=kind.most)
        self.fields["file"].error_messages["required"] = "Kies een bestand."
        if kind.in_one_district and by.district_id is None:
            self.add_field("district", DistrictField())
            self.order_fields(["district", "file"])

    def clean_file(self):
        try:
            return read(self.cleaned_data["file"], self.kind.columns, self.kind.most)
        except Unreadable as refused:
            raise forms.ValidationError(str(refused), code="unreadable") from refused

    def save(self):
        """Judge all rows and keep them; rows of much earlier sheets of this hat go."""
        table = self.cleaned_data["file"]
        upload = Upload(
            hat_id=self.by.pk,
            kind=self.kind.slug,
            district=self.cleaned_data.get("district") or self.by.district,
            is_workbook=table.is_workbook,
            headers=table.headers,
            names=table.names,
            hidden=table.hidden,
            total=len(table.rows),
        )
        rows = check(upload, table.rows, self.kind(upload, self.by))
        upload.save()
        Row.objects.bulk_create(rows, batch_size=500)
        kept = Upload.objects.visible_to(self.by).values_list("pk", flat=True)[:MOST_WAITING]
        Row.objects.filter(upload__hat=self.by.pk).exclude(upload__in=list(kept)).delete()
        return upload
