"""A web page that can do nothing but be a form."""
