//! What the other parts share.
