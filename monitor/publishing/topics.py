"""The topics, for those who may not see a working row."""

from countries.vocabulary import Topic

TOPICS: dict[str, str] = dict(Topic.choices)
