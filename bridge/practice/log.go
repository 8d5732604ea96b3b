package practice

import (
	"context"
	"log/slog"
	"net"
	"runtime/debug"
	"time"

	"poplab/wasm/pop3"
)

func (s *Server) log() *slog.Logger {
	if s.Log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return s.Log
}

// told logs that a session is over. Where nobody listens it costs nothing.
func (s *Server) told(conn net.Conn, state pop3.State, end string, began time.Time) {
	if s.Log == nil || !s.Log.Enabled(context.Background(), slog.LevelInfo) {
		return
	}
	s.Log.Info("session", "remote", conn.RemoteAddr(), "state", state, "end", end, "duration", time.Since(began))
}

// fence ends a panic, which is our bug and no fault of the client.
func (s *Server) fence() {
	if bug := recover(); bug != nil {
		s.log().Error("this is a bug of poplab", "panic", bug, "stack", string(debug.Stack()))
	}
}
