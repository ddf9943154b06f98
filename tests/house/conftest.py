import pytest


@pytest.fixture
def cast(noor, wouter, lies, tess, bea):
    return {"buddy": noor, "wij": wouter, "lead": lies, "trainer": tess, "admin": bea}
