"""The JSON-LD context of Web Annotations, written down from the terms of its vocabulary.

Web Annotation Vocabulary, W3C Recommendation of 23 February 2017, appendix A: each key of the JSON
is a property of the vocabulary, some of them lists or IRIs. Only what annotations of text need.
"""

OA, DCTERMS, AS = (
    "http://www.w3.org/ns/oa#",
    "http://purl.org/dc/terms/",
    "http://www.w3.org/ns/activitystreams#",
)
XSD = "http://www.w3.org/2001/XMLSchema#"
_IRIS = {"body": "hasBody", "target": "hasTarget", "source": "hasSource", "selector": "hasSelector",
         "refinedBy": "refinedBy", "stylesheet": "styledBy"}  # fmt: skip
_LITERALS = ("exact", "prefix", "suffix", "styleClass")
_NUMBERS = ("start", "end")
_WORDS = ("motivation", "purpose")
_TYPES = ("Annotation", "SpecificResource", "TextualBody", "FragmentSelector", "CssStylesheet",
          "TextQuoteSelector", "TextPositionSelector")  # fmt: skip
_MOTIVATIONS = ("bookmarking", "commenting", "highlighting", "tagging", "classifying", "replying")

CONTEXT = {
    "oa": OA,
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": DCTERMS,
    "as": AS,
    "xsd": XSD,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "id": "@id",
    "type": "@type",
    **{name: f"oa:{name}" for name in _TYPES},
    **{name: {"@id": f"oa:{word}", "@type": "@id"} for name, word in _IRIS.items()},
    **{name: {"@id": f"oa:{name}"} for name in _LITERALS},
    **{name: {"@id": f"oa:{name}", "@type": "xsd:nonNegativeInteger"} for name in _NUMBERS},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    **{name: f"oa:{name}" for name in _MOTIVATIONS},
    "value": {"@id": "rdf:value"},
    "format": {"@id": "dc:format"},
    "created": {"@id": "dcterms:created", "@type": "xsd:dateTime"},
    "modified": {"@id": "dcterms:modified", "@type": "xsd:dateTime"},
    "generator": {"@id": "as:generator", "@type": "@id"},
    "Software": "as:Application",
    "name": "http://xmlns.com/foaf/0.1/name",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "first": {"@id": "as:first", "@type": "@id"},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "total": {"@id": "as:totalItems", "@type": "xsd:nonNegativeInteger"},
    "startIndex": {"@id": "as:startIndex", "@type": "xsd:nonNegativeInteger"},
}
