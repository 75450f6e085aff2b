from django import template

from masthead import languages

register = template.Library()

register.filter("direction", languages.direction)
register.filter("own_name", languages.own_name)
