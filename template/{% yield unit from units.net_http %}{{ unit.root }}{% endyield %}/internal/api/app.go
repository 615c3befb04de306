// Package api holds the routes of the HTTP API.
package api

import "net/http"

// New returns the routes of the API.
func New() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /health", health)
	return mux
}
