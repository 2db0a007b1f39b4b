"""Pages, one module for a kind; each has a `router`, and `app.PAGES` lists them."""
