"""Names: who, where, which document, which programme, when. One grammar a module."""
