"""Holds a document against what was computed, leaf by leaf."""

import math
import re
from dataclasses import dataclass, field

RELATIVE = 1e-9


@dataclass
class Near:
    """A number that chance is part of: it lies in between, but for once in 100,000 times."""

    low: float
    high: float
    how: str


@dataclass
class Within:
    """A number that was rounded before: at most so far away."""

    value: float
    most: float


@dataclass
class Given:
    """What nobody can compute from MLflow: an id, a time, a seed."""

    why: str


@dataclass
class Says:
    """Words, or a list of them, each number in which is one of these, at the digits shown. Names may hold numbers of their own."""

    numbers: list
    names: tuple = ()


@dataclass
class Held:
    """What came out. `near`, `different` and `unaccounted` hold lines, `given` reasons by place."""

    equal: int = 0
    words: int = 0
    near: list = field(default_factory=list)
    different: list = field(default_factory=list)
    unaccounted: list = field(default_factory=list)
    given: dict = field(default_factory=dict)

    def differ(self, place, got, wanted):
        self.different.append(f"{place}: {got!r} in the document, {wanted!r} computed")


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def same(got, wanted):
    return math.isclose(got, wanted, rel_tol=RELATIVE, abs_tol=1e-12)


def hold(held, place, got, wanted):
    """Every leaf of `got` is counted once."""
    if isinstance(wanted, Given):
        held.given.setdefault(wanted.why, []).append(place)
    elif isinstance(wanted, Near):
        hold_near(held, place, got, wanted)
    elif isinstance(wanted, Within):
        hold_plain(held, place, got, wanted.value, is_number(got) and abs(got - wanted.value) <= wanted.most)
    elif isinstance(wanted, Says):
        hold_words(held, place, got, wanted)
    elif isinstance(wanted, dict) and isinstance(got, dict):
        for key in {**wanted, **got}:
            if key not in got:
                held.differ(f"{place}.{key}", None, wanted[key])
            elif key not in wanted:
                unaccounted(held, f"{place}.{key}", got[key])
            else:
                hold(held, f"{place}.{key}", got[key], wanted[key])
    elif isinstance(wanted, (list, tuple)) and isinstance(got, list):
        if len(got) != len(wanted):
            held.differ(f"{place}: length", len(got), len(wanted))
        for at, (one, other) in enumerate(zip(got, wanted)):
            hold(held, f"{place}[{at}]", one, other)
    elif is_number(got) and is_number(wanted):
        hold_plain(held, place, got, wanted, same(got, wanted))
    else:
        hold_plain(held, place, got, wanted, type(got) is type(wanted) and got == wanted)


def hold_plain(held, place, got, wanted, fits):
    if fits:
        held.equal += 1
    else:
        held.differ(place, got, wanted)


def hold_near(held, place, got, wanted):
    if not is_number(got):
        held.differ(place, got, wanted)
    elif wanted.low - 1e-9 <= got <= wanted.high + 1e-9:
        held.near.append(f"{place}: {got:.6g} in [{wanted.low:.6g}, {wanted.high:.6g}] ({wanted.how})")
    else:
        held.differ(place, got, wanted)


def hold_words(held, place, got, wanted):
    if isinstance(got, list):
        for at, each in enumerate(got):
            hold_words(held, f"{place}[{at}]", each, wanted)
        return
    if not isinstance(got, str):
        held.differ(place, got, wanted)
        return
    stray = stray_numbers(got, wanted.numbers, wanted.names)
    if stray:
        held.different.append(f"{place}: {', '.join(stray)} in {got!r} is none of the computed numbers")
    else:
        held.words += 1


def unaccounted(held, place, got):
    if isinstance(got, dict):
        for key, value in got.items():
            unaccounted(held, f"{place}.{key}", value)
    elif isinstance(got, list):
        for at, value in enumerate(got):
            unaccounted(held, f"{place}[{at}]", value)
    elif is_number(got) or (isinstance(got, str) and re.search(r"\d", got)):
        held.unaccounted.append(f"{place}: {got!r}")
    else:
        held.words += 1


NUMBER = re.compile(r"(?<![\w.])([-+−]?\d+(?:[.,]\d+)*)(\s?%)?")


def stray_numbers(text, numbers, names=()):
    """Those numbers of a text that none of the given ones is, rounded to the digits shown (down or to the nearest)."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, " ")
    stray = []
    for shown, percent in NUMBER.findall(text):
        value = float(shown.replace(",", "").replace("−", "-"))
        digits = len(shown.partition(".")[2])
        known = [each for each in numbers if each is not None]
        scaled = known + [hundredfold(each) for each in known] if percent else known
        if not any(fits_shown(value, digits, each) for each in scaled):
            stray.append(shown + percent)
    return stray


def hundredfold(number):
    return Near(number.low * 100, number.high * 100, number.how) if isinstance(number, Near) else number * 100


def fits_shown(value, digits, number):
    """Also without its sign, where words say on which side it lies, and to three significant digits."""
    if isinstance(number, Near):
        step = 10**-digits
        return number.low - step <= value <= number.high + step
    step = 0.5 * 10**-digits + 1e-9
    signed = {number, abs(number)}
    down = {math.floor(each * 10**digits + 1e-9) / 10**digits for each in signed}
    return any(abs(value - each) <= step for each in signed) or any(abs(value - each) < 1e-9 for each in down)


def numbers_in(document):
    if isinstance(document, dict):
        for each in document.values():
            yield from numbers_in(each)
    elif isinstance(document, (list, tuple)):
        for each in document:
            yield from numbers_in(each)
    elif isinstance(document, Says):
        yield from (each for each in document.numbers if each is not None)
    elif isinstance(document, Within):
        yield document.value
    elif isinstance(document, Near) or (isinstance(document, (int, float)) and not isinstance(document, bool)):
        yield document
