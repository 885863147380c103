"""Search over everything public: the index, the words of a query, and the results."""
