#compdef algzoo
# Completion of algzoo for zsh.
#
#   this session only:  source <(algzoo completion zsh)          (after compinit)
#   every session:      algzoo completion zsh > "${fpath[1]}/_algzoo"
#                       (or into any other folder of $fpath; then start a new shell)

_algzoo() {
    # The line up to the cursor, with what has been typed of its last word only.
    local before="${(j: :)words[1,CURRENT-1]} $PREFIX"
    local -a found
    found=("${(@f)$("${words[1]}" "[suggest:${#before}]" "$before" 2>/dev/null)}")
    found=(${(M)found:#"$PREFIX"*})

    # Where algzoo has nothing to suggest, a file may be meant.
    if (( ${#found} == 0 )); then
        _files
        return
    fi

    # What ends in ':' goes on.
    local -a open=(${(M)found:#*:}) closed=(${found:#*:})
    compadd -S '' -a open
    compadd -a closed
}

if [[ ${funcstack[1]} == _algzoo ]]; then
    _algzoo "$@"
else
    compdef _algzoo algzoo
fi
