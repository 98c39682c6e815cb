"""A small marketplace of our own, so that the whole can be seen without the network. Everything in it is made up."""
