"""The commands that change documents: `add`, `done`, `renumber`. Nothing outside this folder writes into a project."""
