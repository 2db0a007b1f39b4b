"""The web page of a record: a server for one's own machine, its pages, and the JSON API beneath `/api`."""
