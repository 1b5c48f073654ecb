# Sets $value to what $1 is without the quotes around it, or without a comment and blanks behind it.
_migri_unquote() {
    value=${1#"${1%%[! 	]*}"}
    case $value in
        \"*) value=${value#\"} value=${value%%\"*} ;;
        \'*) value=${value#\'} value=${value%%\'*} ;;
        *) value=${value%% #*} value=${value%"${value##*[! 	]}"} ;;
    esac
}

# Sets $value to that of the key $3 in the file $1, in its section $2, which is empty for the top; to nothing where there is none.
_migri_read() {
    value= found= part= cr=$(printf '\r')
    [ -f "$1" ] && [ -r "$1" ] || return 0
    while IFS= read -r line || [ -n "$line" ]; do
        line=${line%"$cr"}
        line=${line#"${line%%[! 	]*}"}
        line=${line#export }
        case $line in
            \[*)
                part=${line#\[}
                part=${part%%\]*}
                case $part in
                    env.\"*\" | env.\'*\') part=${part#env.?} part=env.${part%?} ;;
                esac
                ;;
            *=*)
                key=${line%%=*}
                key=${key%"${key##*[! 	]}"}
                if [ "$key" = "$3" ] && [ "$part" = "$2" ]; then
                    _migri_unquote "${line#*=}"
                    found=$value
                fi
                ;;
        esac
    done <"$1"
    value=$found
}

# Replaces the home directory at the beginning of $1, and sets $value.
_migri_home() {
    value=$1
    case $1 in
        \~/*) value=${HOME-}/${1#\~/} ;;
    esac
}

# Sets $toml to the migri.toml that counts, and $place to the directory that it is in; fails where there is none.
_migri_toml() {
    _migri_home "${config:-${MIGRI_CONFIG-}}"
    toml=$value place=.
    [ "$config" != - ] || return 1
    if [ -z "$toml" ]; then
        above=$PWD
        while :; do
            if [ -z "$toml" ] && [ -f "$above/migri.toml" ]; then
                toml=$above/migri.toml place=$above
                [ "$above" != "$PWD" ] || break
            fi
            [ "$above" != "${HOME-}" ] && [ ! -e "$above/.git" ] || break
            [ -n "$above" ] || return 1
            above=${above%/*}
        done
    else
        case $toml in
            */*) place=${toml%/*} ;;
        esac
    fi
    [ -n "$toml" ] && [ -f "$toml" ] && [ -r "$toml" ]
}

# Sets $directory to that of the migrations.
_migri_directory() {
    _migri_home "$directory"
    directory=${value:-${MIGRATIONS_DIR-}}
    section=${environment:-${MIGRI_ENV-}}
    if [ "$file" != - ]; then
        _migri_home "${file:-${MIGRI_ENV_FILE:-.env}}"
        file=$value
        if [ -z "$directory" ]; then
            _migri_read "$file" '' MIGRATIONS_DIR
            directory=$value
        fi
        if [ -z "$section" ]; then
            _migri_read "$file" '' MIGRI_ENV
            section=$value
        fi
    fi
    if [ -z "$directory" ] && _migri_toml; then
        value=
        [ -z "$section" ] || _migri_read "$toml" "env.$section" migrations-dir
        [ -n "$value" ] || _migri_read "$toml" '' migrations-dir
        case $value in
            '' | /*) directory=$value ;;
            *) directory=$place/$value ;;
        esac
    fi
    directory=${directory:-migrations}
}

# Prints the names of the migrations that begin with $1, one a line.
_migri_migrations() {
    _migri_directory
    newline='
'
    for path_of in "$directory/$1"*.sql "$directory/$1"*.py; do
        name=${path_of##*/}
        name=${name%.*}
        case $name in
            '' | .* | *"$newline"*) ;;
            *) [ ! -f "$path_of" ] || printf '%s\n' "$name" ;;
        esac
    done
}

# Prints the environments of migri.toml that begin with $1, one a line.
_migri_environments() {
    _migri_toml || return 0
    while IFS= read -r line || [ -n "$line" ]; do
        line=${line#"${line%%[! 	]*}"}
        case $line in
            \[env.*\]*)
                line=${line#\[env.}
                line=${line%%\]*}
                case $line in
                    \"*\" | \'*\') line=${line#?} line=${line%?} ;;
                esac
                case $line in
                    "$1"*) printf '%s\n' "$line" ;;
                esac
                ;;
        esac
    done <"$toml"
}
