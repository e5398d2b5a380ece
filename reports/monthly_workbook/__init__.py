"""The committee's monthly report as a workbook of live formulas over the data it rests on."""
