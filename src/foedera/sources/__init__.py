"""What a user names, as a stream of inputs: files, folders, archives, tables, feeds, mailboxes, web addresses."""

from foedera.sources.inputs import Inputs, Options, roots_of
from foedera.sources.limits import SourceLimits

__all__ = ["Inputs", "Options", "SourceLimits", "roots_of"]
