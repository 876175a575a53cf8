"""Item-writing flaws that a program can detect.

The rules follow the guidelines of Haladyna, Downing, and Rodriguez (2002) and the flaw list of the
NBME. Each rule is a function with a code. Rules about single questions are in `text_rules`,
`cue_rules`, and `option_rules`; rules about all questions together are in `bank_rules`. `testwise`
measures what a reader scores from wording alone, without knowledge.
"""
