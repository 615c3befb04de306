//! The routes of the HTTP API.

mod health;

use axum::Router;
use axum::routing::get;

/// Returns the routes of the API.
pub fn router() -> Router {
    Router::new().route("/health", get(health::health))
}
