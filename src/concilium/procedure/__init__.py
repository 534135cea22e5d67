"""Answers: pure functions of a charter and a view of the record, each saying why."""
