package forward

// queue is the commands that the server has not answered, oldest first.
type queue struct {
	verbs [maxAsked]verb
	n     int
}

// pop gives the command that a reply belongs to, or other.
func (q *queue) pop() (v verb) {
	if q.n == 0 {
		return other
	}
	v = q.verbs[0]
	q.n--
	copy(q.verbs[:], q.verbs[1:])
	return v
}

// newest is the command that was sent last, if it has no reply yet.
func (q *queue) newest() verb {
	if q.n == 0 {
		return other
	}
	return q.verbs[q.n-1]
}

func (q *queue) push(v verb) {
	q.verbs[q.n] = v
	q.n++
}

// push notes a command that the server is about to get.
func (w *watch) push(v verb) *ending {
	if w.answering.n == maxAsked {
		return tooManyAsked
	}
	w.answering.push(v)
	if v != nothing {
		w.silent.push(v)
	}
	return nil
}

// settle finds out from a reply what the server makes of empty lines. Nobody says yes
// to one; and where nothing else is to be answered, this is the answer to it.
func (w *watch) settle(yes bool) {
	switch {
	case yes && w.answering.n > 0 && w.answering.verbs[0] == nothing:
		w.answering = w.silent
	case w.silent.n == 0:
		w.silent = w.answering
	}
}

// pop gives the two commands that a reply may belong to, which are nearly always one.
func (w *watch) pop(yes bool) (verb, verb) {
	w.settle(yes)
	w.replied = true
	return w.answering.pop(), w.silent.pop()
}
