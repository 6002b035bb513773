# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
echo 'single $HOME `x` \n' "double \$x \`y\` \\ \"q\"" back\ slash\$
printf '%s|%d|%x|%o|%c|%5s|%-5s|%05d|%b|%%\n' str 42 255 8 char ab cd 7 'tab\there'
printf '%s %s\n' 1 2 3 4 5
echo "nested: $(echo "in $(echo "deep \"quoted\"")")" `echo back\`echo tick\``
cat <<X
v=$((2+3)) $(echo sub) \$not
X
cat <<'X'
v=$((2+3)) $(echo sub) \$not
X
cat <<-X
	tabs stripped
	X
eval 'x="a b"; echo "$x"'; cmd='echo hi; echo there'; eval "$cmd"
