"""A metric's trend for the eye: ``text`` for the terminal, ``svg`` the picture, ``html`` both.

``scale`` says how its values are printed. Writers are given ``link``, which turns a document's path
in the database into an address that works from where the output lies.
"""
