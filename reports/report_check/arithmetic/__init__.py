"""Finds the figures of a report that cannot all be true.

    verdict = judge(read_report(data))      # data: the shape that `input` describes
    verdict.consistent, verdict.findings, verdict.notes, verdict.problems

Every printed number stands for a span of true values (`input`, `prints`, `printed`). What the
numbers of a group of records speak of, and what ties it together, make a model (`registry`,
`coverage_rates`, `plans`, `changes`, `families`), which is narrowed until a contradiction shows or
nothing moves (`model`, `solver`, `links`). Contradictions are reduced to the fewest numbers, read
otherwise where a print is ambiguous, explained and given a suggested repair (`cases`, `readings`,
`judge`, `repairs`, `slips`), and put into words or JSON (`wording`, `answer`); `workings` writes
out the arithmetic of any report.

Beside the standard library only `coverage.notation.numbers` and `coverage.notation.text` are used,
and whole numbers and exact fractions throughout.
"""
