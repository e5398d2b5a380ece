"""What a unit is called in full: the word of its kind, as Vietnam writes it, before its name."""

from coverage.notation.text import nfc

KIND_WORDS = {
    "toan_quoc": "quốc",
    "tinh": "tỉnh",
    "thanh_pho_tw": "thành phố",
    "quan": "quận",
    "huyen": "huyện",
    "thi_xa": "thị xã",
    "thanh_pho": "thành phố",
    "xa": "xã",
    "phuong": "phường",
    "thi_tran": "thị trấn",
    "dac_khu": "đặc khu",
}


def full_name(kind: str, name: str) -> str:
    """Of the kind "xa", "An Định" is "Xã An Định"."""
    word = KIND_WORDS[kind]
    return f"{word[0].upper()}{word[1:]} {name}"


def bare_name(text: str) -> str:
    """The name without the word of a kind before it: "xã An Định" is "An Định"."""
    name = " ".join(nfc(text).split())
    for word in sorted(KIND_WORDS.values(), key=len, reverse=True):
        if name.lower().startswith(f"{word} "):
            return name[len(word) + 1 :]
    return name
