#compdef logtail
# zsh completion for logtail, made by 'logtail completion zsh'. Put it as _logtail into a folder of $fpath, or
# source it behind compinit. Only workers' keys, contexts and time zones are asked of the program.

# Offers what the program answers about its last argument; the others are for compadd. The program may go on for a
# while when it has said all.
_logtail_ask() {
  local program=${_logtail_typed[1]/#\~\//$HOME/}
  local -a answers
  answers=("${(@f)$(sh -c '"$@" &' sh "$program" __complete "$@[-1]" "${(@)_logtail_typed[2,-1]}" 2>/dev/null </dev/null)}")
  answers=(${answers:#})
  (( $#answers )) && compadd "${@[1,-2]}" -M 'm:{a-z}={A-Z} l:|=* r:|=*' -a answers
}

@FUNCTIONS@

_logtail() {
  local context state state_descr line
  typeset -A opt_args
  local -a _logtail_typed
  _logtail_typed=("${(@Q)words[1,CURRENT-1]}")
  _logtail_command
}

if [ "$funcstack[1]" = _logtail ]; then
  _logtail "$@"
else
  compdef _logtail logtail
fi
