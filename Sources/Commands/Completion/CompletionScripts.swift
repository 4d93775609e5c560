/// The scripts that shells read: they hand the line over and show what comes back.
///
/// `rail __complete SHELL ...` answers one candidate a line; none at all lets the shell offer files.
enum CompletionScripts {
    /// Bash cuts words at colons, so it hands over the whole line, and the answer fits what it cut.
    static let bash = """
        # bash completion for rail: the words come from the program and the local workspace.
        _rail() {
            local IFS=$'\\n'
            COMPREPLY=($("${COMP_WORDS[0]}" __complete bash "${COMP_LINE:0:$COMP_POINT}" "$COMP_WORDBREAKS" "$COMP_TYPE" 2>/dev/null))
            case ${COMPREPLY[0]-} in
                *: | *, | *:[\\'\\"]) compopt -o nospace 2>/dev/null ;;
            esac
        }
        complete -o default -o nosort -F _rail rail

        """

    static let zsh = """
        #compdef rail
        # zsh completion for rail: the words come from the program and the local workspace.
        _rail() {
            local line value about
            local -a done_values done_shown open_values open_shown
            for line in "${(@f)$(${words[1]} __complete zsh -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
                [[ -n $line ]] || continue
                value=${line%%$'\\t'*}
                about=${line#*$'\\t'}
                [[ -n $about ]] && about="$value  -- $about" || about=$value
                if [[ $value == *[:,] ]]; then
                    open_values+=("$value") open_shown+=("$about")
                else
                    done_values+=("$value") done_shown+=("$about")
                fi
            done
            (( ${#open_values} + ${#done_values} )) || { _files; return }
            (( ${#done_values} )) && compadd -V rail -l -d done_shown -a done_values
            (( ${#open_values} )) && compadd -V rail -l -S '' -d open_shown -a open_values
            return 0
        }
        if [[ ${funcstack[1]-} == _rail ]]; then _rail "$@"; else compdef _rail rail; fi

        """

    static let fish = """
        # fish completion for rail: the words come from the program and the local workspace.
        function __rail_complete
            set -l before (commandline -opc)
            $before[1] __complete fish -- $before[2..-1] (commandline -ct) 2>/dev/null
        end
        complete -c rail -k -f -a '(__rail_complete)'

        """
}
