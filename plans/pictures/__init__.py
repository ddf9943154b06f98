"""Pictures of where somebody stands: plain data in, coordinates out; templates/pictures/ draws."""

from plans.pictures.parts import Axis, Look, Picture
from plans.pictures.pillars import pillars
from plans.pictures.wheel import star, web

__all__ = ["Axis", "Look", "Picture", "pillars", "star", "web"]
