"""The pictures of a report: its hero, panels, and views."""
