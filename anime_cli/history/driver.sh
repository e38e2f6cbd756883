# Answers git's call of the merge driver `anime`.
#
# Sourced by the shell that git starts, at the top of the work tree, with the arguments %O %A %B %L %P and the variable
# `anime`, the Python to run. It only looks up what the first call of this git process worked out ahead for all its
# files; that first call, and any file not worked out, goes to `anime merge-driver`. A merged file waits under the name
# of its three versions' hashes and is moved to %A; `.said` beside it holds the lines about its conflicts.
# Ends with 0: merged, 1: a person has to look.

top=.git
if [ -n "$GIT_DIR" ] || [ ! -d .git ]; then top=$(git rev-parse --git-common-dir); fi
ahead=${top:+$top/anime/driver/$PPID}
if [ -d "$ahead" ]; then
	set -- "$@" $(git hash-object --no-filters -- "$1" "$2" "$3")
	waits=$ahead/$5/$6-$7-$8
	if [ -s "$waits" ] && mv -f "$waits" "$2" 2>/dev/null; then
		[ -f "$waits.said" ] || exit 0
		cat "$waits.said" >&2
		exit 1
	fi
fi
if [ -x "$anime" ]; then
	"$anime" -P -m anime_cli merge-driver "$1" "$2" "$3" "$4" "$5" ${ahead:+"$ahead"}
	code=$?
else
	code=127
fi
[ "$code" -gt 1 ] || exit "$code"
echo "anime: $5 was merged by its lines only, because $anime ended with $code. Read it, then: git add $5" >&2
git merge-file -q --marker-size="$4" -L ours -L base -L theirs "$2" "$1" "$3"
exit 1
