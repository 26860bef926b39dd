# Completion of algzoo for bash.
#
#   this session only:  source <(algzoo completion bash)
#   every session:      mkdir -p ~/.local/share/bash-completion/completions
#                       algzoo completion bash > ~/.local/share/bash-completion/completions/algzoo
#                       (without the package bash-completion: add the line of the first case to ~/.bashrc)

_algzoo() {
    # The word as algzoo takes it, which to readline is several: ':' and '=' are breaks to it.
    local before=${COMP_LINE:0:COMP_POINT}
    local word=${before##*[[:space:]]}
    local taken= character head line
    for character in : =; do
        if [[ $COMP_WORDBREAKS == *"$character"* && $word == *"$character"* ]]; then
            head=${word%"${word##*"$character"}"}
            (( ${#head} > ${#taken} )) && taken=$head
        fi
    done

    COMPREPLY=()
    while IFS= read -r line; do
        line=${line%$'\r'}
        [[ $line == "$word"* ]] && COMPREPLY+=("${line#"$taken"}")
    done < <("${COMP_WORDS[0]}" "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)

    # What ends in ':' goes on.
    [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *: ]] && compopt -o nospace 2>/dev/null
    return 0
}

# Where algzoo has nothing to suggest, a file may be meant.
complete -o default -F _algzoo algzoo
