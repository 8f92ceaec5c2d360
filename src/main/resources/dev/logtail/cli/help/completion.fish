# fish completion for logtail, made by 'logtail completion fish'.
# Only workers' keys, contexts and time zones are asked of the program; all else is known here.

# Succeeds where the words typed so far mean the command $argv.
function __logtail_at
    set -l known @PATHS@
    set -l path
    for word in (commandline -opc)[2..-1]
        contains -- (string join ' ' -- $path $word) $known; and set -a path $word
    end
    test "$path" = "$argv"
end

# The same, where an argument and no option is being typed.
function __logtail_argument_of
    __logtail_at $argv; and not string match -q -- '-*' (commandline -ct)
end

# Offers what the program answers about $argv. It may go on for a while when it has said all: cat does not wait.
function __logtail_ask
    set -l typed (commandline -opc)
    set -l program (string replace -r '^~/' "$HOME/" -- $typed[1])
    sh -c '"$@" &' sh $program __complete $argv $typed[2..-1] 2>/dev/null </dev/null | cat
end

complete -c logtail -e
complete -c logtail -f
