# bash completion for logtail, made by 'logtail completion bash'. Needs bash 3.2 or newer and nothing else.
# Only workers' keys, contexts and time zones are asked of the program; all else is known here.

# What command $1 takes: sets commands, options, and arguments, the kind of its arguments.
_logtail_command() {
  commands='' options='' arguments=''
  case $1 in
    '')
      commands='list follow export history stats debug check demo config help completion man'
      options='--help --version'
      arguments=''
      ;;
    'list')
      commands=''
      options='--output --watch --discover-every --api --config --context --header --token-file --token --user --netrc --cacert --cert --key --insecure --pin-sha256 --proxy --no-proxy --verbose --quiet --help --version'
      arguments='ask workers'
      ;;
    'follow')
      commands=''
      options='--state --output --template --csv-raw --time --tz --level --include --exclude --where --since --until --fixed --limit --for --idle --fail-on --fail-on-gap --alert --alert-every --tail --no-reconnect --discover-every --server-tz --max-frame --memory --dialect --dedupe --spill --max-workers --wait --max-retries --max-backoff --connect-timeout --keepalive --order --order-window --color --theme --full-message --ansi --highlight --lines --mouse --api --config --context --header --token-file --token --user --netrc --cacert --cert --key --insecure --pin-sha256 --proxy --no-proxy --auth-host --allow-plaintext-auth --allow-private-streams --verbose --quiet --stats --help --version'
      arguments='ask workers'
      ;;
    'export')
      commands=''
      options='--follow --out --force --append --split-by --rotate --keep --mode --keep-partial --state --output --template --csv-raw --time --tz --level --include --exclude --where --since --until --fixed --limit --for --idle --fail-on --fail-on-gap --alert --alert-every --tail --no-reconnect --discover-every --server-tz --max-frame --memory --dialect --dedupe --spill --max-workers --wait --max-retries --max-backoff --connect-timeout --keepalive --order --order-window --api --config --context --header --token-file --token --user --netrc --cacert --cert --key --insecure --pin-sha256 --proxy --no-proxy --auth-host --allow-plaintext-auth --allow-private-streams --verbose --quiet --stats --help --version'
      arguments='ask workers'
      ;;
    'history')
      commands=''
      options='--tail --server-tz --memory --spill --output --template --csv-raw --time --tz --level --include --exclude --where --since --until --fixed --color --theme --full-message --ansi --highlight --api --config --context --header --token-file --token --user --netrc --cacert --cert --key --insecure --pin-sha256 --proxy --no-proxy --verbose --quiet --stats --help --version'
      arguments='ask workers'
      ;;
    'stats')
      commands=''
      options='--history --by --top --output --watch --every --tz --level --include --exclude --where --since --until --fixed --limit --for --idle --fail-on --fail-on-gap --alert --alert-every --tail --no-reconnect --discover-every --server-tz --max-frame --memory --dialect --dedupe --spill --max-workers --wait --max-retries --max-backoff --connect-timeout --keepalive --color --theme --api --config --context --header --token-file --token --user --netrc --cacert --cert --key --insecure --pin-sha256 --proxy --no-proxy --auth-host --allow-plaintext-auth --allow-private-streams --verbose --quiet --stats --help --version'
      arguments='ask workers'
      ;;
    'debug')
      commands=''
      options='--connect --subprotocol --origin --host --protocol --location --max-redirects --listen --insecure-listen --execute --wait --slash --send-anyway --expect --count --timeout --show-ping-pong --timestamps --json --stats --reconnect --ping-interval --connect-timeout --max-frame --config --context --header --token-file --token --user --netrc --cacert --cert --key --insecure --pin-sha256 --proxy --no-proxy --auth --ca --no-check --passphrase --color --theme --verbose --quiet --help --version'
      arguments=''
      ;;
    'check')
      commands=''
      options='--timeout --output --verbose --quiet --max-workers --dialect --server-tz --color --theme --api --config --context --header --token-file --token --user --netrc --cacert --cert --key --insecure --pin-sha256 --proxy --no-proxy --auth-host --allow-plaintext-auth --allow-private-streams --help --version'
      arguments='ask workers'
      ;;
    'demo')
      commands=''
      options='--workers --rate --seed --port --serve-only --output --template --csv-raw --time --tz --level --include --exclude --where --since --until --fixed --limit --for --idle --alert --alert-every --color --theme --full-message --ansi --highlight --lines --mouse --verbose --quiet --stats --help --version'
      arguments=''
      ;;
    'config')
      commands='show path explain check contexts get-contexts use-context init'
      options='--config --help --version'
      arguments=''
      ;;
    'config show')
      commands=''
      options='--config --help --version'
      arguments=''
      ;;
    'config path')
      commands=''
      options='--config --help --version'
      arguments=''
      ;;
    'config explain')
      commands=''
      options='--output --api --config --context --help --version'
      arguments=''
      ;;
    'config check')
      commands=''
      options='--config --help --version'
      arguments=''
      ;;
    'config contexts')
      commands=''
      options='--output --config --help --version'
      arguments=''
      ;;
    'config get-contexts')
      commands=''
      options='--output --config --help --version'
      arguments=''
      ;;
    'config use-context')
      commands=''
      options='--config --help --version'
      arguments=''
      ;;
    'config init')
      commands=''
      options='--config --help --version'
      arguments=''
      ;;
    'help')
      commands=''
      options='--help --version'
      arguments='words alerts check completion config debug debug-commands demo environment exit-codes export filter follow formats help history keys list man stats targets templates times'
      ;;
    'completion')
      commands=''
      options='--help --version'
      arguments='words bash zsh fish'
      ;;
    'man')
      commands=''
      options='--help --version'
      arguments='files'
      ;;
  esac
}

# Sets value to the kind of value that option $2 of command $1 takes; fails when it takes none.
_logtail_value() {
  case "$1 $2" in
    'list -o' | 'list --output') value='words table wide json name url' ;;
    'list --discover-every' | 'list --api' | 'list -H' | 'list --header' | 'list --token' | 'list -u' | 'list --user' | 'list --pin-sha256' | 'list --proxy' | 'list --no-proxy' | 'follow --template' | 'follow -i' | 'follow --include' | 'follow -e' | 'follow --exclude' | 'follow -w' | 'follow --where' | 'follow --since' | 'follow --until' | 'follow --limit' | 'follow --for' | 'follow --idle' | 'follow --alert' | 'follow --alert-every' | 'follow -n' | 'follow --tail' | 'follow --discover-every' | 'follow --max-frame' | 'follow --memory' | 'follow --spill' | 'follow --max-workers' | 'follow --max-retries' | 'follow --max-backoff' | 'follow --connect-timeout' | 'follow --keepalive' | 'follow --order-window' | 'follow --highlight' | 'follow --api' | 'follow -H' | 'follow --header' | 'follow --token' | 'follow -u' | 'follow --user' | 'follow --pin-sha256' | 'follow --proxy' | 'follow --no-proxy' | 'follow --auth-host' | 'export --rotate' | 'export --keep' | 'export --mode' | 'export --template' | 'export -i' | 'export --include' | 'export -e' | 'export --exclude' | 'export -w' | 'export --where' | 'export --since' | 'export --until' | 'export --limit' | 'export --for' | 'export --idle' | 'export --alert' | 'export --alert-every' | 'export -n' | 'export --tail' | 'export --discover-every' | 'export --max-frame' | 'export --memory' | 'export --spill' | 'export --max-workers' | 'export --max-retries' | 'export --max-backoff' | 'export --connect-timeout' | 'export --keepalive' | 'export --order-window' | 'export --api' | 'export -H' | 'export --header' | 'export --token' | 'export -u' | 'export --user' | 'export --pin-sha256' | 'export --proxy' | 'export --no-proxy' | 'export --auth-host' | 'history -n' | 'history --tail' | 'history --memory' | 'history --spill' | 'history --template' | 'history -i' | 'history --include' | 'history -e' | 'history --exclude' | 'history -w' | 'history --where' | 'history --since' | 'history --until' | 'history --highlight' | 'history --api' | 'history -H' | 'history --header' | 'history --token' | 'history -u' | 'history --user' | 'history --pin-sha256' | 'history --proxy' | 'history --no-proxy' | 'stats --top' | 'stats --every' | 'stats -i' | 'stats --include' | 'stats -e' | 'stats --exclude' | 'stats -w' | 'stats --where' | 'stats --since' | 'stats --until' | 'stats --limit' | 'stats --for' | 'stats --idle' | 'stats --alert' | 'stats --alert-every' | 'stats -n' | 'stats --tail' | 'stats --discover-every' | 'stats --max-frame' | 'stats --memory' | 'stats --spill' | 'stats --max-workers' | 'stats --max-retries' | 'stats --max-backoff' | 'stats --connect-timeout' | 'stats --keepalive' | 'stats --api' | 'stats -H' | 'stats --header' | 'stats --token' | 'stats -u' | 'stats --user' | 'stats --pin-sha256' | 'stats --proxy' | 'stats --no-proxy' | 'stats --auth-host' | 'debug -c' | 'debug --connect' | 'debug -s' | 'debug --subprotocol' | 'debug -o' | 'debug --origin' | 'debug --host' | 'debug -p' | 'debug --protocol' | 'debug --max-redirects' | 'debug -l' | 'debug --listen' | 'debug -x' | 'debug --execute' | 'debug -w' | 'debug --wait' | 'debug --expect' | 'debug --count' | 'debug --timeout' | 'debug --ping-interval' | 'debug --connect-timeout' | 'debug --max-frame' | 'debug -H' | 'debug --header' | 'debug --token' | 'debug -u' | 'debug --user' | 'debug --pin-sha256' | 'debug --proxy' | 'debug --no-proxy' | 'debug --auth' | 'check --timeout' | 'check --max-workers' | 'check --api' | 'check -H' | 'check --header' | 'check --token' | 'check -u' | 'check --user' | 'check --pin-sha256' | 'check --proxy' | 'check --no-proxy' | 'check --auth-host' | 'demo --workers' | 'demo --rate' | 'demo --seed' | 'demo --port' | 'demo --template' | 'demo -i' | 'demo --include' | 'demo -e' | 'demo --exclude' | 'demo -w' | 'demo --where' | 'demo --since' | 'demo --until' | 'demo --limit' | 'demo --for' | 'demo --idle' | 'demo --alert' | 'demo --alert-every' | 'demo --highlight' | 'config explain --api') value='' ;;
    'list --config' | 'list --token-file' | 'list --cacert' | 'list --cert' | 'list --key' | 'follow --state' | 'follow --config' | 'follow --token-file' | 'follow --cacert' | 'follow --cert' | 'follow --key' | 'export -O' | 'export --out' | 'export --state' | 'export --config' | 'export --token-file' | 'export --cacert' | 'export --cert' | 'export --key' | 'history --config' | 'history --token-file' | 'history --cacert' | 'history --cert' | 'history --key' | 'stats --config' | 'stats --token-file' | 'stats --cacert' | 'stats --cert' | 'stats --key' | 'debug --config' | 'debug --token-file' | 'debug --cacert' | 'debug --cert' | 'debug --key' | 'debug --ca' | 'check --config' | 'check --token-file' | 'check --cacert' | 'check --cert' | 'check --key' | 'config --config' | 'config show --config' | 'config path --config' | 'config explain --config' | 'config check --config' | 'config contexts --config' | 'config get-contexts --config' | 'config use-context --config' | 'config init --config') value='files' ;;
    'list --context' | 'follow --context' | 'export --context' | 'history --context' | 'stats --context' | 'debug --context' | 'check --context' | 'config explain --context') value='ask contexts' ;;
    'follow -o' | 'follow --output' | 'export -o' | 'export --output' | 'history -o' | 'history --output' | 'demo -o' | 'demo --output') value='words text json ndjson logfmt csv raw html' ;;
    'follow --time' | 'export --time' | 'history --time' | 'demo --time') value='words short full utc relative epoch none' ;;
    'follow --tz' | 'follow --server-tz' | 'export --tz' | 'export --server-tz' | 'history --server-tz' | 'history --tz' | 'stats --tz' | 'stats --server-tz' | 'check --server-tz' | 'demo --tz') value='ask zones' ;;
    'follow -l' | 'follow --level' | 'follow --fail-on' | 'export -l' | 'export --level' | 'export --fail-on' | 'history -l' | 'history --level' | 'stats -l' | 'stats --level' | 'stats --fail-on' | 'demo -l' | 'demo --level') value='words TRACE DEBUG INFO NOTICE WARNING ERROR CRITICAL =TRACE =DEBUG =INFO =NOTICE =WARNING =ERROR =CRITICAL' ;;
    'follow --dialect' | 'export --dialect' | 'stats --dialect' | 'check --dialect') value='words auto worker raw' ;;
    'follow --dedupe' | 'export --dedupe' | 'stats --dedupe') value='words auto off' ;;
    'follow --order' | 'export --order') value='words time arrival' ;;
    'follow --color' | 'history --color' | 'stats --color' | 'debug --color' | 'check --color' | 'demo --color') value='words auto always never' ;;
    'follow --theme' | 'history --theme' | 'stats --theme' | 'debug --theme' | 'check --theme' | 'demo --theme') value='words auto dark light basic mono' ;;
    'follow --ansi' | 'history --ansi' | 'demo --ansi') value='words color strip escape raw' ;;
    'export --split-by') value='words worker' ;;
    'stats --by') value='words worker level logger step' ;;
    'stats -o' | 'stats --output') value='words text json ndjson' ;;
    'check -o' | 'check --output' | 'config explain -o' | 'config explain --output') value='words text json' ;;
    'config contexts -o' | 'config contexts --output' | 'config get-contexts -o' | 'config get-contexts --output') value='words table name' ;;
    *) return 1 ;;
  esac
}

# Reads the word $1 as the shell does, but expands nothing. Sets plain, the quote that is open at its end, and
# kept, what readline leaves in place: it only replaces what is behind the last word break or open quote.
_logtail_read() {
  local text=$1 char i
  plain='' quote='' kept=''
  for ((i = 0; i < ${#text}; i++)); do
    char=${text:i:1}
    case $quote$char in
      \' | \") quote=$char kept=$plain ;;
      "''" | '""') quote='' ;;
      \\ | \"\\) i=$((i + 1)) plain+=${text:i:1} ;;
      *)
        plain+=$char
        if [ -z "$quote" ] && [[ $COMP_WORDBREAKS == *"$char"* ]]; then kept=$plain; fi
        ;;
    esac
  done
}

# Offers $1, written so that it can stand where the word is.
_logtail_offer() {
  local text=${1#"$kept"} char i quoted=''
  for ((i = 0; i < ${#text}; i++)); do
    char=${text:i:1}
    case $quote,$char in
      "','") quoted+="'\\''" ;;
      \",[\"\$\`\\]) quoted+=\\$char ;;
      [\'\"],*) quoted+=$char ;;
      ,[][\ \"\'\$\`\\\&\|\;\<\>\(\)\{\}\*\?\#\~\!]) quoted+=\\$char ;;
      *) quoted+=$char ;;
    esac
  done
  COMPREPLY+=("$quoted")
}

# Offers those lines of the input that, behind $1, begin as what is typed; else the one that holds it.
_logtail_lines() {
  local line other=() begun=${#COMPREPLY[@]}
  while IFS= read -r line; do
    case $1$line in
      "$typed"*) _logtail_offer "$1$line" ;;
      *"$typed"*) other+=("$line") ;;
    esac
  done
  if [ ${#COMPREPLY[@]} = "$begun" ] && [ ${#other[@]} = 1 ] && [ -z "$1$kept" ]; then
    _logtail_offer "${other[0]}"
  fi
}

# Prints what the program answers about $1: it may go on for a while when it has said all.
_logtail_ask() {
  sh -c '"$@" &' sh "${words[0]/#\~\//$HOME/}" __complete "$1" "${words[@]:1}" 2>/dev/null </dev/null
}

# Offers values of the kind $value behind $1.
_logtail_values() {
  case $value in
    words\ *) _logtail_lines "$1" < <(printf '%s\n' ${value#words }) ;;
    ask\ *)
      _logtail_lines "$1" < <(_logtail_ask "${value#ask }")
      ;;
    files)
      if type compopt >/dev/null 2>&1; then
        compopt -o default
      else
        _logtail_lines "$1" < <(compgen -f -- "${typed#"$1"}")
      fi
      ;;
  esac
}

_logtail() {
  local commands options arguments value plain quote kept typed IFS=$' \t\n'
  local words=() raw=() rest=${COMP_LINE:0:COMP_POINT} gap word i
  local path='' option='' ended=''
  COMPREPLY=()
  # bash takes words apart at = and : and the like: what has no blank between belongs together.
  for ((i = 0; i <= COMP_CWORD; i++)); do
    gap=${rest%%[![:space:]]*}
    rest=${rest:${#gap}}
    word=${COMP_WORDS[i]}
    if [ "$i" = "$COMP_CWORD" ]; then word=$rest; fi
    rest=${rest:${#word}}
    if [ "$i" = 0 ] || [ -n "$gap" ]; then
      raw+=("$word")
    else
      raw[${#raw[@]} - 1]+=$word
    fi
  done
  for ((i = 0; i < ${#raw[@]} - 1; i++)); do
    _logtail_read "${raw[i]}"
    words+=("$plain")
    if [ "$i" = 0 ] || [ -n "$ended" ]; then
      continue
    elif [ -n "$option" ]; then
      option=''
    else
      case $plain in
        --) ended=yes ;;
        --*=*) ;;
        -*) if _logtail_value "$path" "$plain"; then option=$plain; fi ;;
        *)
          _logtail_command "$path"
          case " $commands " in *" $plain "*) path="$path${path:+ }$plain" ;; esac
          ;;
      esac
    fi
  done
  _logtail_read "${raw[${#raw[@]} - 1]}"
  typed=$plain
  if [ -n "$option" ]; then
    _logtail_value "$path" "$option"
    _logtail_values ''
  elif [ -z "$ended" ] && [[ $typed == --*=* ]]; then
    if _logtail_value "$path" "${typed%%=*}"; then _logtail_values "${typed%%=*}="; fi
  elif [ -z "$ended" ] && [[ $typed == -* ]]; then
    _logtail_command "$path"
    value="words $options"
    _logtail_values ''
  else
    _logtail_command "$path"
    value="words $commands"
    if [ -z "$commands" ]; then value=$arguments; fi
    _logtail_values ''
  fi
}

complete -F _logtail logtail
