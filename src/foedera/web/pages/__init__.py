"""Pages, one module for a kind; each has a `router`, and `app.PAGES` lists them.

Handlers are plain functions, which Starlette runs in its thread pool: the store is synchronous, and each thread has a
connection of its own. They take `page: Page` (or `Judge`, `Admin`, where they write) from `foedera.web.context`: the
record in the user's name, the filters of the address in the words of the command line, `page.render(template, ...)`.
What takes long is asked of `page.answers`, never of the record itself. Questions that mean nothing, and what is not in
the record, become pages of their own (`foedera.web.errors`).

Templates escape everything, and a name that is not given is a fault. The policy in `foedera.web.security` allows
neither inline scripts, styles and style attributes nor text as markup (`innerHTML`, `DOMParser`): a fragment that the
server made is fetched with `XMLHttpRequest` as a document. Writes go to the API, from this page alone.
"""
