#!/bin/sh
# Linux where nobody is logged in: a screen, a session bus and an unlocked keyring around a command. Its exit code is the command's.
exec xvfb-run --auto-servernum dbus-run-session -- sh -c '
  printf "\n" | gnome-keyring-daemon --unlock --components=secrets > /dev/null
  exec "$@"
' session "$@"
