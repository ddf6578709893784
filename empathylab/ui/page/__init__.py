"""Locked pages: web pages that can do nothing but be a form."""
