"""The page's reader of numbers is the server's: the same values, reasons and suggestions.

Reads 40.000 generated texts with both readers; GENERATED_TEXTS=1000000 in the environment reads
as many as the release was checked with.
"""

import json
import os
import random
from collections.abc import Callable, Iterator
from itertools import islice
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from coverage.notation.numbers import NumberError, read_people, read_percent, write_people
from folders import ROOT

pytestmark = pytest.mark.browser
SOURCE = ROOT / "static" / "js" / "numbers.js"
COUNT = int(os.environ.get("GENERATED_TEXTS", "20000"))
AT_ONCE = 25_000

# Digits of other scripts, in Unicode since long: browsers and Pythons know different newest ones.
DIGITS = "٠١٩۰۹०९০৯๐๙໐໙༠༩０９𝟎𝟗𝟘𝟡𝟶𝟿𑄶𑄿𑱐𑱙"
SPACES = " \t\r\n\u00a0\u202f\u2009\u3000\ufeff\v\f\x85\u2028"
SIGNS = ".,-+%=@'eE\u2212\u2013\u2014/()²½Ⅷ"
WORDS = ("người", "k", "kad", "NaN", "vô cùng", "ng\u01b0\u01a1\u0300i", "1e5", "0x1F", "🙂", "Đ")
ALPHABET = "0123456789" * 3 + "...,,," + SPACES + SIGNS + DIGITS


def _grammatical(dice: random.Random) -> str:
    number = dice.randrange(10 ** dice.randint(1, 17))
    text = write_people(number) if dice.random() < 0.6 else str(number)
    if dice.random() < 0.5:
        text += "," + "".join(dice.choices("0123456789", k=dice.randint(1, 5)))
    if dice.random() < 0.2:
        text += dice.choice(("", " ", "\u00a0")) + "%"
    return text


def _mutated(dice: random.Random, text: str) -> str:
    for _ in range(dice.choice((0, 1, 1, 2, 3))):
        place = dice.randint(0, len(text))
        kind = dice.randrange(4)
        if kind == 0:
            text = text[:place] + dice.choice(ALPHABET) + text[place:]
        elif kind == 1:
            text = text[:place] + text[place + 1 :]
        elif kind == 2:
            text = text[:place] + dice.choice(ALPHABET) + text[place + 1 :]
        else:
            text = text.translate(str.maketrans(",.", ".,"))
    return text


def _texts(seed: int) -> Iterator[str]:
    """Most near the grammar, the others made of its signs; some amid words or white space."""
    dice = random.Random(seed)
    while True:
        if dice.random() < 0.7:
            text = _mutated(dice, _grammatical(dice))
        else:
            text = "".join(dice.choices(ALPHABET, k=dice.randint(0, 10)))
        if dice.random() < 0.1:
            text = dice.choice(SPACES) + text + dice.choice(SPACES)
        if dice.random() < 0.05:
            text += dice.choice(WORDS)
        yield text


def _outcome(read: Callable[[str], object], text: str) -> list[str | None]:
    try:
        value = read(text)
    except NumberError as error:
        return [str(error.reason), error.suggestion]
    return ["read", None if value is None else str(value)]


Reader = Callable[[list[str]], list[list[list[str | None]]]]


@pytest.fixture
def in_javascript(browser: Browser) -> Iterator[Reader]:
    """Reads texts with the page's script: [outcome of people, outcome of percent] for each."""
    page = browser.new_page()
    address = f"data:text/javascript;charset=utf-8,{quote(SOURCE.read_text())}"
    page.evaluate("async (address) => { window.numbers = await import(address); }", address)

    def read(texts: list[str]) -> list[list[list[str | None]]]:
        answer: str = page.evaluate(
            """(sent) => {
                const outcome = (read) => read.reason
                    ? [read.reason, read.suggestion] : ["read", read.value];
                return JSON.stringify(JSON.parse(sent).map((text) => [
                    outcome(numbers.readPeople(text)), outcome(numbers.readPercent(text)),
                ]));
            }""",
            json.dumps(texts),
        )
        outcomes: list[list[list[str | None]]] = json.loads(answer)
        return outcomes

    yield read
    page.close()


def test_both_readers_say_the_same_of_generated_texts(in_javascript: Reader) -> None:
    texts, seen = _texts(seed=20230630), set()
    for start in range(0, COUNT, AT_ONCE):
        some = list(islice(texts, min(AT_ONCE, COUNT - start)))
        for text, (people, percent) in zip(some, in_javascript(some), strict=True):
            assert (text, people) == (text, _outcome(read_people, text))
            assert (text, percent) == (text, _outcome(read_percent, text))
            seen |= {(people[0], people[1] is None), (percent[0], percent[1] is None)}
    assert {reason for reason, _ in seen} == EVERY_OUTCOME
    assert ("ambiguous", False) in seen


EVERY_OUTCOME = {
    "read",
    "ambiguous",
    "not_a_number",
    "negative",
    "too_large",
    "too_many_decimals",
    "fraction_of_a_person",
    "wrong_groups",
    "wrong_separator",
    "formula",
    "foreign_digits",
    "leading_zero",
}


def test_every_digit_of_old_scripts_is_the_same_digit(in_javascript: Reader) -> None:
    starts = [ord(sign) for sign in "٠۰߀०০੦૦୦௦౦೦൦෦๐໐༠၀႐០᠐᥆᧐᪀᪐᭐᮰᱀᱐꘠꣐꤀꧐꧰꩐꯰０𐒠𑁦𑃰𑄶𑇐𑋰𑑐𑓐𑙐𑛀𑜰𑣠𑱐𑵐𑶠𖩠𖭐𝟎𞥐"]
    texts = [chr(start + digit) + "1" for start in starts for digit in range(10)]
    for text, (people, _percent) in zip(texts, in_javascript(texts), strict=True):
        assert (text, people) == (text, _outcome(read_people, text))
        assert people[0] == "foreign_digits"
