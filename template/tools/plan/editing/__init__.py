"""What the commands that change documents do: `add`, `done`, `renumber`. All of them write through `files`."""
