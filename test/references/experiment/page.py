"""An HTML report as tables, sentences and drawings, by the standard library's parser."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "br", "hr", "img", "input", "link", "path", "line", "rect", "circle"}


@dataclass
class Element:
    tag: str
    attributes: dict
    parent: "Element | None" = None
    children: list = field(default_factory=list)

    @property
    def text(self):
        return "".join(each if isinstance(each, str) else each.text for each in self.children)

    @property
    def words(self):
        return " ".join(self.text.split())

    def all(self, *tags):
        for each in self.children:
            if isinstance(each, Element):
                if each.tag in tags:
                    yield each
                yield from each.all(*tags)

    def first(self, tag, **attributes):
        return next((each for each in self.all(tag) if attributes.items() <= each.attributes.items()), None)

    def is_in(self, *tags):
        return self.parent is not None and (self.parent.tag in tags or self.parent.is_in(*tags))

    def is_part(self, id):
        return self.attributes.get("id") == id or (self.parent is not None and self.parent.is_part(id))


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.root = self.open = Element("", {})

    def handle_starttag(self, tag, attributes):
        element = Element(tag, {name: value or "" for name, value in attributes}, self.open)
        self.open.children.append(element)
        if tag not in VOID:
            self.open = element

    def handle_startendtag(self, tag, attributes):
        self.open.children.append(Element(tag, {name: value or "" for name, value in attributes}, self.open))

    def handle_endtag(self, tag):
        at = self.open
        while at.tag != tag and at.parent is not None:
            at = at.parent
        if at.parent is not None:
            self.open = at.parent

    def handle_data(self, data):
        self.open.children.append(data)


@dataclass
class Table:
    name: str
    head: list
    rows: list


def read_page(text):
    reader = Reader()
    reader.feed(text)
    return reader.root


def tables_of(page):
    """Each with the elements of its cells."""
    found = []
    for box in page.all("div"):
        table = box.first("table") if box.attributes.get("class") == "scroll" else None
        if table is None:
            continue
        lines = [[each for each in line.children if isinstance(each, Element)] for line in table.all("tr")]
        body = [line for line in lines[1:] if line[0].attributes.get("scope") == "row"]
        found.append(Table(box.attributes["aria-label"], lines[0], body))
    return found
