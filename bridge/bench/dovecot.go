package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"runtime"
	"strings"
)

// dovecotIdle is how many of its sessions are measured: each is a process.
const dovecotIdle = 200

// dovecotConfig is Dovecot's POP3 and nothing else, all of it below one directory,
// and as fast as its manual tells how to make it. The fields: directory, port, uid
// and gid of the mail, processors.
const dovecotConfig = `
base_dir = %[1]s/dovecot
state_dir = %[1]s/dovecot
log_path = %[1]s/dovecot.messages
protocols = pop3
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_failure_delay = 0
auth_cache_size = 1M
mail_location = maildir:%[1]s/mail/%%u
mail_uid = %[3]s
mail_gid = %[4]s
first_valid_uid = 1
mail_fsync = never
mail_max_userip_connections = 0
maildir_very_dirty_syncs = yes
pop3_no_flag_updates = yes
passdb {
  driver = passwd-file
  args = scheme=PLAIN %[1]s/dovecot.users
}
userdb {
  driver = static
  args = home=%[1]s/mail/%%u
}
service anvil {
  client_limit = 10000
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service auth {
  client_limit = 10000
}
service pop3 {
  client_limit = 1
  service_count = 0
  process_min_avail = 16
  process_limit = 1000
}
service pop3-login {
  client_limit = 4000
  service_count = 0
  process_min_avail = %[5]d
  process_limit = %[5]d
  inet_listener pop3 {
    port = %[2]d
  }
  inet_listener pop3s {
    port = 0
  }
}
`

// startDovecot starts Dovecot. Its error says, in words that end a sentence, why
// that cannot be.
func startDovecot(ctx context.Context, dir string, owner *user.User) (*server, error) {
	program, err := findDovecot()
	if err != nil {
		return nil, err
	}
	if os.Getuid() != 0 {
		return nil, errors.New("it changes its user and must be started by root")
	}
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	config := filepath.Join(dir, "dovecot.conf")
	text := fmt.Sprintf(dovecotConfig, dir, address.Port(), owner.Uid, owner.Gid, runtime.NumCPU())
	if err := os.WriteFile(config, []byte(text), 0o644); err != nil {
		return nil, err
	}
	var list strings.Builder
	for i := range users {
		fmt.Fprintf(&list, "%s:%s\n", userName(i), password)
	}
	fmt.Fprintf(&list, "%s:%s\n", bigUser, password)
	if err := os.WriteFile(filepath.Join(dir, "dovecot.users"), []byte(list.String()), 0o644); err != nil {
		return nil, err
	}
	s := &server{name: "Dovecot", address: address, idle: dovecotIdle, cmd: serverCommand(program, "-F", "-c", config)}
	return s, s.start(ctx, filepath.Join(dir, "dovecot.log"))
}

// findDovecot looks where Debian keeps it too, which only root's PATH names.
func findDovecot() (string, error) {
	for _, name := range []string{"dovecot", "/usr/sbin/dovecot"} {
		if found, err := exec.LookPath(name); err == nil {
			return found, nil
		}
	}
	return "", errors.New("it is not installed (Debian package dovecot-pop3d)")
}
