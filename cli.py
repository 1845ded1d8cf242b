"""`python cli.py …` does what `nlpsum …` does, from a checkout."""

from nlpsum.cli import main

main()
