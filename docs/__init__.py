"""What people who carry on need: the drawing of the house, and the script that makes it from the code."""
