"""Texts that would do something if a page took them for more than text, and a look whether one of them did."""

from playwright.async_api import expect

from tests.playground.page.visitor import Visitor

IMAGE = "<img src=//evil.example/i onerror=hit=1>"
DRAWING = "<svg onload=hit=1><a xlink:href=javascript:hit=1>"
SCRIPT = "</script><script>hit=1</script>"
BREAKING = "\"'><iframe srcdoc='<script>parent.hit=1</script>'>"
LEADING = "[a](javascript:hit=1) [b](data:text/html,<script>hit=1</script>) <javascript:hit=1> ![c](//evil.example/c)"
DISGUISED = "java\u200bscript:hit=1 \uff1cscript\uff1ehit=1\u2028\u202e<b onmouseover=hit=1>\u2066 \ufeffx"
TEMPLATE = "${hit=1} {{hit=1}} <%= hit=1 %> &lt;b&gt; &#60;b&#62; \\x3cb\\x3e __proto__"
ALL = (IMAGE, DRAWING, SCRIPT, BREAKING, LEADING, DISGUISED, TEMPLATE)
EVERYTHING = " ".join(ALL)

FOREIGN = "#app :is(script, iframe, object, embed, img, b, base, form[action], link, style, a[href^='//'])"
ALIVE = """() => [document.body, ...document.body.querySelectorAll("*")].flatMap((node) =>
    [...node.attributes].filter(({name, value}) => /^on/i.test(name) || name === "srcdoc" ||
        (/^(xlink:)?(href|src|action|formaction)$/i.test(name) && !/^(https?:|blob:|#)/i.test(value)))
    .map(({name, value}) => `${node.tagName} ${name}=${value}`))"""


async def unharmed(visitor: Visitor) -> None:
    """Nothing ran, nothing became an element that could, and no link leads anywhere but to a web page."""
    assert await visitor.page.evaluate("() => typeof hit") == "undefined"
    assert await visitor.page.evaluate(ALIVE) == []
    await expect(visitor.page.locator(FOREIGN)).to_have_count(0)
