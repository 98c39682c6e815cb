"""What surrounds a name in a title, and makes its mention innocent or less telling."""
