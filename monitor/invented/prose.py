"""Invented sentences, paragraphs, lists, tables and footnotes.  Pure."""

import html
import random

from .words import (
    ASIDES,
    BODIES,
    DUTIES,
    GROUNDS,
    GROUPS,
    MIDDLING,
    PENALTIES,
    RARE_ENDS,
    RARE_STARTS,
    RIGHTS,
    SENTENCES,
    SUBJECTS,
    TERMS,
)  # fmt: skip

INVENTED = "Every fact on this page is invented."
_MIDDLING = 0.6  # of records that have an aside name a middling word each: sixty words, each in 1 % of records
_RARE = 0.02


class Writer:
    """Writes in words drawn by chance; the same chances write the same."""

    def __init__(self, picks: random.Random, year: int) -> None:
        self.picks = picks
        self.year = year

    def filled(self, form: str) -> str:
        """Return a form of words with its gaps filled."""
        pick = self.picks
        body, group = pick.choice(BODIES), pick.choice(GROUPS)
        return form.format(
            subject=pick.choice(SUBJECTS),
            body=body,
            Body=body[0].upper() + body[1:],
            group=group,
            Group=group[0].upper() + group[1:],
            duty=pick.choice(DUTIES),
            term=pick.choice(TERMS),
            ground=pick.choice(GROUNDS),
            right=pick.choice(RIGHTS),
            penalty=pick.choice(PENALTIES).format(n=pick.randrange(5, 200, 5)),
            word=pick.choice(MIDDLING),
            n=pick.randrange(5, 900),
            m=pick.randrange(3, 12),
            year=pick.randrange(self.year - 25, self.year),
            later=pick.randrange(self.year + 1, self.year + 9),
        )

    def sentence(self) -> str:
        return self.filled(self.picks.choice(SENTENCES))

    def text(self, sentences: int) -> str:
        """Return so many sentences; here and there one on something few others speak of."""
        said = [self.sentence() for _ in range(sentences)]
        if self.picks.random() < _MIDDLING:
            said.append(self.filled(self.picks.choice(ASIDES)))
        if self.picks.random() < _RARE:
            said.append(f"This is known as the {self.rare_word()} rule.")
        return " ".join(said)

    def rare_word(self) -> str:
        return self.picks.choice(RARE_STARTS) + self.picks.choice(RARE_ENDS)

    def paragraphs(self, number: int) -> str:
        return "".join(f"<p>{_escaped(self.text(self.picks.randrange(2, 6)))}</p>" for _ in range(number))

    def bullets(self, number: int) -> str:
        entries = "".join(f"<li>{_escaped(self.text(1))}</li>" for _ in range(number))
        return f"<p>In particular:</p><ul>{entries}</ul>"

    def table(self, rows: int) -> str:
        """Return a table of what was applied for and refused, year by year."""
        head = "<tr><th>Year</th><th>Applications</th><th>Refused</th><th>Ground named most</th></tr>"
        years = range(self.year - rows, self.year)
        body = "".join(
            f"<tr><td>{year}</td><td>{self.picks.randrange(100, 4000)}</td><td>{self.picks.randrange(0, 90)}</td>"
            f"<td>{_escaped(self.picks.choice(GROUNDS))}</td></tr>"
            for year in years
        )
        return f"<table><thead>{head}</thead><tbody>{body}</tbody></table>"

    def noted(self) -> str:
        """Return a paragraph with a footnote."""
        note = _escaped(self.filled("Decision of {body} No. {n} of {year}; invented."))
        return f'<p>{_escaped(self.text(2))}<small class="fn">{note}</small></p>'

    def section(self, paragraphs: int) -> str:
        """Return the whole text of a section, its pieces in an order of their own."""
        half = paragraphs // 2
        return (
            self.paragraphs(half)
            + self.bullets(self.picks.randrange(2, 5))
            + self.paragraphs(paragraphs - half)
            + (self.table(4) if self.picks.random() < 0.4 else "")
            + self.noted()
        )


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)
