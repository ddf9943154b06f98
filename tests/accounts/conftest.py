import pytest


@pytest.fixture(autouse=True)
def quick_hashes(settings):
    """Real hashes are slow on purpose; one test looks at the real setting."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
