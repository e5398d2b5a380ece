"""What is read and changes nothing: every page and file of every place, as pages.txt has it."""

from collections.abc import Mapping
from pathlib import Path

from django.apps import apps

from places import (
    ENTERED,
    OF_THE_ANALYST,
    OF_THE_COMMITTEE,
    TRA_VINH,
    UNDER_WAY,
    VINH_LONG,
    WITH_COUNTS,
    filled,
    sections,
)
from visitor import Record, Visitor
from world import World

PAGES = sections(Path(__file__).with_name("pages.txt"))
EVERYBODY = ("nhaplieu", "pheduyet", "soanthao", "bancd", "phantich", "quantri", "")


def read_all(record: Record, world: World) -> None:
    everybody = {name: Visitor(record, world, name) for name in EVERYBODY}
    analyst, approver = everybody["phantich"], everybody["pheduyet"]
    for place in OF_THE_ANALYST:
        _read(analyst, "unit", place.name, place.known)
    for place in OF_THE_COMMITTEE:
        _read(everybody["bancd"], "unit", place.name, place.known)
    _read(analyst, "otherwise", "asked-otherwise", WITH_COUNTS.known)
    for name in ("nhaplieu", "pheduyet"):
        for place in ENTERED:
            _read(everybody[name], "month", f"{name}/{place.name}", place.known)
    for name, visitor in everybody.items():
        _read(visitor, "person", f"person/{name or 'nobody'}", {})
    english = Visitor(record, world, "pheduyet", language="en")
    for section, place in (("unit", TRA_VINH), ("month", TRA_VINH), ("brief", UNDER_WAY)):
        _read(english, section, f"english/{place.name}", place.known)
    _read_documents(analyst, approver)
    _read_examples(analyst)
    _read_administration(everybody["quantri"])


def _read(visitor: Visitor, section: str, folder: str, known: Mapping[str, object]) -> None:
    for name, address in PAGES[section]:
        visitor.read(f"{folder}/{name}", filled(address, known))


def _read_documents(analyst: Visitor, approver: Visitor) -> None:
    for document in apps.get_model("targets", "Document").objects.order_by("pk"):
        analyst.read(f"documents/{document.pk}", f"/documents/{document.pk}/")
        if document.binds_id in (TRA_VINH.unit_id, VINH_LONG.unit_id):
            own = {"document": document.pk, "year": document.effective_on.year}
            _read(approver, "document", f"documents/{document.pk}", TRA_VINH.known | own)


def _read_examples(visitor: Visitor) -> None:
    """The reviews of printed reports that the page of the check offers."""
    visitor.read("check/page", "/check/")
    for link in visitor.links("example="):
        visitor.read(f"check/{link.split('=')[-1]}", f"/check/?{link.split('?')[-1]}")


def _read_administration(visitor: Visitor) -> None:
    """Each list of the administration, the first of its rows and the form of a new one."""
    visitor.read("administration/index", "/admin/")
    lists = [link for link in visitor.links("/admin/") if link.count("/") == 4]
    for link in dict.fromkeys(lists):
        name = "-".join(link.strip("/").split("/")[1:])
        visitor.read(f"administration/{name}", link)
        for row in visitor.links("/change/")[:1]:
            visitor.read(f"administration/{name}-first", row.split("?")[0])
        visitor.read(f"administration/{name}-new", f"{link}add/")
