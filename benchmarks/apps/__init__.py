"""What the dashboard is measured against: the same layers and panels made in other ways."""
