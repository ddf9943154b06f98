"""What a draft changes, line by line, in words: (what, as it was, as it will be)."""

NEW, GONE = "(komt erbij)", "(gaat weg)"


def differences(was, now):
    """Yield (what, was, now) for each text, part and order that differs."""
    for value, names in enumerate(zip(was["levels"], now["levels"], strict=True), start=1):
        yield from pair(f"naam van stap {value}", *names)
    before = {each["key"]: each for each in was["domains"]}
    yield from order("volgorde van de leefgebieden", was["domains"], now["domains"])
    for each in now["domains"]:
        yield from of_domain(before[each["key"]], each)


def of_domain(was, now):
    """The differences of one life domain, its parts included."""
    yield from pair(f"naam van {was['name']}", was["name"], now["name"])
    yield from pair(f"vraag bij {was['name']}", was["question"], now["question"])
    before, after = ({part["key"]: part for part in each["parts"]} for each in (was, now))
    for key, part in before.items():
        if key not in after:
            yield f"{now['name']}: {part['name']}", part["name"], GONE
    for key, part in after.items():
        if key not in before:
            yield f"{now['name']}: {part['name']}", NEW, " ".join(part["sentences"])
        else:
            yield from of_part(before[key], part)
    yield from order(f"volgorde binnen {now['name']}", was["parts"], now["parts"])


def of_part(was, now):
    yield from pair(f"naam van {was['name']}", was["name"], now["name"])
    for value, texts in enumerate(zip(was["sentences"], now["sentences"], strict=True), start=1):
        yield from pair(f"{now['name']}, stap {value}", *texts)


def order(what, was, now):
    """The order of what stands in both; what comes or goes is told by itself."""
    both = {each["key"] for each in was} & {each["key"] for each in now}
    before = [each for each in was if each["key"] in both]
    after = [each for each in now if each["key"] in both]
    if [each["key"] for each in before] != [each["key"] for each in after]:
        yield what, *(", ".join(each["name"] for each in names) for names in (before, after))


def pair(what, was, now):
    if was != now:
        yield what, was, now
