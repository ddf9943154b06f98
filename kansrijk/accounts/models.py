from copy import copy

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property

from kansrijk.places.models import District
from kansrijk.values.text import fold


class Role(models.TextChoices):
    BUDDY = "buddy", "Buddy"
    WIJ = "wij", "WIJ-coördinator"
    LEAD = "lead", "Projectleider"
    TRAINER = "trainer", "Trainer"
    ADMIN = "admin", "Beheerder"


TWICE = "Deze persoon heeft deze rol al."
EVERYWHERE = [Role.TRAINER, Role.ADMIN]  # these work for the whole programme
SOMEWHERE = [Role.BUDDY, Role.WIJ]  # these work in one district; a lead in one, or in all


def searchable(*texts):
    """Return the folded text under which a user is found and sorted: name, called, address."""
    # A line end comes before every letter and space, so "Jan" sorts before "Jan Bakker".
    return fold("\n".join(texts))[:1000]


class UserQuerySet(models.QuerySet):
    def called(self, words):
        """Filter by a part of the name or the address, whatever its accents and capitals."""
        return self.filter(search_name__contains=fold(words)) if words else self


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, email, name, password=None, **fields):
        """Return a new user; without a password they can only enter by an invitation."""
        user = self.model(email=self.normalize_email(email).lower(), name=name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody who signs in. What they may do stands in their hats."""

    email = models.EmailField("e-mailadres", unique=True)
    name = models.CharField("naam", max_length=120)
    called = models.CharField("roepnaam", max_length=60, blank=True)
    # By name first, so that it sorts too; folding can make three characters of one.
    search_name = models.CharField(max_length=1000, editable=False)
    phone = models.CharField("telefoon", max_length=20, blank=True)
    is_active = models.BooleanField("mag inloggen", default=True)
    epoch = models.PositiveIntegerField("tijdperk van de sessies", default=0, editable=False)
    joined_at = models.DateTimeField("erbij sinds", default=timezone.now, editable=False)
    version = models.PositiveIntegerField("versie", default=1, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()
    worn = ()  # the hats they may put on, where they came in by a session

    class Meta:
        verbose_name = "gebruiker"
        ordering = ["search_name", "pk"]
        indexes = [models.Index(fields=["search_name", "id"], name="users_by_name")]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.search_name = searchable(self.name, self.called, self.email)
        super().save(*args, **kwargs)

    def _get_session_auth_hash(self, secret=None):
        """Bind every session to password and epoch: raising the epoch ends them all at once."""
        salt = "kansrijk.accounts.session"
        key = f"{self.password}:{self.epoch}"
        return salted_hmac(salt, key, secret=secret, algorithm="sha256").hexdigest()

    def end_sessions(self):
        """Sign this user out everywhere, at the server, before their next click."""
        self.epoch += 1
        type(self).objects.filter(pk=self.pk).update(epoch=self.epoch)

    @property
    def first_name(self):
        return self.called or self.name.split()[0]


class HatQuerySet(models.QuerySet):
    def worn_by(self, user):
        """The hats this user may put on now, each knowing its `home`."""
        return self.worn().filter(user=user)

    def worn(self):
        """Those that were not withdrawn, of everybody."""
        live = self.filter(withdrawn_at=None).select_related("district")
        return live.annotate(home=F("user__participant__household"))


class Hat(models.Model):
    """A role in a district: somebody always acts under exactly one."""

    user = models.ForeignKey(User, models.PROTECT, verbose_name="gebruiker", related_name="hats")
    role = models.CharField("rol", max_length=10, choices=Role)
    district = models.ForeignKey(
        District, models.PROTECT, verbose_name="gebied", null=True, blank=True
    )
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, editable=False)

    objects = HatQuerySet.as_manager()
    reach = None  # ids of the districts looked at now, where a lead of all of them chose some
    reporting = False  # whether only those count who said yes to that
    known = None  # what `once` keeps; None outside a request

    class Meta:
        verbose_name = "rol"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "district"],
                condition=Q(withdrawn_at=None),
                name="one_hat_a_district",
                violation_error_message=TWICE,
            ),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(withdrawn_at=None, district=None),
                name="one_hat_everywhere",
                violation_error_message=TWICE,
            ),
            models.CheckConstraint(
                condition=~Q(role__in=EVERYWHERE, district__isnull=False)
                & ~Q(role__in=SOMEWHERE, district=None),
                name="hat_has_its_district",
                violation_error_message=(
                    "Kies een gebied bij deze rol. Een trainer of beheerder heeft geen gebied."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()}{self.where}"

    @property
    def leads_all(self):
        """Whether this is a lead of the whole programme."""
        return self.role == Role.LEAD and self.district_id is None

    @property
    def where(self):
        """Where this hat works, in words behind its role."""
        everywhere = " van het hele programma" if self.leads_all else ""
        return f" in {self.district}" if self.district_id else everywhere

    @cached_property
    def home(self):
        """The id of the household of who wears this hat, where they take part too; else None."""
        own = getattr(self.user, "participant", None)
        return own and own.household_id

    def once(self, name, ask):
        """What `ask` answers: in a request asked once, until something is written."""
        if self.known is None:
            return ask()
        if name not in self.known:
            self.known[name] = ask()
        return self.known[name]

    def within(self, districts):
        """This hat, looking only at these districts."""
        narrowed = copy(self)
        narrowed.reach = [district.pk for district in districts]
        return narrowed

    def here(self, path="district"):
        """The condition that the district at this path is one in which this hat works."""
        if self.district_id:
            return Q(**{path: self.district_id})
        return Q() if self.reach is None else Q(**{f"{path}__in": self.reach})
