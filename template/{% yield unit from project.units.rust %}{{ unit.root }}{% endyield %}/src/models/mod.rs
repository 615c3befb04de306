//! The entities.
