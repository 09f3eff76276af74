"""The six colours of highlights as other programs show them: on white, and on a dark page."""

LIGHT = {"yellow": "#ffe680", "green": "#c4ebb5", "blue": "#bbddf7", "pink": "#f8c6da",
         "orange": "#ffd3a8", "purple": "#ddcdf6"}  # fmt: skip
DARK = {"yellow": "#5c4e10", "green": "#2c4f27", "blue": "#1f4666", "pink": "#5e2a40",
        "orange": "#63401a", "purple": "#43336a"}  # fmt: skip
