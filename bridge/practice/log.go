package practice

import (
	"log/slog"
	"runtime/debug"
)

func (s *Server) log() *slog.Logger {
	if s.Log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return s.Log
}

// fence ends a panic, which is our bug and no fault of the client.
func (s *Server) fence() {
	if bug := recover(); bug != nil {
		s.log().Error("this is a bug of poplab", "panic", bug, "stack", string(debug.Stack()))
	}
}
