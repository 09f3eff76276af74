"""Notes out of the desk and into it: choosing and seeing what goes, and what a file would bring."""
