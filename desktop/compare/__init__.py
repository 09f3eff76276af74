"""Two documents compared, paragraph by paragraph."""
