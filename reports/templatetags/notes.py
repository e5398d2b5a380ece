"""Words of notes on months for templates."""

from django import template

from reports.month_notes.words import first_notes, kind_of_note, more_units_text

register = template.Library()
register.filter("first_notes", first_notes)
register.filter("kind_of_note", kind_of_note)
register.filter("more_units_text", more_units_text)
