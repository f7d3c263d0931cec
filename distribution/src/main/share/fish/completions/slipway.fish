# fish completion for slipway.
function __slipway_complete
    set -lx COMP_CWORD (count (commandline --tokenize --cut-at-cursor))
    set -l words (commandline --tokenize)
    for answer in ($words[1] _complete fish $words 2>/dev/null)
        switch $answer
            case 'add *'
                string sub --start 5 -- $answer
            case 'prefix *'
                string sub --start 8 -- $answer
            case file
                __fish_complete_path (commandline --current-token)
        end
    end
end
complete --command slipway --no-files --arguments '(__slipway_complete)'
