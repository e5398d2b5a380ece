"""Whether a forecast's span holds as often as it promises, tried on years that are known."""
