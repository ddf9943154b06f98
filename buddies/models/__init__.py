from buddies.models.buddies import Buddy, Theme, WijContact

__all__ = ["Buddy", "Theme", "WijContact"]
