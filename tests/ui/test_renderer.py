"""Inputs are drawn without a template; what stands on the page is what Django draws."""

from django import forms
from django.forms.renderers import TemplatesSetting

from kansrijk.ui.renderer import Renderer


class Everything(forms.Form):
    text = forms.CharField(
        initial="""<b> "&' {0} %s""",
        max_length=30,
        widget=forms.TextInput(attrs={"data-on": True, "data-off": False, "title": "<é>"}),
    )
    number = forms.IntegerField(initial=0, required=False)
    secret = forms.CharField(widget=forms.PasswordInput)
    tick = forms.BooleanField(initial=True)
    file = forms.FileField()
    hidden = forms.CharField(widget=forms.HiddenInput, initial="{}")
    one = forms.ChoiceField(choices=[("", "geen"), ("a&b", "A")], widget=forms.RadioSelect)
    some = forms.MultipleChoiceField(
        choices=[(1, "één"), (2, "twee")], initial=[2], widget=forms.CheckboxSelectMultiple
    )


def test_every_input_is_the_same_as_from_the_template_of_django():
    ours, theirs = Everything(renderer=Renderer()), Everything(renderer=TemplatesSetting())

    for name in Everything.base_fields:
        assert str(ours[name]) == str(theirs[name])
        tags = [[each.tag() for each in form[name]] for form in (ours, theirs)]
        assert tags[0] == tags[1]
