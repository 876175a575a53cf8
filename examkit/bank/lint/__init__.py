"""Flaws of questions that a machine can see.

Rules follow the item-writing guidelines of Haladyna, Downing and Rodriguez (2002) and the flaw list
of the NBME. Each rule is one function with one code. Rules about one question are in `stems`,
`options` and `explained`, rules about the bank as a whole in `whole` and `pairs`; `testwise`
measures what a reader without knowledge would score.
"""
