# bash completion for logtail, made by 'logtail completion bash'. Needs bash 3.2 or newer and nothing else.
# Only workers' keys, contexts and time zones are asked of the program; all else is known here.

# What command $1 takes: sets commands, options, and arguments, the kind of its arguments.
_logtail_command() {
  commands='' options='' arguments=''
  case $1 in
@COMMANDS@
  esac
}

# Sets value to the kind of value that option $2 of command $1 takes; fails when it takes none.
_logtail_value() {
  case "$1 $2" in
@VALUES@
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
