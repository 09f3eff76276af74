"""Progress in pictures: what was answered, how well things are known, what is to come.

Every picture is a `Figure` (numbers with names), painted by a `Chart` and shown as a table too.
"""
