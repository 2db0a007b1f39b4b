"""The JSON API under `/api`, one module for a kind of thing; each has a `router`, and `app.API` lists them."""
