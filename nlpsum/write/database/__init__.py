"""``figures.sqlite``: many reports as one database that the sqlite shell and Datasette open.

``schema`` says what is in it, ``rows`` makes a document's rows, ``store`` keeps them, ``metadata``
tells Datasette about them, ``export`` writes the tables as other files.
"""
