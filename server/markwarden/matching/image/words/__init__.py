"""Words printed in pictures: read, and searched for marks by the matcher that reads titles."""

from markwarden.matching.image.words.met import WordsMet, words_met
from markwarden.matching.image.words.reader import READS, Line, Reader, installed

__all__ = ["READS", "Line", "Reader", "WordsMet", "installed", "words_met"]
