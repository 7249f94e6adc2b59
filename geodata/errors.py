"""The errors that reading or building the project's data can raise."""


class GeodataError(Exception):
    """Any fault in the data; its text is one plain sentence that can be shown to a reader."""


class MissingFileError(GeodataError):
    """A data file that should be there is not."""


class DamagedFileError(GeodataError):
    """A data file is there but cannot be read as what it should be."""


class UnknownIdError(GeodataError):
    """An id was asked for that no record carries."""


class ForeignFolderError(GeodataError):
    """A folder that files are to be written into holds others."""


class MissingPackageError(GeodataError):
    """The build needs a package that is not installed; the text says which and how to get it."""
