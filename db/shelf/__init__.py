"""What a person does with documents as such: gathers them, describes them, throws them away.

Collections, details that overlay a document's own, the wastebasket, repairs of an alignment; every
change of these can be undone (`changes`).
"""
