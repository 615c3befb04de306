// The library target needs at least one source file: keep this one. Code stands in the folders beside it.
