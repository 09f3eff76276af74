"""The study library without a screen: everything Resolute knows and does, and no Qt."""
