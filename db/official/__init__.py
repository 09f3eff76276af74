"""Official texts over the network: what there is, where it is, and the fetching of it."""
