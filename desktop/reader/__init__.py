"""Reading a document by the paragraph."""
