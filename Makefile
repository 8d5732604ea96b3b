# make run      build everything and serve it on http://127.0.0.1:8080
#               make run ARGS="-http 127.0.0.1:9000" passes flags to poplab serve
# make build    bin/poplab, with all that a browser loads inside it
# make test     every test; installs or names the programs that the tests drive
# make fuzz     every fuzz target for 20 seconds; make fuzz FUZZTIME=1h for longer
# make bench    our POP3 server beside Dovecot, the bridge beside a relay and websockify, the page
# make lint     go vet and staticcheck, natively and as js/wasm
# make generate the Go code of the templ pages; commit it
# make conformance  a test for each rule of POP3, and the verdicts; commit them
# make clean    take away what was built

js = GOOS=js GOARCH=wasm

.PHONY: run build test fuzz bench lint generate conformance clean

run: build
	bin/poplab serve $(ARGS)

build:
	go run ./web/build
	go build -trimpath -o bin/poplab ./bridge

test:
	.ci/tools
	.ci/fresh
	$(MAKE) build lint
	go test -timeout 60m -skip '^TestAccessGrades$$' ./...
	go test -timeout 60m -run '^TestAccessGrades$$' ./bridge # how fast a page is: judged while nothing else runs
	$(js) go test -exec "$(CURDIR)/.ci/node" ./wasm/...

fuzz:
	FUZZTIME=$(FUZZTIME) .ci/fuzz

bench: build
	go run ./bridge/bench

# The second run is for what is built for browsers only: it needs staticcheck as a
# program, since go tool would compile that for js/wasm too, and without U1000,
# which takes the functions that only the page calls for unused.
lint:
	go build -o bin/ honnef.co/go/tools/cmd/staticcheck
	go vet ./...
	bin/staticcheck ./...
	$(js) go vet ./wasm/...
	$(js) bin/staticcheck -checks inherit,-U1000 ./wasm/...

generate:
	go tool templ generate -path web

conformance:
	go run ./wasm/pop3/conformance/prove

clean:
	rm -rf bin
	find web/dist -type f ! -name .gitignore -delete
