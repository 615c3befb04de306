//! What is done with the entities.
