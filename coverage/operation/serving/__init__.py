"""The one process that ``serve`` is: what it starts anew, when, and that there is but one."""
