# Facts of the node on which this runs, as lines of tab-separated words. The node's files are mounted below /host, read-only.
# The arguments say what to look at: `tree PATH`, `one PATH`, `settings PATH`, `encryption PATH`,
# `unit PATH`. Nothing is written or changed.
set -u
root=${PLIMSOLL_ROOT-/host}
tab=$(printf '\t')

# A process of a container has a number of its own there, so that a container cannot pose as a program of the node.
processes() {
  for process in "$root"/proc/[0-9]*; do
    read -r comm 2>/dev/null <"$process/comm" || continue
    case $comm in
      kubelet | kube-proxy | kube-apiserver | kube-controller | kube-scheduler | etcd | k3s* | rke2* | k0s*) ;;
      *) continue ;;
    esac
    inner= uid=
    while read -r key first second rest; do
      case $key in
        NSpid:) inner=$second ;;
        Uid:) uid=$first ;;
      esac
    done <"$process/status"
    [ -z "$inner" ] || continue
    [ "$uid" = 0 ] || [ "$comm" = etcd ] || continue
    printf 'process\t%s\n' "$uid"
    tr '\n\000' ' \n' <"$process/cmdline" | sed "s/^/argument$tab/"
  done
}

# Links of directories would lead astray here, since their targets are meant for the node's root.
astray() {
  way=${1%/*}
  while [ -n "$way" ]; do
    [ -L "$root$way" ] && return 0
    way=${way%/*}
  done
  return 1
}

look() { # PATH
  real=$1
  if astray "$1"; then
    printf 'unreadable\t%s\ta directory on the way to it is a link\n' "$1"
    return
  fi
  if [ -L "$root$1" ]; then
    real=$(readlink "$root$1")
    case $real in
      /*) ;;
      *) real=${1%/*}/$real ;;
    esac
    if [ -L "$root$real" ] || astray "$real" || ! [ -e "$root$real" ]; then
      printf 'unreadable\t%s\tit is a link to %s, which is not mounted or a link again\n' "$1" "$real"
      return
    fi
  fi
  if facts=$(stat -c '%f %u %g %Y' "$root$real" 2>/dev/null); then
    printf 'file\t%s\t%s\t%s\n' "$facts" "$real" "$1"
    case $real in
      *.crt | *.pem) [ -f "$root$real" ] && certificates "$real" "$1" ;;
    esac
  elif [ -e "$root${1%/*}" ]; then
    printf 'none\t%s\n' "$1"
  else
    printf 'unreadable\t%s\tits directory is not mounted\n' "$1"
  fi
}

certificates() { # REAL PATH
  printf 'certificates\t%s\n' "$2"
  if [ -r "$root$1" ]; then
    sed -n '/-----BEGIN CERTIFICATE-----/,/-----END CERTIFICATE-----/p' "$root$1" | head -c 65536 | sed "s/^/pem$tab/"
    echo
  else
    printf 'refused\tno permission to read it\n'
  fi
}

tree() { # PATH
  if [ -L "$root$1" ]; then
    look "$1"
    if [ "$real" != "$1" ] && [ -d "$root$real" ]; then
      printf 'unreadable\t%s\tit is a link to the directory %s, in which nobody looked\n' "$1" "$real"
    fi
    return
  fi
  if ! [ -e "$root$1" ]; then
    look "$1"
    return
  fi
  find "$root$1" 2>/dev/null | head -n 2000 | while IFS= read -r entry; do
    look "${entry#"$root"}"
  done
  printf 'listed\t%s\t%s\n' "$(find "$root$1" 2>/dev/null | head -n 2001 | wc -l)" "$1"
}

# Keys of an encryption stay on the node: what is called a secret, and whatever is long enough to be one, but
# for the path in a line that names a file.
settings() { # KIND PATH
  if [ -d "$root$2" ]; then
    for entry in "$root$2"/*.conf "$root$2"/*.conflist "$root$2"/*.json; do
      [ ! -f "$entry" ] || settings "$1" "${entry#"$root"}"
    done
    return
  fi
  if ! [ -e "$root$2" ]; then
    look "$2"
    return
  fi
  printf 'settings\t%s\n' "$2"
  if ! [ -r "$root$2" ]; then
    printf 'refused\tno permission to read it\n'
  elif [ "$1" = encryption ]; then
    head -c 65536 "$root$2" | sed -E 's/(secret["'\'']?[[:space:]]*:[[:space:]]*)[^,}]*/\1dropped/g; s/[A-Za-z0-9+\/=]{20,}/dropped/g' | sed "s/^/line$tab/"
  else
    head -c 65536 "$root$2" | sed -E '/^[[:blank:]]*(- )?path:[[:blank:]]*["'\'']?\/[A-Za-z0-9._\/-]*["'\'']?[[:blank:]]*$/!s/[A-Za-z0-9+\/=]{40,}/dropped/g' | sed "s/^/line$tab/"
  fi
  echo
}

# Of a unit, or of each drop-in in a directory, what it says of the addresses that its service may talk with.
unit() { # PATH
  if [ -d "$root$1" ]; then
    for drop in "$root$1"/*.conf; do
      unit "${drop#"$root"}"
    done
    return
  fi
  look "$1" >/dev/null
  if astray "$1" || ! [ -f "$root$real" ]; then
    return
  fi
  printf 'unit\t%s\n' "$1"
  if [ -r "$root$real" ]; then
    head -c 65536 "$root$real" | sed -e ':a' -e '/\\$/N; s/\\\n/ /; ta' |
      sed -n "s/^[[:space:]]*\(\[.*\)/line$tab\1/p; s/^[[:space:]]*\(IPAddress[A-Za-z]*[[:space:]]*=\)/line$tab\1/p"
  else
    printf 'refused\tno permission to read it\n'
  fi
}

processes
while [ $# -gt 1 ]; do
  case $1 in
    tree) tree "$2" ;;
    one) look "$2" ;;
    unit) unit "$2" ;;
    *) settings "$1" "$2" ;;
  esac
  shift 2
done
echo end
