"""A new order of goals or steps: as it was dragged, or one place up or down by a button."""

from django import forms

from kansrijk.audit.steps import StepRefused
from kansrijk.values.forms import CheckedForm
from plans.order import MOVED, after_button

MOST = 20_000  # characters: thousands of numbers


class Numbers(forms.CharField):
    """Numbers with commas between them."""

    def __init__(self, **kwargs):
        super().__init__(max_length=MOST, required=False, **kwargs)

    def clean(self, value):
        parts = [part for part in super().clean(value).split(",") if part]
        if not all(part.isascii() and part.isdecimal() and len(part) < 19 for part in parts):
            raise forms.ValidationError(MOVED)
        return [int(part) for part in parts]


class OrderForm(CheckedForm, forms.Form):
    """`seen` is the order that stood on the page; `order` the new one, or `moved` goes `to`."""

    seen = Numbers()
    order = Numbers()
    moved = forms.IntegerField(required=False)
    to = forms.ChoiceField(choices=[("up", "omhoog"), ("down", "omlaag")], required=False)

    @property
    def orders(self):
        """What a page saw and what is wanted; StepRefused for what no page of ours sends."""
        if not self.is_valid():
            raise StepRefused(MOVED)
        told = self.cleaned_data
        up = told["to"] == "up"
        wanted = (
            told["order"] if not told["to"] else after_button(told["seen"], told["moved"], up=up)
        )
        return {"seen": told["seen"], "wanted": wanted}

    @property
    def item(self):
        return self.cleaned_data.get("moved")

    def button(self, kind):
        """The id of the button that was pressed, where the focus belongs; empty after a drag."""
        to = self.cleaned_data.get("to")
        return f"{kind}-{to}-{self.item}" if to and self.item else ""
