"""QTI 1.2, as Canvas and Blackboard write it."""
