"""`{% place %}`: where a kept page leaves room for something of one visitor."""

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context

register = template.Library()


class Place(template.Node):
    def __init__(self, name: list[FilterExpression], nodelist: NodeList) -> None:
        self.name = name
        self.nodelist = nodelist

    def render(self, context: Context) -> str:
        usual = self.nodelist.render(context)
        places = context.get("places")
        if places is None:
            return usual
        return places.mark("-".join(str(part.resolve(context)) for part in self.name), usual)


@register.tag
def place(parser: Parser, token: Token) -> Place:
    """`{% place "answers" topic.pk %}usual{% endplace %}` is the place `answers-7`.

    In a page that is kept, a view may put something else there for one visitor. In any other page
    the usual text stands there.
    """
    _tag, *name = token.split_contents()
    if not name:
        raise template.TemplateSyntaxError("place needs a name")
    nodelist = parser.parse(("endplace",))
    parser.delete_first_token()
    return Place([parser.compile_filter(part) for part in name], nodelist)
