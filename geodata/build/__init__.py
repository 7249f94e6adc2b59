"""From pinned packages to `geodata/layers/`, reproducibly. For maintainers; the dashboard never imports this.

Each module derives one kind of layer as a mapping of ids to shapely geometries and properties; `write` turns them into
bytes; `python -m geodata.build` writes them, `--check` compares them with what is there.
"""
